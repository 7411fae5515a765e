// Links from one page of the course to another: <a data-benchbook-open="relative/path.ipynb">.
// The path is relative to the notebook that holds the link. In the learner's own JupyterLab the
// new page takes the place of the old one, as turning a page does.

export function openLinks(lab, app, panel, { turnPage }) {
  const { PathExt } = lab.coreutils;
  panel.node.addEventListener('click', async (event) => {
    const link = event.target.closest?.('a[data-benchbook-open]');
    if (!link || event.defaultPrevented) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    const drive = panel.context.path.includes(':') ? panel.context.path.split(':')[0] + ':' : '';
    const here = PathExt.dirname(panel.context.path.slice(drive.length));
    const path = drive + PathExt.normalize(PathExt.join(here, link.dataset.benchbookOpen));
    const opened = await app.commands.execute('docmanager:open', {
      path, factory: 'Notebook', options: { ref: panel.id, mode: 'tab-after' },
    });
    if (turnPage && opened && opened !== panel && !panel.isDisposed) {
      panel.close();
    }
  }, true);
}
