// Which notebooks are the course's own.
//
// A notebook runs by itself only when every code cell is, word for word, one course statement:
// our own function, given ids made of words. JupyterLab's trust mark plays no part, because
// JupyterLab marks as trusted any notebook without rich output that is edited and saved.

const WORD_ID = '"[a-z0-9]+(?:-[a-z0-9]+)*"';
const VERBS = 'ask|figure|glossary|search|sources|onward|contents|answer|mark|hand_in';
const STATEMENT = new RegExp(
  `^import benchbook; benchbook\\.(?:${VERBS})\\(${WORD_ID}(?:, ${WORD_ID})?\\)$`,
);

// `$` in JavaScript without the m flag matches the very end only: a final newline is refused.
export function isCourseStatement(source) {
  return STATEMENT.test(source);
}

export function isCourseNotebook(model) {
  const sources = [];
  for (const cell of model.cells) {
    if (cell.type === 'code') {
      sources.push(cell.sharedModel.getSource());
    } else if (cell.type !== 'markdown') {
      return false;
    }
  }
  return sources.length > 0 && sources.every(isCourseStatement);
}

// A notebook that names our kernel but is no longer, word for word, a course notebook.
export function namesOurKernel(model) {
  return model.getMetadata('kernelspec')?.name === 'benchbook';
}
