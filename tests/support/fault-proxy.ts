import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * What happens to a request on its way.
 * `cut_before`: the connection ends before the server hears of it. `cut_after`: the server has done
 * it, and the answer is lost. `hang`: the answer never comes. `answer`: this instead of the server's.
 */
export type Fault =
  | { kind: 'cut_before' | 'cut_after' | 'hang' }
  | { kind: 'answer'; status: number; headers?: OutgoingHttpHeaders; body?: unknown };

/** A call that reached the server, and what came back. */
export interface ForwardedCall {
  method: string;
  url: URL;
  headers: IncomingMessage['headers'];
  body: Buffer;
  status: number;
  answer: Buffer;
}

export interface FaultProxy {
  url: string;
  /** Requests that arrived, as `POST com.atproto.repo.putRecord`. */
  seen: string[];
  /** Decides what happens to a request; null lets it pass. */
  onRequest(decide: (call: string) => Fault | null): void;
  /** Called when the server has answered a request, before the answer goes on. */
  onAnswered(listener: ((call: string) => void | Promise<void>) | null): void;
  /** Told of every call that reached the server. */
  onForwarded(listener: ((call: ForwardedCall) => void) | null): void;
  /** Changes what an answer says on its way back. */
  rewrite(change: ((call: string, answer: string) => string) | null): void;
  /** Refuses connections until `up()`, and cuts the open ones. */
  down(): Promise<void>;
  up(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * A proxy on 127.0.0.1 in front of a real server, to break the line between it and us.
 * With `keepHost` the server gets the host that was asked for, where signatures are about it.
 */
export async function startFaultProxy(
  target: string,
  { keepHost = false } = {},
): Promise<FaultProxy> {
  const seen: string[] = [];
  let decide: (call: string) => Fault | null = () => null;
  let answered: ((call: string) => void | Promise<void>) | null = null;
  let forwarded: ((call: ForwardedCall) => void) | null = null;
  let change: ((call: string, answer: string) => string) | null = null;
  let port = 0;
  let server: Server | null = null;

  const handle = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const call = nameOf(incoming);
    seen.push(call);
    const fault = decide(call);
    if (fault?.kind === 'cut_before') return void incoming.socket.destroy();
    const body = await readBody(incoming);
    if (fault?.kind === 'answer') {
      outgoing.writeHead(fault.status, { 'content-type': 'application/json', ...fault.headers });
      return void outgoing.end(
        typeof fault.body === 'string' ? fault.body : JSON.stringify(fault.body ?? {}),
      );
    }
    const answer = await forward(target, incoming, body, keepHost);
    const { method = 'GET', headers } = incoming;
    const url = new URL(incoming.url ?? '/', target);
    forwarded?.({ method, url, headers, body, status: answer.status, answer: answer.body });
    await answered?.(call);
    if (fault?.kind === 'cut_after') return void incoming.socket.destroy();
    if (fault?.kind === 'hang') return;
    if (!change) {
      outgoing.writeHead(answer.status, answer.headers);
      return void outgoing.end(answer.body);
    }
    const { 'content-length': _length, 'transfer-encoding': _encoding, ...rest } = answer.headers;
    outgoing.writeHead(answer.status, rest);
    outgoing.end(change(call, answer.body.toString()));
  };
  const up = async () => {
    if (server) return;
    server = createServer((incoming, outgoing) => {
      handle(incoming, outgoing).catch(() => incoming.socket.destroy());
    });
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
  };
  const down = async () => {
    if (!server) return;
    const closing = server;
    server = null;
    closing.close();
    closing.closeAllConnections();
    await once(closing, 'close');
  };
  await up();
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    onRequest: (next) => {
      decide = next;
    },
    onAnswered: (listener) => {
      answered = listener;
    },
    onForwarded: (listener) => {
      forwarded = listener;
    },
    rewrite: (next) => {
      change = next;
    },
    down,
    up,
    stop: down,
  };
}

const nameOf = ({ method, url = '' }: IncomingMessage): string =>
  `${method} ${new URL(url, 'http://x').pathname.replace('/xrpc/', '')}`;

async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks);
}

interface Answer {
  status: number;
  headers: OutgoingHttpHeaders;
  body: Buffer;
}

async function forward(
  target: string,
  incoming: IncomingMessage,
  body: Buffer,
  keepHost: boolean,
): Promise<Answer> {
  const outgoing = request(new URL(incoming.url ?? '/', target), {
    method: incoming.method ?? 'GET',
    headers: { ...incoming.headers, ...(keepHost ? {} : { host: new URL(target).host }) },
    agent: false,
  });
  outgoing.end(body);
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  return {
    status: response.statusCode ?? 502,
    headers: response.headers,
    body: await readBody(response),
  };
}
