// A citation in the text shows its provision where the reader is: what it says, how strongly it
// binds, how far its wording was checked. A term shows its meaning. The words are those of the page's own list of sources.

export function showSources(panel) {
  panel.node.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[href*="#source-"], a[href*="#term-"]');
    const name = link && decodeURIComponent(link.getAttribute('href').split('#')[1] ?? '');
    const source = name && panel.node.querySelector(`#${CSS.escape(name)}`);
    if (!link) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    if (source) {
      open(source, panel.node);
    }
  }, true);
}

function open(source, page) {
  const dialog = document.createElement('dialog');
  dialog.className = 'bb-source-dialog';
  const heading = document.createElement('h2');
  heading.id = `${source.id}-shown`;
  heading.textContent = source.textContent;
  dialog.setAttribute('aria-labelledby', heading.id);
  const text = source.nextElementSibling.cloneNode(true);
  const close = document.createElement('button');
  close.type = 'button';
  close.textContent = 'Close';
  close.addEventListener('click', () => dialog.close());
  // A click beside the dialog closes it too; Escape does by itself.
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) {
      dialog.close();
    }
  });
  dialog.addEventListener('close', () => dialog.remove());
  const body = document.createElement('div');
  body.append(heading, ...text.childNodes, close);
  dialog.append(body);
  page.append(dialog);
  dialog.showModal();
}
