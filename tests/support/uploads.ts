import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';

const STARTED = 'http.client.request.start';

/** A large body on its way: those do not go by `fetch`, so whoever watches that does not see them. */
export interface Upload {
  method: string;
  url: URL;
  headers: Headers;
}

/** Tells of every request of this process that is not by `fetch` and comes from the application. The answer ends it. */
export function watchUploads(tell: (upload: Upload) => void): () => void {
  const onRequest = (message: unknown) => {
    const { request } = message as { request: ClientRequest };
    const headers = new Headers(
      Object.entries(request.getHeaders()).map(([name, value]): [string, string] => [
        name,
        String(value),
      ]),
    );
    if (!headers.get('user-agent')?.startsWith('ClientNest/')) return;
    const url = new URL(
      request.path,
      `${request.protocol}//${headers.get('host') ?? request.host}`,
    );
    tell({ method: request.method, url, headers });
  };
  subscribe(STARTED, onRequest);
  return () => unsubscribe(STARTED, onRequest);
}
