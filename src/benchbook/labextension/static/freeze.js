// A course notebook is a page to read and answer, never a document to edit.
//
// The learner's answers live in the answer sheet, so nothing here is ever saved, marked as
// modified, moved or deleted, whichever command, menu or key asks for it.

const STRUCTURE = [
  'addCell', 'insertCell', 'insertCells', 'moveCell', 'moveCells', 'deleteCell',
  'deleteCellRange', 'undo', 'redo',
];

// What JupyterLab's notebook does on these events is for editing: select a cell, open the
// editor of a text, drag cells, take the focus away from a control.
const EDITING_EVENTS = new Set([
  'contextmenu', 'mousedown', 'mouseup', 'mousemove', 'keydown', 'dblclick', 'focusin',
  'focusout', 'lm-dragenter', 'lm-dragleave', 'lm-dragover', 'lm-drop',
]);

export function freeze(panel) {
  neverModified(panel.context);
  keepCells(panel.content.model);
  ignoreEditing(panel.content);
  readAsPage(panel.content);
}

function neverModified(context) {
  const { model } = context;
  model.dirty = false;
  Object.defineProperty(model, 'dirty', { configurable: true, get: () => false, set: () => {} });
  const tell = model.triggerStateChange.bind(model);
  model.triggerStateChange = (change) => change.name === 'dirty' || tell(change);
  // With the path in two windows, a save would also ask about a file that has changed.
  context.save = () => Promise.resolve();
}

function keepCells(model) {
  const cells = model.sharedModel;
  const reading = { now: false };
  for (const name of STRUCTURE) {
    const original = cells[name]?.bind(cells);
    if (original) {
      cells[name] = (...given) => (reading.now ? original(...given) : undefined);
    }
  }
  // Reading the file again, after the course has been updated, does replace the cells.
  const fromJSON = model.fromJSON.bind(model);
  model.fromJSON = (content) => {
    reading.now = true;
    try {
      fromJSON(content);
    } finally {
      reading.now = false;
    }
  };
}

function ignoreEditing(notebook) {
  const original = notebook.handleEvent.bind(notebook);
  notebook.handleEvent = (event) => {
    if (!EDITING_EVENTS.has(event.type)) {
      original(event);
    }
  };
  for (const cell of notebook.widgets) {
    // The display only: the cell's own metadata stays as the course wrote it.
    cell.syncEditable = false;
    cell.readOnly = true;
    if (cell.model.type === 'markdown') {
      cell.showEditorForReadOnlyMarkdown = false;
    }
  }
}

// JupyterLab names its cells for people who edit them: a feed of numbered parts that are no
// articles. For a screen reader the page is simply the text and the controls in it.
function readAsPage(notebook) {
  const plain = (node) => {
    for (const name of ['role', 'aria-label']) {
      if (node.hasAttribute(name)) {
        node.removeAttribute(name);
      }
    }
  };
  const parts = () => [
    ...notebook.node.querySelectorAll('[class*="jp-WindowedPanel-"]'),
    ...notebook.widgets.map(({ node }) => node),
  ];
  parts().forEach(plain);
  new MutationObserver(() => parts().forEach(plain)).observe(notebook.node, {
    subtree: true, attributes: true, attributeFilter: ['role', 'aria-label'],
  });
}
