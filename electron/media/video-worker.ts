import { parentPort, workerData } from 'node:worker_threads';
import { videoFacts } from './video-facts.ts';

/** Entry of the thread that looks into one video, so that a broken one can't hold up the application. */
const port = parentPort;
if (!port) throw new Error('The video worker is started by the video probe');
void videoFacts((workerData as { path: string }).path).then((result) => port.postMessage(result));
