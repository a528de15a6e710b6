import { Worker } from 'node:worker_threads';
import type { ImageReply, ImageRequest } from './image-protocol.ts';
import { workerFile } from './worker-file.ts';

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

/** The worker as a thread of this process: for plain Node. */
export function startImageThread(): ImageProcess {
  const worker = new Worker(workerFile('image-worker'), { execArgv: [], name: 'images' });
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
