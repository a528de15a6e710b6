import { once } from 'node:events';
import { type ClientRequest, request as http, type IncomingMessage } from 'node:http';
import { request as https } from 'node:https';
import { Readable } from 'node:stream';
import { CallFailed, failure } from './call-failed.ts';

/** A body that is read while it is sent, so that its size does not matter. */
export interface UploadBody {
  /** How long it is. */
  bytes: number;
  /** From its beginning, in order. */
  pieces(): AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

export interface Upload {
  method: string;
  headers: Headers;
  body: UploadBody;
  signal: AbortSignal;
  /** Told of the bytes that have left so far. */
  onSent?(bytes: number): void;
}

/** What goes to the connection at once; then it is waited until there is room again. */
const SLICE = 256 * 1024;
/** Milliseconds for making the connection. */
const CONNECT_WITHIN = 15_000;

/** A piece that is in memory, as a body. It is not copied. */
export const pieceBody = (piece: Uint8Array): UploadBody => ({
  bytes: piece.byteLength,
  pieces: () => [piece],
});

/** Read from the disk at once, while it is sent. */
const READ = 1024 * 1024;

/** A file, or a part of it (`end` excluded), that is read while it is sent: the way for pieces of many MB. */
export const fileBody = (
  file: { bytes: number; read(start: number, end: number): Promise<Uint8Array> },
  { start = 0, end = file.bytes }: { start?: number; end?: number } = {},
): UploadBody => ({
  bytes: Math.min(end, file.bytes) - start,
  async *pieces() {
    const last = Math.min(end, file.bytes);
    for (let at = start; at < last; at += READ)
      yield await file.read(at, Math.min(at + READ, last)).catch((error: unknown) => {
        throw new CallFailed(failure('refused', CHANGED), null, error);
      });
  },
});

const CHANGED = 'The video can’t be read any more: its file was changed, or is gone. Add it again.';

/**
 * One HTTP request with a large body, on a connection of its own, without redirects. Not by `fetch`, which copies
 * the body before it sends it and tells nothing of how far it is.
 * @throws as `fetch` does: an error whose `code` says whether anything was sent, or the signal's reason
 */
export async function upload(url: URL, options: Upload): Promise<Response> {
  const { method, headers, body, signal } = options;
  signal.throwIfAborted();
  const send = url.protocol === 'https:' ? https : http;
  const outgoing = send(url, {
    method,
    agent: false,
    signal,
    headers: { ...Object.fromEntries(headers), 'content-length': body.bytes },
  });
  // An error is told by `answer`; one that comes after it is of no interest.
  outgoing.on('error', () => {});
  const answer = once(outgoing, 'response') as Promise<[IncomingMessage]>;
  const connecting = setTimeout(() => outgoing.destroy(connectTimeout()), CONNECT_WITHIN);
  outgoing.once('socket', (socket) => {
    const made = url.protocol === 'https:' ? 'secureConnect' : 'connect';
    socket.once(made, () => clearTimeout(connecting));
  });
  try {
    // An answer that comes before the end is the answer: nothing more is sent then.
    const early = new AbortController();
    const stop = answer.then(
      () => early.abort(),
      () => early.abort(),
    );
    await pour(outgoing, options, early.signal);
    await stop;
    const [incoming] = await answer;
    return responseOf(incoming, outgoing);
  } catch (error) {
    outgoing.destroy();
    throw signal.aborted ? signal.reason : error;
  } finally {
    clearTimeout(connecting);
  }
}

async function pour(outgoing: ClientRequest, { body, onSent }: Upload, ended: AbortSignal) {
  let sent = 0;
  for await (const piece of body.pieces()) {
    for (let at = 0; at < piece.byteLength; at += SLICE) {
      if (ended.aborted) return;
      const slice = piece.subarray(at, at + SLICE);
      if (!outgoing.write(slice) && !(await hasRoom(outgoing, ended))) return;
      sent += slice.byteLength;
      onSent?.(sent);
    }
  }
  if (!ended.aborted) outgoing.end();
}

/** False where the answer has come meanwhile, or the connection is gone. */
const hasRoom = (outgoing: ClientRequest, ended: AbortSignal): Promise<boolean> =>
  once(outgoing, 'drain', { signal: ended }).then(
    () => true,
    () => false,
  );

function responseOf(incoming: IncomingMessage, outgoing: ClientRequest): Response {
  const { statusCode: status = 502, rawHeaders } = incoming;
  const headers = new Headers();
  for (let at = 0; at + 1 < rawHeaders.length; at += 2)
    headers.append(rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '');
  // What was not sent is not sent any more.
  incoming.once('end', () => outgoing.destroy());
  const hasBody = status !== 204 && status !== 304;
  if (!hasBody) incoming.resume();
  return new Response(hasBody ? (Readable.toWeb(incoming) as ReadableStream) : null, {
    status,
    headers,
  });
}

const connectTimeout = () =>
  Object.assign(new Error('The connection could not be made in time'), {
    code: 'UND_ERR_CONNECT_TIMEOUT',
  });
