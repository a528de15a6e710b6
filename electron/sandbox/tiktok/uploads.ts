import { createHash } from 'node:crypto';
import type { Answer, Call, NetworkParts } from '../network.ts';
import type { Change, Publish, Standing, State } from './state.ts';

/** ms that an address for pieces is good. */
const UPLOAD_LIFE = 60 * 60_000;
/** ms that TikTok works on a video or on photos when it has them. */
const PROCESSING = 1500;
const PHOTO_BYTES = 20_000_000;
const TYPES = ['video/mp4', 'video/quicktime', 'video/webm'];

export interface UploadParts extends Pick<NetworkParts, 'now' | 'media'> {
  state: State;
  record(change: Change): void;
}

/** Getting hold of the files. Source: developers.tiktok.com/doc/content-posting-api-media-transfer-guide. */
export function createUploads({ now, media, state, record }: UploadParts) {
  const pulling = new Set<string>();

  const readyAt = (processing: number | null) => {
    const takes = processing ?? PROCESSING;
    return Number.isFinite(takes) ? now() + takes : -1;
  };

  function take(call: Call, standing: Standing): Answer {
    const { publish, uploaded } = standing;
    const told = { 'content-range': `bytes 0-${Math.max(0, uploaded - 1)}/${publish.size}` };
    const range = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(call.headers['content-range'] ?? '');
    const [first, last, total] = (range ?? []).slice(1).map(Number);
    const bytes = call.body.length;
    if (
      first === undefined ||
      last === undefined ||
      !TYPES.includes(call.headers['content-type'] ?? '')
    )
      return { status: 400, headers: told, body: 'Bad request' };
    if (bytes !== last - first + 1 || bytes !== Number(call.headers['content-length']))
      return { status: 400, headers: told, body: 'The length is another one' };
    const index = Math.floor(uploaded / publish.pieceSize);
    const isLast = index === publish.count - 1;
    const end = isLast ? publish.size : uploaded + publish.pieceSize;
    if (
      standing.readyAt !== null ||
      first !== uploaded ||
      last + 1 !== end ||
      total !== publish.size
    )
      return { status: 416, headers: told, body: 'Range not satisfiable' };
    record({ kind: 'piece', publishId: publish.id, sha256: media.keep(call.body), uploaded: end });
    const headers = { 'content-range': `bytes 0-${end - 1}/${publish.size}` };
    if (end < publish.size) return { status: 206, headers, body: '' };
    if (isVideo(media.read(standing.pieces[0] ?? '')))
      record({ kind: 'whole', publishId: publish.id, readyAt: readyAt(call.processing) });
    else
      record({ kind: 'publish_failed', publishId: publish.id, reason: 'file_format_check_failed' });
    return { status: 201, headers, body: '' };
  }

  return {
    put(call: Call): Answer {
      const standing = state.uploadedTo(call.query.get('upload_token') ?? '');
      if (standing?.publish.kind !== 'video') return { status: 404, body: 'No such upload' };
      if (standing.publish.createdAt + UPLOAD_LIFE <= now())
        return { status: 403, body: 'The upload_url has expired' };
      return take(call, standing);
    },

    /** Fetches the photos, once at a time; what was cut off by an end of the sandbox begins anew. */
    pull({ id, urls }: Publish, processing: number | null = null): void {
      if (pulling.has(id)) return;
      pulling.add(id);
      fetchAll(urls)
        .then((photos) => {
          if (typeof photos === 'string')
            record({ kind: 'publish_failed', publishId: id, reason: photos });
          else
            record({
              ...{ kind: 'whole', publishId: id, readyAt: readyAt(processing) },
              pieces: photos.map((photo) => media.keep(photo)),
            });
        })
        // It was closed meanwhile: the next start fetches them anew.
        .catch(() => {})
        .finally(() => pulling.delete(id));
    },

    /** SHA-256 of what was received, of a video as a whole. */
    receivedOf({ publish, pieces }: Standing): string[] {
      if (publish.kind === 'photo') return pieces;
      if (pieces.length === 1) return pieces;
      const hash = createHash('sha256');
      for (const piece of pieces) hash.update(media.read(piece) ?? '');
      return [hash.digest('hex')];
    },
  };
}

/** The bytes of each, or why they can't be had, as a `fail_reason`. */
async function fetchAll(urls: readonly string[]): Promise<Uint8Array[] | string> {
  const photos: Uint8Array[] = [];
  for (const url of urls) {
    const photo = await fetchOne(url);
    if (!photo) return 'photo_pull_failed';
    if (!isPhoto(photo)) return 'file_format_check_failed';
    photos.push(photo);
  }
  return photos;
}

async function fetchOne(url: string): Promise<Buffer | null> {
  try {
    const response = await fetch(url, {
      redirect: 'error',
      signal: AbortSignal.timeout(20_000),
    });
    if (!response.ok) return null;
    const bytes = Buffer.from(await response.arrayBuffer());
    return bytes.length > PHOTO_BYTES ? null : bytes;
  } catch {
    return null;
  }
}

const startsWith = (bytes: Buffer | null, at: number, hex: string) =>
  bytes?.toString('hex', at, at + hex.length / 2) === hex;

/** MP4 and MOV by `ftyp`, WebM by its EBML header. */
const isVideo = (bytes: Buffer | null) =>
  startsWith(bytes, 4, '66747970') || startsWith(bytes, 0, '1a45dfa3');

const isPhoto = (bytes: Buffer) =>
  startsWith(bytes, 0, 'ffd8ff') || startsWith(bytes, 8, '57454250');
