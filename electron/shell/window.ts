import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { BrowserWindow, type BrowserWindowConstructorOptions, screen } from 'electron';
import type { EventName } from '../../shared/ipc/events.ts';
import { EVENT } from './channels.ts';
import { PLACES } from './menu.ts';
import { ORIGIN } from './origin.ts';
import { MINIMUM, type Placement, place } from './placement.ts';
import type { Preferences } from './preferences.ts';
import { colours, followTheme, overlay } from './theme.ts';

const REMEMBER_AFTER_MS = 400;
/** How long a page may take until its window is shown without it. */
const PATIENCE_MS = 3000;

export interface WindowOptions {
  preload: string;
  /** Folder of icons. */
  resources: string;
  devTools: boolean;
  preferences: Preferences;
  /** Runs for each window that is made, before its page loads. */
  onCreated(window: BrowserWindow): void;
}

export interface MainWindow {
  /**
   * Shows the window, and makes one if there is none.
   * @param to A place in the app to go to, e.g. `/settings`.
   */
  open(to?: string): BrowserWindow;
  current(): BrowserWindow | null;
  /** Shows a window that was just made: its page is about to draw its first frame. Once for each window. */
  reveal(): void;
  /** Whether these contents are the page of our window. */
  owns(contentsId: number): boolean;
  /** Tells the page of an event, if there is a page. */
  tell(event: EventName, payload: unknown): void;
}

/** The one window of the app. It may be closed and made again: the tray keeps the app alive. */
export function createMainWindow(options: WindowOptions): MainWindow {
  let window: BrowserWindow | null = null;
  let unseen: BrowserWindow | null = null;
  const reveal = () => {
    unseen?.show();
    unseen = null;
  };

  const create = (to: string): BrowserWindow => {
    const { preferences } = options;
    const stored = preferences.placement();
    const { id: primaryId } = screen.getPrimaryDisplay();
    const displays = screen.getAllDisplays().sort((a) => (a.id === primaryId ? -1 : 1));
    const made = new BrowserWindow({
      ...place(
        stored,
        displays.map(({ workArea }) => workArea),
      ),
      minWidth: MINIMUM.width,
      minHeight: MINIMUM.height,
      show: false,
      // A frame of bare paper would be painted in the very moments in which the page is made.
      paintWhenInitiallyHidden: false,
      title: 'ClientNest',
      backgroundColor: colours().paper,
      ...frame(),
      webPreferences: {
        preload: options.preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        webviewTag: false,
        navigateOnDragDrop: false,
        safeDialogs: true,
        spellcheck: process.platform === 'darwin',
        devTools: options.devTools,
        v8CacheOptions: 'bypassHeatCheck',
      },
    });
    if (stored?.maximised) made.maximize();
    followTheme(made);
    rememberPlacement(made, preferences);
    // Elsewhere the icon is in the executable.
    made.webContents.once('did-finish-load', () => {
      if (process.platform === 'linux') made.setIcon(join(options.resources, 'icon-256.png'));
    });
    unseen = made;
    // A page that does not ask for anything must not stay in hiding.
    const patience = setTimeout(reveal, PATIENCE_MS);
    made.once('closed', () => {
      clearTimeout(patience);
      window = null;
      unseen = null;
    });
    options.onCreated(made);
    load(made, to);
    return made;
  };

  return {
    open(to) {
      if (!window) {
        window = create(to ?? PLACES.calendar);
        return window;
      }
      // A page that is still loading would not hear the event.
      if (to && window.webContents.isLoadingMainFrame()) load(window, to);
      else if (to) this.tell('shell.navigate', { to });
      if (window.isMinimized()) window.restore();
      unseen = null;
      window.show();
      window.focus();
      return window;
    },
    current: () => window,
    reveal,
    owns: (contentsId) => window?.webContents.id === contentsId,
    tell(event, payload) {
      if (window && !window.webContents.isDestroyed()) {
        window.webContents.send(EVENT, event, payload);
      }
    },
  };
}

function load(window: BrowserWindow, to: string): void {
  // A failure is told by `did-fail-load`, which has a handler.
  window.loadURL(ORIGIN + to).catch(() => undefined);
}

function frame(): BrowserWindowConstructorOptions {
  if (process.platform === 'darwin') {
    return { titleBarStyle: 'hidden', trafficLightPosition: { x: 15, y: 14 } };
  }
  return { titleBarStyle: 'hidden', titleBarOverlay: overlay(), autoHideMenuBar: true };
}

/** Writes bounds a moment after the last change, and at the end. A maximised window keeps its normal bounds. */
function rememberPlacement(window: BrowserWindow, preferences: Preferences): void {
  let timer: NodeJS.Timeout | undefined;
  const current = (): Placement => {
    const { x, y, width, height } = window.getNormalBounds();
    return { bounds: { x, y, width, height }, maximised: window.isMaximized() };
  };
  // A window tells of its place as it opens, too: that is no change.
  let known = current();
  const write = () => {
    clearTimeout(timer);
    const placement = current();
    if (isDeepStrictEqual(placement, known)) return;
    known = placement;
    preferences.setPlacement(placement);
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(write, REMEMBER_AFTER_MS);
  };
  window.on('resize', soon);
  window.on('move', soon);
  window.on('maximize', soon);
  window.on('unmaximize', soon);
  window.on('close', write);
  window.once('closed', () => clearTimeout(timer));
}
