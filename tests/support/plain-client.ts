import { Agent, type IncomingHttpHeaders, request } from 'node:http';

/** How a call ended for a client that hides nothing: an answer, however broken, or none. */
export type Ended =
  | { kind: 'answered'; status: number; headers: IncomingHttpHeaders; body: string; ms: number }
  /** The answer began and did not come to its end. */
  | { kind: 'broken_off'; status: number; body: string; promised: number }
  | { kind: 'failed'; code: string; sent: boolean }
  | { kind: 'nothing' };

export interface PlainCall {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** ms after which it gives up. */
  patience?: number;
}

/** One call on a connection of its own. */
export function plainCall(url: string, call: PlainCall = {}): Promise<Ended> {
  const { method = 'GET', headers = {}, body, patience = 2000 } = call;
  return new Promise((resolve) => {
    const began = performance.now();
    let sent = false;
    const outgoing = request(url, { method, headers, agent: new Agent() }, (incoming) => {
      const status = incoming.statusCode ?? 0;
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', () => {});
      incoming.on('close', () => {
        clearTimeout(timer);
        const text = Buffer.concat(chunks).toString();
        const ms = performance.now() - began;
        resolve(
          incoming.complete
            ? { kind: 'answered', status, headers: incoming.headers, body: text, ms }
            : {
                kind: 'broken_off',
                status,
                body: text,
                promised: Number(incoming.headers['content-length']),
              },
        );
      });
    });
    const timer = setTimeout(() => {
      resolve({ kind: 'nothing' });
      outgoing.destroy();
    }, patience);
    outgoing.on('finish', () => {
      sent = true;
    });
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      resolve({ kind: 'failed', code: error.code ?? error.message, sent });
    });
    outgoing.end(body);
  });
}
