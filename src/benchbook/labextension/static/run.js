// Running a course notebook from its first statement to its last.

export async function runAll(lab, panel) {
  const { sessionContext, content } = panel;
  const cells = content.widgets.filter((cell) => cell.model.type === 'code');
  await Promise.all(cells.map((cell) => cell.ready));
  // Where the learner was reading must not jump while outputs are replaced.
  const heights = cells.map((cell) => cell.node.offsetHeight);
  const focus = rememberFocus(panel.node, cells);
  cells.forEach((cell, i) => {
    if (heights[i]) {
      cell.node.style.minHeight = `${heights[i]}px`;
    }
  });
  try {
    await Promise.all(cells.map((cell) => runOne(lab, cell, sessionContext)));
  } finally {
    setTimeout(() => cells.forEach((cell) => { cell.node.style.minHeight = ''; }), 1500);
  }
  restoreFocus(focus);
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

function rememberFocus(root, cells) {
  const active = document.activeElement;
  const cell = root.contains(active) ? cells.find((each) => each.node.contains(active)) : null;
  if (!cell || active === cell.node) {
    return null;
  }
  const place = [...cell.node.querySelectorAll(FOCUSABLE)].indexOf(active);
  return { cell, active, place, from: active.selectionStart, to: active.selectionEnd };
}

// The new control appears a moment after its statement has run.
function restoreFocus(focus, left = 20) {
  if (!focus || focus.place < 0 || left === 0) {
    return;
  }
  const moved = document.activeElement;
  if (moved && moved !== document.body && moved !== focus.active
      && !moved.classList.contains('jp-Cell')) {
    return; // the learner has gone on to something else
  }
  const next = focus.cell.node.querySelectorAll(FOCUSABLE)[focus.place];
  if (!next || next === focus.active || next.tagName !== focus.active.tagName) {
    setTimeout(() => restoreFocus(focus, left - 1), 100);
    return;
  }
  next.focus({ preventScroll: true });
  if (typeof focus.from === 'number' && next.setSelectionRange) {
    next.setSelectionRange(focus.from, focus.to);
  }
}
