import { parentPort as threadPort } from 'node:worker_threads';
import { fitWithin, probe, thumbnail } from './image-operations.ts';
import type { ImageReply, ImageRequest } from './image-protocol.ts';

interface Port {
  on(event: 'message', listener: (message: unknown) => void): unknown;
  postMessage(reply: ImageReply): void;
}

/** Entry of the image worker: a thread under plain Node, a utility process under Electron. */
const utilityPort = (process as { parentPort?: Port }).parentPort;
const port: Port | null = threadPort ?? utilityPort ?? null;
if (!port) throw new Error('The image worker is started by the image codec');

port.on('message', async (message) => {
  // Electron wraps what it delivers in an event.
  const request = (utilityPort ? (message as { data: unknown }).data : message) as ImageRequest;
  port.postMessage({ id: request.id, result: await run(request) });
});

function run(request: ImageRequest): Promise<ImageReply['result']> {
  switch (request.operation) {
    case 'probe':
      return probe(request.bytes);
    case 'thumbnail':
      return thumbnail(request.bytes, request.side);
    case 'fit':
      return fitWithin(request.bytes, request.limit);
  }
}
