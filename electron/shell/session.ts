import type { Session } from 'electron';
import { refusePermissions } from './permissions.ts';

/** Every scheme that reaches another machine or another file. `app:`, `blob:` and `data:` are not here. */
const OUTSIDE = [
  'http://*/*',
  'https://*/*',
  'ws://*/*',
  'wss://*/*',
  'ftp://*/*',
  'file://*/*',
] as const;

/**
 * Closes the session's ways out: the page has no network at all. What the app fetches, it fetches in the
 * core, outside Chromium. The content security policy says the same; this holds if the policy is got around.
 * @param devServer Vite's address in development: its WebSocket tells of changed files.
 */
export function closeSession(session: Session, devServer: string | null): void {
  refusePermissions(session);
  const hotReload = devServer ? new URL(devServer).host : null;
  session.webRequest.onBeforeRequest({ urls: [...OUTSIDE] }, ({ url }, answer) => {
    const { protocol, host } = new URL(url);
    answer({ cancel: !(protocol === 'ws:' && host === hotReload) });
  });
  session.on('will-download', (event) => event.preventDefault());
  // Dictionaries would come from the network. On macOS the system's own spell checker is used.
  if (process.platform !== 'darwin') session.setSpellCheckerEnabled(false);
}
