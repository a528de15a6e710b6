import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge } from '../shared/ipc/bridge.ts';
import type { EventName } from '../shared/ipc/events.ts';
import { EVENT, INVOKE } from './shell/channels.ts';

/** The events that cross the bridge. A record, so that a new event is a compile error until it is here. */
const EVENTS: Record<EventName, true> = {
  'app.changed': true,
  'workspace.changed': true,
  'profile.changed': true,
  'settings.changed': true,
  'client.changed': true,
  'label.changed': true,
  'library.changed': true,
  'account.changed': true,
  'application.changed': true,
  'authorisation.changed': true,
  'post.changed': true,
  'ideas.changed': true,
  'approval.changed': true,
  'postNote.changed': true,
  'delivery.changed': true,
  'metrics.changed': true,
  'inbox.changed': true,
  'mood.turned': true,
  'queue.changed': true,
  'recurrence.changed': true,
  'runner.changed': true,
  'demo.progress': true,
  'import.progress': true,
  'prompt.changed': true,
  'ai.delta': true,
  'ai.changed': true,
  'studio.step': true,
  'plan.changed': true,
  'shell.navigate': true,
};

type Listener = (payload: never) => void;
const listeners = new Map<unknown, Set<Listener>>();

// Electron's event object stays here: it would hand the page a way to the raw channel.
ipcRenderer.on(EVENT, (_, name: unknown, payload: unknown) => {
  for (const listener of [...(listeners.get(name) ?? [])]) listener(payload as never);
});

const bridge: Bridge = {
  invoke: (name: string, input: unknown, transport?: 'packed') =>
    ipcRenderer.invoke(INVOKE, name, input, transport),
  on(event, listener) {
    if (!Object.hasOwn(EVENTS, event)) throw new Error(`There is no event called ${String(event)}`);
    const own = listeners.get(event) ?? new Set();
    // Wrapped: the same function may listen twice, and each is let go of by itself.
    const forward: Listener = (payload) => listener(payload);
    listeners.set(event, own.add(forward));
    return () => void own.delete(forward);
  },
};

contextBridge.exposeInMainWorld('clientnest', bridge);
