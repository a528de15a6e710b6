import type { FitLimit, FittedImage, ImageFacts, ImageResult } from './image-operations.ts';
import type { ImageReply, ImageRequest } from './image-protocol.ts';
import { type ImageProcess, startImageThread } from './image-thread.ts';
import { patience } from './patience.ts';

export type { ImageProblem } from './image-operations.ts';

/** Decodes and encodes images away from the main process. No call rejects: what fails is a problem. */
export interface ImageCodec {
  /** What it is and how big, with a full decode: a cut-off file is found here and not when it is sent. */
  probe(bytes: Uint8Array): Promise<ImageResult<ImageFacts>>;
  /** Upright, sRGB, without metadata, within the limit; the same input gives the same bytes. */
  fit(bytes: Uint8Array, limit: FitLimit): Promise<ImageResult<FittedImage>>;
  /** WebP that fits into a square of `side` pixels. */
  thumbnail(bytes: Uint8Array, side: number): Promise<ImageResult<Uint8Array>>;
  close(): Promise<void>;
}

export interface ImageCodecOptions {
  /** Starts whatever runs `image-worker`; a thread unless said. */
  start?: () => ImageProcess;
  /** Milliseconds without work after which the worker ends, so that an idle app stays small. */
  idleAfter?: number;
  /** Milliseconds that one image may take. */
  timeout?: number;
}

// Distributes over the union, which the plain Omit does not.
type Ask<Request = ImageRequest> = Request extends ImageRequest ? Omit<Request, 'id'> : never;

/** Starts its worker with the first image and does one image at a time, so memory stays bounded. */
export function createImageCodec({
  start = startImageThread,
  idleAfter = 30_000,
  timeout = 60_000,
}: ImageCodecOptions = {}): ImageCodec {
  let process: ImageProcess | null = null;
  let ending: Promise<void> = Promise.resolve();
  let idle: NodeJS.Timeout | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let closed = false;
  let lastId = 0;
  let settle: ((reply: ImageReply | null) => void) | null = null;

  function running(): ImageProcess {
    if (process) return process;
    const started = start();
    started.onReply((reply) => settle?.(reply));
    started.onExit(() => {
      if (process !== started) return;
      process = null;
      settle?.(null);
    });
    process = started;
    return started;
  }

  function stop(): Promise<void> {
    clearTimeout(idle);
    const stopped = process;
    process = null;
    if (stopped) ending = stopped.end();
    return ending;
  }

  async function work(ask: Ask): Promise<ImageReply['result']> {
    if (closed) return UNREADABLE;
    const id = ++lastId;
    const worker = running();
    worker.hold(true);
    const reply = await new Promise<ImageReply | null>((resolve) => {
      const inTime = patience(timeout, () => {
        stop();
        resolve(null);
      });
      settle = (answer) => {
        if (answer !== null && answer.id !== id) return;
        inTime();
        resolve(answer);
      };
      worker.post({ ...ask, id });
    });
    settle = null;
    // No reply: the decoder crashed or hangs on this image. The next one gets a new worker.
    return reply?.result ?? UNREADABLE;
  }

  async function inTurn(ask: Ask): Promise<ImageReply['result']> {
    clearTimeout(idle);
    waiting++;
    const mine = turn.then(() => work(ask));
    turn = mine.catch(() => undefined);
    try {
      return await mine;
    } finally {
      if (--waiting === 0) {
        process?.hold(false);
        idle = setTimeout(stop, idleAfter);
        idle.unref();
      }
    }
  }

  return {
    // The worker answers each operation with its own kind of value.
    probe: async (bytes) =>
      (await inTurn({ operation: 'probe', bytes })) as ImageResult<ImageFacts>,
    fit: async (bytes, limit) =>
      (await inTurn({ operation: 'fit', bytes, limit })) as ImageResult<FittedImage>,
    thumbnail: async (bytes, side) =>
      (await inTurn({ operation: 'thumbnail', bytes, side })) as ImageResult<Uint8Array>,
    async close() {
      closed = true;
      await stop();
      settle?.(null);
    },
  };
}

const UNREADABLE = { ok: false, problem: { code: 'unreadable' } } as const;
