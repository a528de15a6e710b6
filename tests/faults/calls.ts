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
  const path = url.split('?', 1)[0] ?? '';
  const call = `${method} ${path}`;
  if (WRITES.some((write) => write.test(call))) return 'write';
  if (UPLOADS.some((upload) => upload.test(call))) return 'upload';
  return READS.test(call) ? 'read' : null;
}

/** What makes a post, a part of a thread or a comment. */
const WRITES = [
  /putRecord/,
  /^POST \/api\/v1\/statuses$/,
  /^POST \/2\/tweets$/,
  /^POST \/rest\/(posts|socialActions\/[^/]+\/comments)$/,
  /^POST \/v2\/post\/publish\/(content|video)\/init\/$/,
  /^POST \/v[\d.]+\/[^/]+\/(feed|videos|comments|replies|media_publish|threads_publish)$/,
];
const UPLOADS = [
  /uploadBlob|uploadVideo/,
  /^POST \/api\/v2\/media$/,
  /^POST \/2\/media\/upload/,
  /^POST \/rest\/(images|videos)|^PUT \/(dms-uploads|video)\//,
  /^POST \/v[\d.]+\/([^/]+\/(photos|uploads|media|threads)|upload:)/,
];
const READS =
  /getRecord|listRecords|publish\/status\/fetch|video\/list|^GET .*(\/statuses|\/media|\/tweets|\/posts|\/comments|\/published_posts|\/threads|\/replies|\/\d+$)/;
