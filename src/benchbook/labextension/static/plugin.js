// The extension: recognises notebooks of the course, brings them to life, keeps them pages.
//
// The page option `benchbook` is set by `benchbook start`: `learner` also hides JupyterLab's own
// chrome, `author` leaves every notebook alone. Without it (a hub, a plain JupyterLab) notebooks
// of the course are live pages, and all others are as JupyterLab makes them.

import { freeze } from './freeze.js';
import { isCourseNotebook, namesOurKernel } from './grammar.js';
import { showSources } from './cite.js';
import { addStartBar, courseMessage } from './bars.js';
import { openCards, openLinks } from './links.js';
import { addMenu } from './menu.js';
import { runAll } from './run.js';
import { quietApplication, settleShell } from './shell.js';
import { Watch } from './watch.js';

export function plugin(lab, folder) {
  return {
    id: 'benchbook:pages',
    description: 'Runs notebooks of the course when they are opened and shows them as pages.',
    autoStart: true,
    requires: [lab.notebook.INotebookTracker],
    optional: [lab.application.ILabShell],
    activate: (app, tracker, shell) => activate(lab, folder, app, tracker, shell),
  };
}

function activate(lab, folder, app, tracker, shell) {
  const mode = lab.coreutils.PageConfig.getOption('benchbook');
  if (mode === 'author') {
    return;
  }
  addStylesheet(new URL('page.css', folder));
  addStylesheet(new URL('content.css', folder));
  const learner = mode === 'learner';
  quietApplication(lab, app, { everywhere: learner });
  if (shell && learner) {
    document.body.classList.add('benchbook-learner');
    addStylesheet(new URL('learner.css', folder));
    addMenu(lab, app);
    settleShell(app, shell);
  }
  const adopt = (panel) => adoptPanel(lab, app, panel, mode);
  tracker.forEach(adopt);
  tracker.widgetAdded.connect((_, panel) => adopt(panel));
}

async function adoptPanel(lab, app, panel, mode) {
  await panel.context.ready;
  if (panel.isDisposed) {
    return;
  }
  const { model } = panel.context;
  if (isCourseNotebook(model)) {
    makePage(lab, app, panel, mode);
  } else if (mode === 'learner' || namesOurKernel(model)) {
    addStartBar(lab, panel);
  }
}

function makePage(lab, app, panel, mode) {
  panel.addClass('benchbook-page');
  panel.toolbar?.hide(); // hidden by the stylesheet alone it would still take its room
  // The restarter's dialog speaks of kernels; our own message says what it means for answers.
  panel.sessionContext.statusChanged.disconnect(panel._onSessionStatusChanged, panel);
  freeze(panel);
  showSources(panel);
  openCards(lab, app, panel);
  openLinks(lab, app, panel, { turnPage: mode === 'learner' });
  const watch = new Watch(panel, {
    run: () => runAll(lab, panel),
    say: courseMessage(lab, panel),
  });
  watch.start();
}

function addStylesheet(address) {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = address.href;
  document.head.append(link);
}
