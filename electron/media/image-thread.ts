import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { ImageReply, ImageRequest } from './image-protocol.ts';

/** Whatever runs the image worker. */
export interface ImageProcess {
  post(request: ImageRequest): void;
  onReply(listener: (reply: ImageReply) => void): void;
  /** It is gone: ended, crashed, or could not start. */
  onExit(listener: () => void): void;
  /** Whether it keeps this process alive. */
  hold(busy: boolean): void;
  end(): Promise<void>;
}

/** Bundled it lies beside this code or one folder up; under plain Node the source itself runs. */
const PLACES = ['./image-worker.cjs', '../image-worker.cjs', './image-worker.ts'];

/** The file that the worker runs. */
function imageWorkerFile(): string {
  const files = PLACES.map((place) => fileURLToPath(new URL(place, import.meta.url)));
  const found = files.find((file) => existsSync(file));
  if (!found) throw new Error(`The image worker is missing: ${files.join(', ')}`);
  return found;
}

/** The worker as a thread of this process: for plain Node. */
export function startImageThread(): ImageProcess {
  const worker = new Worker(imageWorkerFile(), { execArgv: [], name: 'images' });
  worker.unref();
  return {
    post: (request) => worker.postMessage(request),
    onReply: (listener) => void worker.on('message', listener),
    onExit(listener) {
      worker.once('exit', listener);
      // `exit` follows; without a listener the error would end this process.
      worker.on('error', () => {});
    },
    hold: (busy) => (busy ? worker.ref() : worker.unref()),
    end: async () => void (await worker.terminate()),
  };
}
