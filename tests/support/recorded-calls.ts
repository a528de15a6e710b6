import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call as it was sent and answered. */
export interface RecordedCall {
  method: string;
  url: URL;
  headers: Headers;
  /** What JSON and forms say; null for bytes. */
  body: unknown;
  /** 0 where no answer came. */
  status: number;
}

/**
 * A place in front of a server that notes every call and lets it pass as it is, also where it ends badly.
 * The server sees the address that was called.
 * @param target where the server is at the time of a call
 * @param before runs as a call comes in
 */
export async function recordCalls(target: () => string, before: (url: URL) => void = () => {}) {
  const calls: RecordedCall[] = [];
  const server = createServer((incoming, outgoing) => {
    pass(incoming, outgoing).catch(() => incoming.socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const url = new URL(incoming.url ?? '/', origin);
    before(url);
    const { method = 'GET', headers } = incoming;
    const pairs = Object.entries(headers).map(([name, value]) => [name, String(value)] as const);
    const call: RecordedCall = {
      ...{ method, url, headers: new Headers(pairs.map(([...pair]) => pair)) },
      ...{ body: null, status: 0 },
    };
    calls.push(call);
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    call.body = readBody(headers['content-type'] ?? '', bytes);
    const onward = request(new URL(incoming.url ?? '/', target()), {
      ...{ method, headers, agent: false },
    });
    onward.on('error', () => incoming.socket.destroy());
    onward.on('response', (answer) => {
      call.status = answer.statusCode ?? 0;
      outgoing.writeHead(call.status, answer.headers);
      // What comes of it before it breaks off goes on.
      answer.on('data', (chunk: Buffer) => outgoing.write(chunk));
      answer.on('end', () => outgoing.end());
      answer.on('error', () => incoming.socket.end());
    });
    incoming.socket.on('close', () => onward.destroy());
    onward.end(bytes);
  }

  return {
    url: origin,
    calls,
    /** As `POST /path/`, in order. */
    names: () => calls.map(({ method, url }) => `${method} ${url.pathname}`),
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close').catch(() => {});
    },
  };
}

function readBody(type: string, bytes: Buffer): unknown {
  const text = () => bytes.toString('utf8');
  if (type.startsWith('application/json')) return JSON.parse(text());
  if (type.startsWith('application/x-www-form-urlencoded'))
    return Object.fromEntries(new URLSearchParams(text()));
  return null;
}
