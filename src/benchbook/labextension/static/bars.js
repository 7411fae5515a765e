// The two things this extension itself says: the Start button above a notebook that is not the
// course's, and what has become of the connection above one that is.

export function addStartBar(lab, panel) {
  const bar = document.createElement('div');
  bar.className = 'benchbook-start';
  const text = document.createElement('p');
  text.textContent =
    'This notebook is not a page of the course, so nothing in it has been run. ' +
    'Start it only if you trust where it comes from.';
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Start';
  button.addEventListener('click', async () => {
    button.disabled = true;
    try {
      await lab.notebook.NotebookActions.runAll(panel.content, panel.sessionContext);
    } finally {
      button.disabled = false;
    }
  });
  bar.append(text, button);
  panel.content.node.querySelector('.jp-WindowedPanel-outer').prepend(bar);
}

const MESSAGES = {
  opening: 'Opening the exercises…',
  lost: 'The connection was interrupted. What says “Saved” is safe. This page comes back by itself.',
  live: '',
};

export function courseMessage(lab, panel) {
  const note = document.createElement('p');
  note.className = 'benchbook-message';
  note.setAttribute('role', 'status');
  panel.node.append(note);
  return (state) => {
    note.textContent = MESSAGES[state];
    note.dataset.state = state;
  };
}
