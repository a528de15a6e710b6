import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An HTTP server on 127.0.0.1 that can stop listening and listen again on its port. */
export interface LoopbackServer {
  url: string;
  port: number;
  /** Connections are refused while it is off, and open ones are cut. */
  listen(on: boolean): Promise<void>;
}

/**
 * @param port 0 for any free one
 * @throws where the port is taken
 */
export async function serveLoopback(
  port: number,
  handle: RequestListener,
): Promise<LoopbackServer> {
  let server: Server | null = null;
  let bound = port;

  async function up() {
    if (server) return;
    const opening = createServer({ requestTimeout: 0 }, handle);
    opening.listen(bound, '127.0.0.1');
    await once(opening, 'listening');
    bound = (opening.address() as AddressInfo).port;
    server = opening;
  }
  async function down() {
    if (!server) return;
    const closing = server;
    server = null;
    const closed = once(closing, 'close');
    closing.close();
    closing.closeAllConnections();
    await closed;
  }
  await up();
  return {
    url: `http://127.0.0.1:${bound}`,
    port: bound,
    listen: (on) => (on ? up() : down()),
  };
}

/** Whether the call names this machine: a page elsewhere must not reach it through a name of its own. */
export const isForLoopback = ({ headers }: IncomingMessage): boolean =>
  /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(headers.host ?? '');

/** The whole body, or null where it is larger than `limit` bytes. */
export async function readBody(incoming: IncomingMessage, limit: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= limit) chunks.push(chunk);
  }
  return length > limit ? null : Buffer.concat(chunks);
}
