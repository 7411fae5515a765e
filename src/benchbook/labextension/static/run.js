// Running a course notebook from its first statement to its last, also while somebody uses it.

export async function runAll(lab, panel) {
  const { sessionContext, content } = panel;
  const cells = content.widgets.filter((cell) => cell.model.type === 'code');
  await Promise.all(cells.map((cell) => cell.ready));
  cells.forEach(keepUntilReplaced);
  const focus = followFocus(panel.node, cells);
  // What somebody is using comes first and alone, so that it is out of their hands for a blink.
  const inUse = focus.cell();
  try {
    if (inUse) {
      await runOne(lab, inUse, sessionContext);
      await focus.passed();
    }
    await Promise.all(
      cells.filter((cell) => cell !== inUse).map((cell) => runOne(lab, cell, sessionContext)),
    );
  } finally {
    setTimeout(() => settle(cells, focus), 2000);
  }
}

// What a cell shows stays, and takes its room, until what replaces it is there.
function keepUntilReplaced(cell) {
  const { model } = cell.outputArea;
  model.clear = () => Object.getPrototypeOf(model).clear.call(model, true);
  cell.node.style.minHeight = cell.node.offsetHeight ? `${cell.node.offsetHeight}px` : '';
}

function settle(cells, focus) {
  focus.stop();
  for (const cell of cells) {
    if (!cell.isDisposed) {
      delete cell.outputArea.model.clear;
      cell.node.style.minHeight = '';
    }
  }
}

async function runOne(lab, cell, sessionContext) {
  const reply = await lab.cells.CodeCell.execute(cell, sessionContext);
  const failed = reply?.content.status === 'error';
  if (failed) {
    console.error(cell.model.sharedModel.getSource(), reply.content.ename, reply.content.evalue);
  }
  sayFailed(cell, failed);
}

// A learner never sees a traceback: the stylesheet hides it, this says what to do instead.
function sayFailed(cell, failed) {
  cell.node.querySelector(':scope > .benchbook-failure')?.remove();
  cell.toggleClass('benchbook-failed', failed);
  if (failed) {
    const note = document.createElement('p');
    note.className = 'benchbook-failure';
    note.setAttribute('role', 'alert');
    note.textContent =
      'This part of the page could not be shown. Your saved answers are safe. ' +
      'Reload the page; if it stays so, tell your instructor.';
    cell.node.append(note);
  }
}

const FOCUSABLE = 'a[href], button, input, select, textarea, [tabindex]';

// A control that is replaced while in use gives the focus, and the place in its text, to the one
// that takes its place.
function followFocus(root, cells) {
  let used = null;
  const fields = (cell) => [...cell.node.querySelectorAll(FOCUSABLE)];
  const note = () => {
    const element = document.activeElement;
    const cell = cells.find(({ node }) => node !== element && node.contains(element));
    used = cell ? { cell, element, place: fields(cell).indexOf(element) } : null;
  };
  const pass = () => {
    const { activeElement } = document;
    if (!used || used.element.isConnected || (activeElement && activeElement !== document.body)) {
      return;
    }
    const next = fields(used.cell)[used.place];
    if (next && next.tagName === used.element.tagName) {
      next.focus({ preventScroll: true });
      if (typeof used.element.selectionStart === 'number') {
        next.setSelectionRange(used.element.selectionStart, used.element.selectionEnd);
      }
    }
  };
  note();
  root.addEventListener('focusin', note);
  const watch = new MutationObserver(pass);
  watch.observe(root, { childList: true, subtree: true });
  return {
    cell: () => used?.cell,
    async passed() {
      for (let left = 20; left && used && !used.element.isConnected; left -= 1) {
        await new Promise((resolve) => { setTimeout(resolve, 50); });
      }
    },
    stop() {
      root.removeEventListener('focusin', note);
      watch.disconnect();
    },
  };
}
