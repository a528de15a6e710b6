import { CallFailed, failure } from '../../../electron/platforms/call-failed.ts';
import { createTransport } from '../../../electron/platforms/transport.ts';
import { fileBody } from '../../../electron/platforms/upload.ts';
import { openEmptyWorkspace } from '../scheduled-posts.ts';

/** What the process that uploads is told on its command line. */
export interface SenderOrders {
  /** The sink. */
  url: string;
  /** The video. */
  path: string;
}

/** What it found out: bytes by which its memory grew at most. */
export interface SenderFigures {
  importing: number;
  /** In pieces of 4 MB that are read whole. */
  small: number;
  /** In pieces of 64 MB that are read while they are sent. */
  large: number;
  /** In pieces of 64 MB by a bare `fetch`. */
  bare: number;
  /** Ms. */
  took: number;
  bareTook: number;
}

const MB = 1024 * 1024;
const [SMALL, LARGE] = [4 * MB, 64 * MB];

const workspace = await openEmptyWorkspace();
try {
  const orders = JSON.parse(process.argv[2] ?? '') as SenderOrders;
  process.stdout.write(`${JSON.stringify(await measure(orders))}\n`);
} finally {
  await workspace.remove();
}

async function measure({ url, path }: SenderOrders): Promise<SenderFigures> {
  const { media } = workspace.services;
  const importing = await growth(async (look) => {
    const kept = await media.importFile(path, { onProgress: look });
    if (!kept.ok) throw new Error(kept.error.message);
    return kept.value.id;
  });
  const video = await media.outgoingVideo(importing.value, '');
  if (!video) throw new Error('The video is not there');
  const { bytes } = video;
  const transport = createTransport({
    userAgent: 'ClientNest/benchmark',
    now: Date.now,
    timeoutOf: () => 60_000,
    rateLimits: [],
    bucketOf: () => 'calls',
    isWrite: () => true,
    explain: ({ status }) => new CallFailed(failure('refused', 'The sink refused it', status)),
  });
  /** One piece after the other, as adapters send them. */
  async function inPieces(size: number, send: (start: number, end: number) => Promise<unknown>) {
    const started = performance.now();
    for (let at = 0; at < bytes; at += size) await send(at, Math.min(at + size, bytes));
    return performance.now() - started;
  }
  // The code that uploads is loaded with the first piece.
  await transport(url, '/first', { method: 'PUT', body: await video.read(0, SMALL) });
  const small = await growth((look) =>
    inPieces(SMALL, async (start, end) => {
      const body = await video.read(start, end);
      await transport(url, '/small', { method: 'PUT', body, onSent: look });
    }),
  );
  const large = await growth((look) =>
    inPieces(LARGE, (start, end) => {
      const body = fileBody(video, { start, end });
      return transport(url, '/large', { method: 'PUT', body, onSent: look });
    }),
  );
  const bare = await growth((look) =>
    inPieces(LARGE, async (start, end) => {
      const body = (await video.read(start, end)) as Uint8Array<ArrayBuffer>;
      await (await fetch(`${url}/bare`, { method: 'PUT', body })).text();
      look();
    }),
  );
  return {
    importing: importing.grown,
    small: small.grown,
    large: large.grown,
    bare: bare.grown,
    took: large.value,
    bareTook: bare.value,
  };
}

/** Bytes by which the process grew at most while it worked. `look` is called often. */
async function growth<Value>(work: (look: () => void) => Promise<Value>) {
  const before = process.memoryUsage.rss();
  let most = before;
  const look = () => {
    most = Math.max(most, process.memoryUsage.rss());
  };
  const value = await work(look);
  look();
  return { value, grown: most - before };
}
