// The learner's own menu bar, in place of JupyterLab's: where to go, how it looks, how it works.

const HELP = [
  'Everything you answer is saved at once. Beside each answer you read when it was saved.',
  'Nothing here has to be run or saved by you. You can close the page and come back.',
  'All of it works with the keyboard: Tab goes on, the arrow keys choose, Space marks.',
  'The list of files on the left holds the lessons and the cases. The start page lists them too.',
];

export function addMenu(lab, app) {
  const { commands, shell } = app;
  const { Menu, MenuBar } = lab.widgets;
  addCommands(lab, app);
  const bar = new MenuBar();
  bar.id = 'benchbook-menu';
  const menus = [
    ['Course', [
      ['benchbook:start-page'],
      ['benchbook:files'],
      null,
      ['benchbook:stop'],
    ]],
    ['Display', [
      ['benchbook:text', { by: 'incr' }],
      ['benchbook:text', { by: 'decr' }],
      null,
      ['benchbook:theme', { theme: 'JupyterLab Light' }],
      ['benchbook:theme', { theme: 'JupyterLab Dark' }],
      ['benchbook:theme', { theme: 'JupyterLab Dark High Contrast' }],
    ]],
    ['Help', [['benchbook:help']]],
  ];
  for (const [label, items] of menus) {
    const menu = new Menu({ commands });
    menu.title.label = label;
    for (const item of items) {
      menu.addItem(item
        ? { command: item[0], args: item[1] ?? {} }
        : { type: 'separator' });
    }
    bar.addMenu(menu);
  }
  shell.add(bar, 'top', { rank: 50 });
}

function addCommands(lab, app) {
  const { commands } = app;
  commands.addCommand('benchbook:start-page', {
    label: 'Start page',
    execute: () => commands.execute('docmanager:open', { path: 'start.ipynb', factory: 'Notebook' }),
  });
  commands.addCommand('benchbook:files', {
    label: 'List of files',
    isToggled: () => !app.shell.leftCollapsed,
    execute: () => commands.execute('application:toggle-left-area'),
  });
  commands.addCommand('benchbook:stop', {
    label: 'Stop Benchbook…',
    execute: () => commands.execute('filemenu:shutdown'),
  });
  commands.addCommand('benchbook:text', {
    label: ({ by }) => (by === 'incr' ? 'Larger text' : 'Smaller text'),
    execute: ({ by }) =>
      commands.execute(`apputils:${by}-font-size`, { key: 'content-font-size1' }),
  });
  const names = {
    'JupyterLab Light': 'Light',
    'JupyterLab Dark': 'Dark',
    'JupyterLab Dark High Contrast': 'High contrast',
  };
  commands.addCommand('benchbook:theme', {
    label: ({ theme }) => names[theme],
    isToggled: ({ theme }) => document.body.dataset.jpThemeName === theme,
    execute: ({ theme }) => commands.execute('apputils:change-theme', { theme }),
  });
  commands.addCommand('benchbook:help', {
    label: 'How this works',
    execute: () => {
      const node = document.createElement('div');
      for (const sentence of HELP) {
        const line = document.createElement('p');
        line.textContent = sentence;
        node.append(line);
      }
      return lab.apputils.showDialog({
        title: 'How this works',
        body: new lab.widgets.Widget({ node }),
        buttons: [lab.apputils.Dialog.okButton({ label: 'Close' })],
      });
    },
  });
}
