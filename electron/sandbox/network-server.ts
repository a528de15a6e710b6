import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FaultPlayed, NetworkName } from './events.ts';
import type { Fault } from './faults/plan.ts';
import type { Drawn, FaultedCall } from './faults/player.ts';
import { isForLoopback, type LoopbackServer, readBody, serveLoopback } from './loopback.ts';
import type { Answer, CallHead, Network } from './network.ts';

/** More than any network takes in one call. */
const MAX_BODY = 110_000_000;
/** Milliseconds between two pieces of an answer that drips. */
const DRIP = 50;

export interface NetworkServerParts {
  network: Network;
  port: number;
  /** UTC epoch ms, for the `Date` of answers. */
  now(): number;
  draw(call: FaultedCall): Drawn | null;
  played(fault: Omit<FaultPlayed, 'type' | 'at'>): void;
  /** Resolves when what was recorded is durable. */
  settled(): Promise<void>;
}

/** Serves one network on a port of its own, and plays what the plan of faults says. */
export function serveNetwork(parts: NetworkServerParts): Promise<LoopbackServer> {
  const { network } = parts;
  return serveLoopback(parts.port, (incoming, outgoing) => {
    outgoing.on('error', () => incoming.socket.destroy());
    outgoing.setHeader('date', new Date(parts.now()).toUTCString());
    network.catchUp();
    handle(parts, incoming, outgoing).catch((error: NodeJS.ErrnoException) => {
      // No answer may claim what was not kept. That a client went away is not worth a word.
      incoming.socket.destroy();
      if (error.code !== 'ECONNRESET') process.emitWarning(error);
    });
  });
}

async function handle(
  parts: NetworkServerParts,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
) {
  const { network, settled } = parts;
  if (!isForLoopback(incoming)) return send(outgoing, { status: 421, body: 'Misdirected request' });
  const head = headOf(incoming);
  const seen = seenOf(network, head);
  const drawn = parts.draw(seen);
  const fault = drawn?.fault;
  const note = async (effect: 'none' | 'done') => {
    if (!drawn) return;
    const { rule, nth } = drawn;
    parts.played({ ...seen, rule, nth, kind: drawn.fault.kind, effect });
    await settled();
  };

  if (fault?.kind === 'reset') {
    await note('none');
    incoming.socket.resetAndDestroy();
    return;
  }
  const body = await readBody(incoming, MAX_BODY);
  if (body === null) return send(outgoing, network.refusal(413, {}));
  if (fault && isBefore(fault)) {
    await note('none');
    return play(fault, network, incoming, outgoing, null);
  }
  if (fault?.kind === 'revoke' || fault?.kind === 'expire') network.endToken(head, fault.kind);
  const answer = await network.answer({ ...head, body, processing: processingOf(fault) });
  await settled();
  if (!fault) return send(outgoing, answer);
  await note(fault.kind === 'revoke' || fault.kind === 'expire' ? 'none' : 'done');
  return play(fault, network, incoming, outgoing, answer);
}

function headOf({ method = 'GET', url = '/', headers }: IncomingMessage): CallHead {
  const origin = `http://${headers.host}`;
  const { pathname, searchParams } = new URL(url, origin);
  return { method, path: pathname, query: searchParams, headers, origin };
}

const seenOf = (network: Network, head: CallHead): FaultedCall & { network: NetworkName } => ({
  network: network.name,
  operation: network.operationOf(head),
  account: network.accountOf(head),
});

/** Faults that come instead of the network's work. */
const isBefore = (fault: Fault): boolean =>
  fault.kind === 'rate_limit' || ('effect' in fault && fault.effect === 'none');

const processingOf = (fault: Fault | undefined): number | null =>
  fault?.kind === 'processing' ? (fault.ms ?? Number.POSITIVE_INFINITY) : null;

/** @param answer what the network would say; null where it was not asked */
async function play(
  fault: Fault,
  network: Network,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  answer: Answer | null,
): Promise<void> {
  switch (fault.kind) {
    case 'cut':
      incoming.socket.destroy();
      return;
    case 'hang':
      return;
    case 'status':
      return send(outgoing, network.refusal(fault.status, fault));
    case 'rate_limit':
      return send(outgoing, network.rateLimited(fault.seconds * 1000, fault.headers));
    case 'wrong_json':
      return send(outgoing, { status: 200, body: { unexpected: ['shape'] } });
    case 'html':
      return send(outgoing, proxyPage(fault.status));
    case 'truncate':
      return answer ? sendHalf(outgoing, answer) : undefined;
    case 'drip':
      return answer ? sendDrops(outgoing, answer, fault.ms) : undefined;
    default:
      return answer ? send(outgoing, answer) : undefined;
  }
}

const proxyPage = (status: number): Answer => ({
  status,
  headers: { 'content-type': 'text/html' },
  body: `<html>\n<head><title>${status}</title></head>\n<body><center><h1>${status}</h1></center></body>\n</html>\n`,
});

function write(outgoing: ServerResponse, answer: Answer): Buffer {
  const { status, body, headers } = answer;
  const isText = typeof body === 'string';
  const isBytes = Buffer.isBuffer(body);
  const bytes = isBytes ? body : Buffer.from(isText ? body : JSON.stringify(body));
  const type = isBytes
    ? 'application/octet-stream'
    : isText
      ? 'text/plain; charset=utf-8'
      : 'application/json; charset=utf-8';
  outgoing.writeHead(status, { 'content-type': type, 'content-length': bytes.length, ...headers });
  return bytes;
}

export function send(outgoing: ServerResponse, answer: Answer): void {
  outgoing.end(write(outgoing, answer));
}

function sendHalf(outgoing: ServerResponse, answer: Answer): void {
  const bytes = write(outgoing, answer);
  outgoing.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => outgoing.socket?.end());
}

async function sendDrops(outgoing: ServerResponse, answer: Answer, ms: number): Promise<void> {
  const bytes = write(outgoing, answer);
  const drops = Math.max(2, Math.ceil(ms / DRIP));
  const size = Math.max(1, Math.ceil(bytes.length / drops));
  const pause = ms / Math.ceil(bytes.length / size);
  for (let at = 0; at < bytes.length && !outgoing.destroyed; at += size) {
    outgoing.write(bytes.subarray(at, at + size));
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  outgoing.end();
}
