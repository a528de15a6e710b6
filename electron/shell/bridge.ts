import { type IpcMainInvokeEvent, ipcMain } from 'electron';
import { fail } from '../../shared/ipc/route.ts';
import type { Bus } from '../bus.ts';
import type { Log } from '../log.ts';
import type { Invoke } from './call-route.ts';
import { INVOKE } from './channels.ts';
import { ORIGIN } from './origin.ts';
import { pack } from './pack.ts';
import type { MainWindow } from './window.ts';

/**
 * The one way from a page to the core. Only the top frame of our window, showing our origin, is heard;
 * whatever it sends is answered with an envelope.
 */
export function answerPage(window: MainWindow, invoke: Invoke, log: Log): void {
  ipcMain.handle(INVOKE, async (event, name: unknown, input: unknown, transport: unknown) => {
    if (!isOurPage(event, window)) {
      log.warn('A call from a page that is not ours was refused');
      return fail('forbidden', 'This page may not use ClientNest.');
    }
    try {
      const answer = await invoke(typeof name === 'string' ? name : '', input);
      return transport === 'packed' ? pack(answer) : answer;
    } catch (error) {
      log.error('A call failed', { error: String(error) });
      return fail('unexpected', 'Something went wrong here. Restart ClientNest and try again.');
    }
  });
}

function isOurPage(event: IpcMainInvokeEvent, window: MainWindow): boolean {
  const frame = event.senderFrame;
  return (
    frame !== null &&
    frame.parent === null &&
    frame === event.sender.mainFrame &&
    frame.origin === ORIGIN &&
    window.owns(event.sender.id)
  );
}

/** Hands every event of the core to the page. */
export function tellPage(window: MainWindow, bus: Bus): void {
  bus.onAny((name, payload) => window.tell(name, payload));
}
