// Keeping a course notebook live: run when its session is ready, told when its kernel is lost,
// run again when a kernel is back.
//
// The page is told of a dead kernel by the server, whose restarter looks once a second
// (etc/jupyter/jupyter_server_config.d/benchbook.json), and of a lost server by its own socket.

const WORKING = new Set(['starting', 'idle', 'busy']);
const RETRY_MS = 1000;
const REPLY_MS = 4000;

export class Watch {
  constructor(panel, { run, say }) {
    this.panel = panel;
    this.session = panel.sessionContext;
    this.run = run;
    this.say = say;
    this.state = 'opening';
    this.begun = false;
    this.turn = 0;
    this.timer = null;
    this.session.statusChanged.connect(this.look, this);
    this.session.connectionStatusChanged.connect(this.look, this);
    this.session.kernelChanged.connect(this.look, this);
    panel.disposed.connect(() => clearTimeout(this.timer));
  }

  async start() {
    this.show('opening');
    await this.session.ready;
    await this.bring();
  }

  get working() {
    const kernel = this.session.session?.kernel;
    return Boolean(kernel) && kernel.connectionStatus === 'connected'
      && WORKING.has(kernel.status);
  }

  look() {
    if (this.panel.isDisposed) {
      return;
    }
    const kernel = this.session.session?.kernel;
    const broken = !kernel || kernel.connectionStatus !== 'connected'
      || ['restarting', 'autorestarting', 'terminating', 'dead'].includes(kernel.status);
    if (broken && this.begun && this.state !== 'lost') {
      this.lose();
    }
  }

  lose() {
    this.show('lost');
    this.dispatch('benchbook:kernel-lost');
    this.again(0);
  }

  again(wait = RETRY_MS) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.bring(), wait);
  }

  // Bring the page to life, from the first opening or after a loss, trying until it succeeds.
  async bring() {
    if (this.panel.isDisposed) {
      return;
    }
    const wasLost = this.state === 'lost';
    const turn = ++this.turn;
    try {
      await this.haveKernel();
      await this.answers();
      if (turn !== this.turn) {
        return;
      }
      this.begun = true;
      await this.run(this.panel);
      if (turn !== this.turn || this.panel.isDisposed) {
        return;
      }
      if (!this.working) {
        throw new Error('the kernel went away while the page was coming to life');
      }
      this.show('live');
      if (wasLost) {
        this.dispatch('benchbook:kernel-back');
      }
    } catch (error) {
      console.debug('benchbook: not live yet', error);
      if (turn === this.turn) {
        this.again();
      }
    }
  }

  async haveKernel() {
    const kernel = this.session.session?.kernel;
    if (!kernel || kernel.isDisposed) {
      await this.session.startKernel();
    } else if (kernel.status === 'dead') {
      await kernel.restart(); // the server has given up restarting it
    }
  }

  // A kernel is back when it answers, not when something says so.
  async answers() {
    const kernel = this.session.session?.kernel;
    if (!kernel) {
      throw new Error('no kernel');
    }
    if (kernel.connectionStatus !== 'connected') {
      throw new Error('not connected');
    }
    await within(REPLY_MS, this.state === 'opening' ? kernel.info : kernel.requestKernelInfo());
  }

  show(state) {
    this.state = state;
    this.panel.node.dataset.benchbook = state;
    this.panel.node.dataset.benchbookPath = this.panel.context.path;
    this.say(state);
  }

  dispatch(name) {
    const detail = { path: this.panel.context.path };
    document.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

function within(ms, promise) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no reply in time')), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
