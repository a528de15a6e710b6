import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { MediaRelay } from '../../electron/platforms/platform.ts';

export interface TestRelay {
  relay: MediaRelay;
  /** SHA-256 of what lies there now. */
  files(): string[];
  /** How often something was put there. */
  puts(): number;
  /** Answers with this status instead of the file; null serves it. */
  answerWith(status: number | null): void;
  stop(): Promise<void>;
}

/** A place on loopback in the place of a bucket. */
export async function startRelay(): Promise<TestRelay> {
  const files = new Map<string, { bytes: Buffer; mimeType: string }>();
  let puts = 0;
  let status: number | null = null;
  const server = createServer(({ url = '' }, answer) => {
    const file = files.get(url.slice(1));
    answer.writeHead(status ?? (file ? 200 : 404), {
      'content-type': file?.mimeType ?? 'text/plain',
    });
    answer.end(status === null ? file?.bytes : undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    relay: {
      async put({ sha256, mimeType, bytes, read }) {
        puts++;
        files.set(sha256, { bytes: Buffer.from(await read(0, bytes)), mimeType });
        return { ok: true, value: { url: `http://127.0.0.1:${port}/${sha256}` } };
      },
      remove: async (sha256) => void files.delete(sha256),
    },
    files: () => [...files.keys()],
    puts: () => puts,
    answerWith: (next) => {
      status = next;
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
