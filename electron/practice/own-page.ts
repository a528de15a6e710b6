import { createReadStream, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { PRACTICE_PAGE, RELAY_SEPARATOR } from '../oauth/redirects.ts';
import { relayFolder } from './relay.ts';

/** Where the loopback server of a sign-in listens, whichever network it is for. */
const CALLBACK = '/callback';

export interface OwnPage {
  url: string;
  relayUrl: string;
  close(): Promise<void>;
}

/**
 * What a person would have on the web, on 127.0.0.1 instead: the page that passes a sign-in on to ClientNest, and
 * the files that networks fetch. Its port stays the same for a folder.
 * @throws where the port is taken
 */
export async function serveOwnPage(folder: string): Promise<OwnPage> {
  const file = join(folder, 'own-page.json');
  const known = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as { port: number })
    : null;
  const server = createServer((incoming, outgoing) => answer(folder, incoming, outgoing));
  await listen(server, known?.port ?? 0);
  const { port } = server.address() as AddressInfo;
  writeFileSync(file, `${JSON.stringify({ port })}\n`, { mode: 0o600 });
  const origin = `http://127.0.0.1:${port}`;
  return {
    url: `${origin}${PRACTICE_PAGE}`,
    relayUrl: `${origin}/relay`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });

function answer(folder: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const host = incoming.headers.host ?? '';
  const url = new URL(incoming.url ?? '/', 'http://127.0.0.1');
  // A page elsewhere must not reach it through a name of its own.
  const isOurs = incoming.method === 'GET' && /^127\.0\.0\.1(:\d+)?$/.test(host);
  const file = isOurs ? fileAt(folder, url.pathname) : null;
  if (isOurs && url.pathname === PRACTICE_PAGE) passOn(url, outgoing);
  else if (file) sendFile(file, outgoing);
  else end(outgoing, 404);
}

/** To where ClientNest waits: the port stands in the state. */
function passOn({ searchParams, search }: URL, outgoing: ServerResponse): void {
  const port = Number(searchParams.get('state')?.split(RELAY_SEPARATOR)[0]);
  if (!Number.isInteger(port) || port < 1024 || port > 65_535) end(outgoing, 400);
  else end(outgoing, 302, { location: `http://127.0.0.1:${port}${CALLBACK}${search}` });
}

interface RelayedFile {
  path: string;
  bytes: number;
}

function fileAt(folder: string, pathname: string): RelayedFile | null {
  const name = /^\/relay\/([0-9a-f]{64})\.[a-z0-9]+$/.exec(pathname)?.[1];
  if (name === undefined) return null;
  const path = join(relayFolder(folder), name);
  const bytes = statSync(path, { throwIfNoEntry: false })?.size;
  return bytes === undefined ? null : { path, bytes };
}

function sendFile({ path, bytes }: RelayedFile, outgoing: ServerResponse): void {
  const type = readFileSync(`${path}.type`, 'utf8');
  outgoing.writeHead(200, { 'content-type': type, 'content-length': bytes });
  createReadStream(path)
    .on('error', () => outgoing.destroy())
    .pipe(outgoing);
}

function end(outgoing: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  outgoing.writeHead(status, { ...headers, 'cache-control': 'no-store', connection: 'close' });
  outgoing.end();
}
