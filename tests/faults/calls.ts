import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

export type CallKind = 'write' | 'upload' | 'read';

export interface CallSeen {
  when: 'arrives' | 'answered';
  /** Null where it is none that publishing makes. */
  of: CallKind | null;
}

type Listener = (call: CallSeen) => void;
const listeners = new Map<Listener, ReadonlySet<number>>();

/** Tells of every call to servers of this process on these ports, at the moment of it. Answers how to stop. */
export function onCall(ports: ReadonlySet<number>, listener: Listener): () => void {
  listeners.set(listener, ports);
  return () => listeners.delete(listener);
}

function tell(when: CallSeen['when']) {
  return (message: unknown) => {
    const { request, socket } = message as { request: IncomingMessage; socket: Socket };
    const of = kindOf(request);
    for (const [listener, ports] of listeners)
      if (ports.has(socket.localPort ?? 0)) listener({ when, of });
  };
}
// The servers need no hook for it: Node tells of them itself.
subscribe('http.server.request.start', tell('arrives'));
subscribe('http.server.response.finish', tell('answered'));

function kindOf({ method = '', url = '' }: IncomingMessage): CallKind | null {
  if (url.includes('putRecord') || (method === 'POST' && url === '/api/v1/statuses'))
    return 'write';
  if (url.includes('uploadBlob') || (method === 'POST' && url === '/api/v2/media')) return 'upload';
  return /getRecord|\/statuses\?|\/media\//.test(url) ? 'read' : null;
}
