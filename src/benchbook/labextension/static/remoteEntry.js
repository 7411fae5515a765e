// The door JupyterLab knocks on: a container for module federation, written by hand.
// JupyterLab loads this file as a classic script, calls `init` with the modules it shares,
// then `get('./extension')`. Everything else is plain modules beside this file.
(() => {
  const folder = new URL('.', document.currentScript.src);
  let shared = {};

  async function sharedModule(name) {
    const [newest] = Object.values(shared[name]);
    return (await newest.get())();
  }

  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB.benchbook = {
    init(scope) {
      shared = scope;
    },
    async get(module) {
      if (module !== './extension') {
        throw new Error(`benchbook has no module ${module}`);
      }
      const [{ plugin }, application, apputils, cells, coreutils, notebook, widgets] =
        await Promise.all([
          import(new URL('plugin.js', folder)),
          sharedModule('@jupyterlab/application'),
          sharedModule('@jupyterlab/apputils'),
          sharedModule('@jupyterlab/cells'),
          sharedModule('@jupyterlab/coreutils'),
          sharedModule('@jupyterlab/notebook'),
          sharedModule('@lumino/widgets'),
        ]);
      const lab = { application, apputils, cells, coreutils, notebook, widgets };
      return () => ({ __esModule: true, default: plugin(lab, folder) });
    },
  };
})();
