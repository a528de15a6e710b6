import { Worker } from 'node:worker_threads';
import { patience } from './patience.ts';
import type { VideoResult } from './video-facts.ts';
import { workerFile } from './worker-file.ts';

/** Milliseconds that one video may take; its index is read, and a few frames. */
const PATIENCE = 30_000;

/** What a video is, looked into by a thread of its own. Never rejects: what fails is a problem. */
export function probeVideo(path: string, time = PATIENCE): Promise<VideoResult> {
  return new Promise((resolve) => {
    const worker = new Worker(workerFile('video-worker'), {
      execArgv: [],
      name: 'video',
      workerData: { path },
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    });
    let result: VideoResult = { ok: false, problem: { code: 'unreadable' } };
    const inTime = patience(time, () => void worker.terminate());
    worker.on('message', (answer: VideoResult) => {
      result = answer;
    });
    // `exit` follows; without a listener the error would end this process.
    worker.on('error', () => {});
    worker.once('exit', () => {
      inTime();
      resolve(result);
    });
  });
}
