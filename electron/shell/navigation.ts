import { app, type Event, shell, type WebContents } from 'electron';
import type { Log } from '../log.ts';
import { isOwnPage } from './origin.ts';

/** What the person's own programs may be asked to open. */
const OPENS_OUTSIDE = new Set(['https:', 'mailto:']);
const GESTURES = new Set([
  'mouseDown',
  'mouseUp',
  'rawKeyDown',
  'keyDown',
  'gestureTap',
  'touchEnd',
]);
/** How long a click or a key press stands for a wish to open something, in ms. */
const GESTURE_MS = 2000;

/** Guards everything that shows a page, now and later: nothing leaves `app://bundle`, no window opens, no webview. */
export function guardNavigation(log: Log): void {
  app.on('web-contents-created', (_event, contents) => guard(contents, log));
}

function guard(contents: WebContents, log: Log): void {
  const refuse = (event: Event, what: string) => {
    event.preventDefault();
    log.warn('A navigation was refused', { what });
  };
  contents.on('will-navigate', (event) => {
    if (!isOwnPage(event.url)) refuse(event, 'navigate');
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isOwnPage(event.url)) refuse(event, 'frame');
  });
  // Our own scheme never redirects.
  contents.on('will-redirect', (event) => refuse(event, 'redirect'));
  contents.on('will-attach-webview', (event) => refuse(event, 'webview'));
  // Without an answer Electron would choose the first device in reach.
  contents.on('select-bluetooth-device', (event, _devices, choose) => {
    event.preventDefault();
    choose('');
  });
  // A page may not keep the window from closing.
  contents.on('will-prevent-unload', (event) => event.preventDefault());

  let gestureAt = Number.NEGATIVE_INFINITY;
  contents.on('input-event', (_event, input) => {
    if (GESTURES.has(input.type)) gestureAt = performance.now();
  });
  contents.setWindowOpenHandler(({ url }) => {
    const wished = performance.now() - gestureAt < GESTURE_MS;
    // One gesture opens one thing.
    gestureAt = Number.NEGATIVE_INFINITY;
    if (wished && opensOutside(url)) {
      shell.openExternal(url).catch((error: unknown) => {
        log.warn('A link could not be opened', { error: String(error) });
      });
    } else log.warn('A window was refused');
    return { action: 'deny' };
  });
}

/** Whether a link may be handed to the system: web and mail addresses, without credentials in them. */
function opensOutside(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return OPENS_OUTSIDE.has(url.protocol) && url.username === '' && url.password === '';
}
