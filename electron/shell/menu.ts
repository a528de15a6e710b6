import { app, Menu, type MenuItemConstructorOptions } from 'electron';

export interface MenuActions {
  /** Shows the window and asks the page to go somewhere. */
  go(to: string): void;
  /** Whether the developer tools may be opened. */
  devTools: boolean;
}

/** Places of the app that the menu and the tray lead to. */
export const PLACES = {
  newPost: '/calendar?compose=new',
  calendar: '/calendar',
  settings: '/settings',
} as const;

/** Electron would build a default menu at start; ours comes after the first frame. */
export function withoutDefaultMenu(): void {
  Menu.setApplicationMenu(null);
}

/** The application menu, as each system expects it. */
export function setMenu({ go, devTools }: MenuActions): void {
  const mac = process.platform === 'darwin';
  const settings: MenuItemConstructorOptions = {
    label: mac ? 'Settings…' : 'Settings',
    accelerator: 'CmdOrCtrl+,',
    click: () => go(PLACES.settings),
  };
  const template: MenuItemConstructorOptions[] = [
    ...(mac ? [appMenu(settings)] : []),
    {
      label: '&File',
      submenu: [
        { label: 'New post', accelerator: 'CmdOrCtrl+N', click: () => go(PLACES.newPost) },
        { type: 'separator' },
        ...(mac ? [] : [settings, { type: 'separator' } as const]),
        mac ? { role: 'close' } : { role: 'quit', label: 'Quit ClientNest' },
      ],
    },
    { role: 'editMenu' },
    {
      label: '&View',
      submenu: [
        { label: 'Calendar', click: () => go(PLACES.calendar) },
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        ...(devTools ? [{ role: 'reload' } as const, { role: 'toggleDevTools' } as const] : []),
      ],
    },
    { role: 'windowMenu' },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

function appMenu(settings: MenuItemConstructorOptions): MenuItemConstructorOptions {
  return {
    label: app.name,
    submenu: [
      { role: 'about' },
      { type: 'separator' },
      settings,
      { type: 'separator' },
      { role: 'services' },
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      { role: 'quit' },
    ],
  };
}
