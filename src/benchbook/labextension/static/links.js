// Links from one page of the course to another: <a data-benchbook-open="relative/path.ipynb">.
// In the learner's own JupyterLab the new page takes the place of the old one, as turning a page
// does; elsewhere it opens in a tab of its own.

export function openLinks(lab, app, panel, { turnPage }) {
  panel.node.addEventListener('click', async (event) => {
    const link = event.target.closest?.('a[data-benchbook-open]');
    if (!link) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    const path = await find(lab, app, panel.context.path, link.dataset.benchbookOpen);
    const opened = await app.commands.execute('docmanager:open', {
      path, factory: 'Notebook', options: { ref: panel.id, mode: 'tab-after' },
    });
    const { benchbookSection: section } = link.dataset;
    if (section) {
      await opened?.context.ready;
      opened?.setFragment(`#${section.replaceAll(' ', '-')}`);
    }
    if (turnPage && opened && opened !== panel && !panel.isDisposed) {
      panel.close();
    }
  }, true);
}

// A bench card is a page of its own, for the printer: it opens beside JupyterLab.
export function openCards(lab, app, panel) {
  panel.node.addEventListener('click', async (event) => {
    const link = event.target.closest?.('a[data-benchbook-print]');
    if (!link) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    const path = await find(lab, app, panel.context.path, link.dataset.benchbookPrint);
    window.open(await app.serviceManager.contents.getDownloadUrl(path), '_blank', 'noopener');
  }, true);
}

// The path may be meant from the notebook's own folder or from any folder above it, such as the
// learner's folder, which a hub may keep somewhere below its root: the nearest that has it counts.
async function find(lab, app, here, wanted) {
  const { PathExt } = lab.coreutils;
  const { contents } = app.serviceManager;
  const drive = contents.driveName(here);
  const inDrive = (path) => (drive ? `${drive}:${path}` : path);
  const [first] = wanted.split('/');
  for (let folder = PathExt.dirname(contents.localPath(here)); ; folder = PathExt.dirname(folder)) {
    const { content } = await contents.get(inDrive(folder));
    if (!folder || first === '..' || content.some(({ name }) => name === first)) {
      return inDrive(PathExt.join(folder, wanted));
    }
  }
}
