import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface Bucket {
  url: string;
  close(): Promise<void>;
}

/** What the media relay and the networks need of an S3-compatible service, in memory: signatures are tested elsewhere. */
export async function startBucket(): Promise<Bucket> {
  const files = new Map<string, { bytes: Buffer; type: string }>();
  const server = createServer(async (request, answer) => {
    const { method, url = '', headers } = request;
    const name = url.split('?', 1)[0] ?? '';
    // A runner may be killed while it sends.
    const bytes = await buffer(request).catch(() => null);
    if (bytes === null) return;
    if (method === 'PUT') files.set(name, { bytes, type: headers['content-type'] ?? '' });
    if (method === 'DELETE') files.delete(name);
    const file = files.get(name);
    const isAsked = method === 'GET' || method === 'HEAD';
    answer.writeHead(isAsked && !file ? 404 : 200, {
      'content-type': file?.type || 'application/octet-stream',
      'content-length': isAsked && file ? file.bytes.byteLength : 0,
    });
    answer.end(method === 'GET' ? file?.bytes : undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
