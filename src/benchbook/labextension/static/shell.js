// What the application itself must leave alone inside a page of the course.

const PAGE = '.benchbook-page';
const EDITED = '.jp-NotebookPanel, .jp-FileEditor, .jp-Dialog';
const NARROW = '(max-width: 599.98px)';

// JupyterLab's one-key commands act on whatever cell holds the focus: with a radio button in
// focus, `x` cuts the cell. It also keeps Enter and Ctrl+Z from text fields inside cells. Inside
// a page of the course no key and no right click is JupyterLab's: controls, text and the browser
// keep them. In the learner's own JupyterLab (`everywhere`) only a notebook or a file that is not
// the course's still has JupyterLab's keys, and nothing has its right click.
export function quietApplication(lab, app, { everywhere }) {
  const ours = (event) => Boolean(event.target?.closest?.(PAGE));
  const theirs = (event) => Boolean(event.target?.closest?.(EDITED));
  const quiet = {
    evtKeydown: (event) => ours(event) || (everywhere && !theirs(event)),
    evtKeyup: ours,
    evtContextMenu: (event) => ours(event) || everywhere,
  };
  for (const [name, isQuiet] of Object.entries(quiet)) {
    const original = app[name].bind(app);
    app[name] = (event) => {
      if (!isQuiet(event)) {
        original(event);
      } else if (name === 'evtKeydown') {
        answerSave(lab, event);
      }
    };
  }
}

// Many of us press Ctrl+S from habit. There is nothing to do, and the browser's own answer,
// saving the web page, would only confuse.
function answerSave(lab, event) {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 's') {
    event.preventDefault();
    lab.apputils.Notification.info('Your answers are saved as you give them.', { autoClose: 3000 });
  }
}

// On a narrow screen the page needs the room that the file list takes. The right side is empty.
export function settleShell(app, shell) {
  // The address says which page is open. Opening with it the pages of another window or of an
  // earlier day would start a kernel for each.
  app.serviceManager.workspaces.save = () => Promise.resolve();
  // JupyterLab asks for its launcher when it opens on nothing.
  app.commands.addCommand('launcher:create', {
    label: 'Start page',
    execute: () => app.commands.execute('benchbook:start-page'),
  });
  const narrow = window.matchMedia(NARROW);
  let folded = false;
  const follow = () => {
    if (narrow.matches && !shell.leftCollapsed) {
      folded = true;
      shell.collapseLeft();
    } else if (!narrow.matches && folded) {
      folded = false;
      shell.expandLeft();
    }
  };
  app.restored.then(() => {
    // In single-document mode JupyterLab's menu has a row of its own.
    [...shell.layout].find((widget) => widget.id === 'jp-menu-panel')?.hide();
    shell.collapseRight();
    shell.expandLeft();
    follow();
    narrow.addEventListener('change', follow);
  });
}
