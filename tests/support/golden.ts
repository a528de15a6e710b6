import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call and its answer as a network's documentation writes them down. */
export interface GoldenPair {
  /** The page, and the day it was read. */
  page: string;
  /** `POST /path/?query`, exactly. */
  call: string;
  /** Headers that the page asks for, by their names in small letters. */
  headers?: Readonly<Record<string, string | RegExp>>;
  /** JSON, fields of a form, or bytes; absent where the call has none. */
  body?: unknown;
  answer: {
    status: number;
    headers?: Readonly<Record<string, string>>;
    /** As the page has it, to the letter where it is a text. `ORIGIN` is where this server is. */
    body: unknown;
  };
}

/**
 * A server that knows a conversation out of the documentation and nothing else: each call must be the next
 * one, and gets the page's own answer. `wrong` says what was not as written.
 */
export async function startGolden(pairs: readonly GoldenPair[]) {
  const wrong: string[] = [];
  let at = 0;
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const pair = pairs[at++];
    const call = `${incoming.method} ${incoming.url}`;
    if (!pair || pair.call !== call) {
      wrong.push(`${call} came in the place of ${pair?.call ?? 'nothing'}`);
      outgoing.writeHead(500).end();
      return;
    }
    wrong.push(...differences(pair, incoming.headers, Buffer.concat(chunks)));
    const { status, headers = {}, body } = pair.answer;
    const text = (typeof body === 'string' ? body : JSON.stringify(body)).replaceAll('ORIGIN', url);
    outgoing.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    wrong,
    /** Calls of the conversation that were not made. */
    left: () => pairs.slice(at).map(({ call }) => call),
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close').catch(() => {});
    },
  };
}

function* differences(
  { call, headers = {}, body, page }: GoldenPair,
  sent: IncomingHttpHeaders,
  bytes: Buffer,
): Iterable<string> {
  for (const [name, wanted] of Object.entries(headers)) {
    const found = String(sent[name] ?? '');
    if (typeof wanted === 'string' ? found !== wanted : !wanted.test(found))
      yield `${call}: ${name} is “${found}”, ${page} has ${wanted}`;
  }
  const read = readBody(sent['content-type'] ?? '', bytes);
  const wanted = body instanceof Uint8Array ? Buffer.from(body).toString('hex') : (body ?? '');
  if (JSON.stringify(sorted(read)) !== JSON.stringify(sorted(wanted)))
    yield `${call}: ${JSON.stringify(read)} was sent, ${page} has ${JSON.stringify(wanted)}`;
}

function readBody(type: string, bytes: Buffer): unknown {
  const text = bytes.toString('utf8');
  if (bytes.length === 0) return '';
  if (type.startsWith('application/json')) return JSON.parse(text);
  if (type.startsWith('application/x-www-form-urlencoded'))
    return Object.fromEntries(new URLSearchParams(text));
  return bytes.toString('hex');
}

/** The order of fields says nothing. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([name, field]) => [name, sorted(field)] as const);
  return Object.fromEntries(fields.sort(([one], [other]) => (one < other ? -1 : 1)));
}
