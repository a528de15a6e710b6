import { once } from 'node:events';
import { request as http, type IncomingMessage, Agent as PlainAgent } from 'node:http';
import { request as https, Agent as TlsAgent } from 'node:https';
import { setImmediate } from 'node:timers/promises';

/** What came back, to be read once. */
export interface Answered {
  status: number;
  ok: boolean;
  headers: Headers;
  body: AsyncIterable<Uint8Array> | null;
}

interface KeptCall {
  method: string;
  headers: Headers;
  body: string | Uint8Array | undefined;
  signal: AbortSignal;
}

/** How long a connection is kept without a call, ms: less than any server keeps one, or it would be gone when it is used. */
const KEPT_FOR = 4000;
/** Milliseconds for making the connection. */
const CONNECT_WITHIN = 15_000;

const options = { keepAlive: true, timeout: KEPT_FOR, maxFreeSockets: 64 };
const agents = { plain: new PlainAgent(options), tls: new TlsAgent(options) };

let lastAnswer = 0;

/** After the computer slept, which the connections' own timers do not count, none of them leads anywhere. */
function dropOld(): void {
  if (Math.abs(Date.now() - lastAnswer) < KEPT_FOR) return;
  for (const { freeSockets } of Object.values(agents))
    for (const socket of Object.values(freeSockets).flat()) socket?.destroy();
}

/**
 * One HTTP request over a connection that is kept afterwards, and perhaps was before; without redirects. Not by
 * `fetch`, whose connections all calls share: a call that must not be repeated never gets one of these.
 * @throws as `fetch` does: an error whose `code` says whether anything was sent, or the signal's reason
 */
export async function callKept(url: URL, call: KeptCall): Promise<Answered> {
  const { method, headers, body, signal } = call;
  // What the other end has closed meanwhile is heard of in this turn, and not used.
  await setImmediate();
  signal.throwIfAborted();
  dropOld();
  const isTls = url.protocol === 'https:';
  const outgoing = (isTls ? https : http)(url, {
    method,
    agent: isTls ? agents.tls : agents.plain,
    signal,
    headers: Object.fromEntries(headers),
  });
  const answer = once(outgoing, 'response') as Promise<[IncomingMessage]>;
  // An error is told by `answer`; one that comes after it breaks the body off.
  outgoing.on('error', () => {});
  const connecting = setTimeout(() => outgoing.destroy(connectTimeout()), CONNECT_WITHIN);
  outgoing.once('socket', (socket) => {
    if (outgoing.reusedSocket) clearTimeout(connecting);
    else socket.once(isTls ? 'secureConnect' : 'connect', () => clearTimeout(connecting));
  });
  try {
    outgoing.end(body);
    const [incoming] = await answer;
    lastAnswer = Date.now();
    return answered(incoming, signal);
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    clearTimeout(connecting);
  }
}

function answered(incoming: IncomingMessage, signal: AbortSignal): Answered {
  const { statusCode: status = 502, rawHeaders } = incoming;
  const headers = new Headers();
  for (let at = 0; at + 1 < rawHeaders.length; at += 2)
    headers.append(rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '');
  return { status, ok: status >= 200 && status < 300, headers, body: read(incoming, signal) };
}

async function* read(incoming: IncomingMessage, signal: AbortSignal): AsyncIterable<Uint8Array> {
  try {
    yield* incoming;
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  }
}

const connectTimeout = () =>
  Object.assign(new Error('The connection could not be made in time'), {
    code: 'UND_ERR_CONNECT_TIMEOUT',
  });
