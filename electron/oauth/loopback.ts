import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import { PAGE_HEADERS, PAGES } from './pages.ts';

/** What became of a request: which page its tab shows. */
type Shown = 'taken' | 'declined' | 'wrongState' | 'nothing';

export interface Loopback {
  port: number;
  /** Stops listening at once, and lets the page that is being sent out finish. */
  close(): void;
}

export interface LoopbackOptions {
  /** Tried in this order; 0 is any free one. */
  ports: readonly number[];
  /** Names under which the browser may ask for it; anything else is a page that was led astray. */
  hosts: readonly string[];
  path: string;
  /** Gets the query of each request; with `taken` or `declined` the server has done its work. */
  onAnswer(query: URLSearchParams): Shown;
}

/** How long a request may take to arrive, ms: nobody's tab is that slow. */
const REQUEST_MS = 10_000;
const FAREWELL_MS = 1000;

/**
 * Listens on this computer only (RFC 8252 §7.3) for the browser that comes back from a network. One answer is
 * taken; the query is handed on and never logged.
 */
export async function listenOnLoopback(
  options: LoopbackOptions,
): Promise<Result<Loopback, 'port_taken'>> {
  for (const port of options.ports) {
    const server = createServer({ requestTimeout: REQUEST_MS, headersTimeout: REQUEST_MS });
    if (!(await listen(server, port))) continue;
    const close = () => {
      server.close();
      // Browsers open connections ahead; the page that is being sent out has a second to arrive.
      setTimeout(() => server.closeAllConnections(), FAREWELL_MS).unref();
    };
    const bound = (server.address() as AddressInfo).port;
    server.on('request', (request, response) => {
      const shown = shownTo(options, bound, request);
      response.writeHead(shown.status, PAGE_HEADERS);
      response.end(request.method === 'HEAD' ? '' : PAGES[shown.page]);
      request.resume();
      if (shown.page === 'taken' || shown.page === 'declined') close();
    });
    return ok({ port: bound, close });
  }
  const ports = options.ports.join(', ');
  return fail(
    'port_taken',
    options.ports.length === 1
      ? `Another program uses port ${ports} of this computer. Close it, then try again.`
      : `Other programs use all ports that the application has registered (${ports}). Close one of them, then try again.`,
  );
}

/** False where the port is taken; also where the system keeps it for itself, as Windows does with some. */
function listen(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false);
      else reject(error);
    };
    server.once('error', onError);
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      server.off('error', onError);
      // A connection that breaks is the browser's business.
      server.on('error', () => undefined);
      resolve(true);
    });
  });
}

function shownTo(
  { hosts, path, onAnswer }: LoopbackOptions,
  port: number,
  { headers, method, url = '' }: IncomingMessage,
): { status: number; page: Shown } {
  // A name of somebody else's that leads here (DNS rebinding) must not reach us.
  if (!hosts.some((name) => headers.host === `${name}:${port}`))
    return { status: 421, page: 'nothing' };
  if (method !== 'GET') return { status: 405, page: 'nothing' };
  const target = URL.canParse(url, ORIGIN) ? new URL(url, ORIGIN) : null;
  if (target?.pathname !== path) return { status: 404, page: 'nothing' };
  const page = onAnswer(target.searchParams);
  return { status: page === 'taken' || page === 'declined' ? 200 : 400, page };
}

/** Of no matter; only the path and the query of a request are read. */
const ORIGIN = 'http://127.0.0.1';
