import { createHash } from 'node:crypto';
import { readForm } from '../form.ts';
import type { MediaStore } from '../media-store.ts';
import type { Answer, Call } from '../network.ts';
import { filmLength } from './film.ts';
import { readJson } from './json.ts';
import type { Holder } from './oauth.ts';
import { forbidden, invalid, notFound } from './problems.ts';
import type { Change, Finalized, State, Upload } from './state.ts';

const MIB = 1024 * 1024;
const DAY = 24 * 60 * 60_000;
/** Ms that a video or an animation is worked on; pictures are done at once. */
const PROCESSING = 3000;
/** Source: docs.x.com/x-api/media/quickstart/best-practices; the API description for the segments. */
const SEGMENT = 4 * MIB;
const LAST_SEGMENT = 999;
const BYTES: Readonly<Record<string, number>> = {
  tweet_image: 5 * MIB,
  tweet_gif: 15 * MIB,
  tweet_video: 512 * MIB,
};
const SECONDS = { least: 0.5, most: 140 };
const ALT_TEXT = 1000;
const TYPES: Readonly<Record<string, readonly string[]>> = {
  tweet_image: ['image/jpeg', 'image/png', 'image/webp'],
  tweet_gif: ['image/gif'],
  tweet_video: ['video/mp4', 'video/quicktime', 'video/webm'],
};

export interface UploadParts {
  now(): number;
  store: MediaStore;
  state: State;
  newId(): string;
  record(change: Change): void;
}

/** Kind of a medium: the number that its key begins with. */
const KINDS: Readonly<Record<string, string>> = {
  tweet_image: '3',
  tweet_gif: '16',
  tweet_video: '7',
};
export const mediaKeyOf = ({ id, category }: Upload): string => `${KINDS[category] ?? '3'}_${id}`;

/** Uploads in segments. Source: docs.x.com/x-api/media. */
export function createUploads({ now, store, state, newId, record }: UploadParts) {
  const own = ({ person }: Holder, id: string): Upload | null => {
    const upload = state.upload(id);
    return upload?.personId === person.id && upload.createdAt + DAY > now() ? upload : null;
  };
  const left = ({ createdAt }: Upload) => Math.floor((createdAt + DAY - now()) / 1000);

  /** Where the work on an upload stands. */
  function processingOf({ readyAt, finalizedAt, failed }: Finalized) {
    const done = readyAt !== null && readyAt <= now();
    if (done) return { state: failed ? 'failed' : 'succeeded', progress_percent: 100 };
    const share = readyAt === null ? 0.5 : (now() - finalizedAt) / (readyAt - finalizedAt);
    const state_ = share <= 0 ? 'pending' : 'in_progress';
    return { state: state_, check_after_secs: 1, progress_percent: Math.floor(share * 100) };
  }
  const isAtOnce = ({ finalizedAt, readyAt, failed }: Finalized) =>
    readyAt === finalizedAt && !failed;

  const told = (upload: Upload, done: Finalized): Answer => ({
    status: 200,
    body: {
      data: {
        id: upload.id,
        media_key: mediaKeyOf(upload),
        size: upload.total,
        expires_after_secs: left(upload),
        ...(isAtOnce(done) ? {} : { processing_info: processingOf(done) }),
      },
    },
  });

  return {
    initialize(call: Call, { person }: Holder): Answer {
      const body = readJson(call, [
        'media_type',
        'total_bytes',
        'media_category',
        'shared',
        'additional_owners',
      ]);
      if ('refused' in body) return body.refused;
      const { media_type: mediaType, total_bytes: total } = body.fields;
      const category = body.fields.media_category ?? categoryOf(mediaType);
      if (typeof category !== 'string' || !(category in TYPES))
        return invalid('media_category is not one of this sandbox’s', 'media_category');
      if (typeof mediaType !== 'string' || !TYPES[category]?.includes(mediaType))
        return invalid(`media_type does not fit ${category}`, 'media_type');
      if (!Number.isSafeInteger(total) || (total as number) < 1)
        return invalid('total_bytes must be a whole number above 0', 'total_bytes');
      if ((total as number) > (BYTES[category] ?? 0))
        return invalid('total_bytes: file size exceeds the maximum', 'total_bytes', String(total));
      const upload = {
        id: newId(),
        personId: person.id,
        mediaType,
        category,
        total: total as number,
        createdAt: now(),
      };
      record({ kind: 'upload', ...upload });
      const data = {
        id: upload.id,
        media_key: mediaKeyOf(upload),
        expires_after_secs: left(upload),
      };
      return { status: 200, body: { data } };
    },

    async append(call: Call, holder: Holder, id: string): Promise<Answer> {
      const upload = own(holder, id);
      if (!upload) return notFound('media', id, 'id');
      if (state.finalized(id)) return invalid('The upload is finalized.', 'id', id);
      const form = await readForm(call);
      const file = await form?.upload('media');
      const bytes = file?.bytes ?? base64Of(form?.text('media') ?? null);
      const index = Number(form?.text('segment_index') ?? Number.NaN);
      if (!bytes || bytes.length === 0) return invalid('media is missing', 'media');
      if (!Number.isInteger(index) || index < 0 || index > LAST_SEGMENT)
        return invalid(`segment_index must be from 0 to ${LAST_SEGMENT}`, 'segment_index');
      if (bytes.length > SEGMENT) return invalid('media: a segment has at most 4 MiB', 'media');
      record({ kind: 'segment', id, index, sha256: store.keep(bytes), size: bytes.length });
      const data = { expires_at: Math.floor((upload.createdAt + DAY) / 1000) };
      return { status: 200, body: { data } };
    },

    finalize(call: Call, holder: Holder, id: string): Answer {
      const upload = own(holder, id);
      if (!upload) return notFound('media', id, 'id');
      const known = state.finalized(id);
      if (known) return told(upload, known);
      const segments = state.segments(id);
      const size = segments.reduce((sum, segment) => sum + segment.size, 0);
      if (segments.some(({ index }, at) => index !== at) || size !== upload.total)
        return invalid('Segments do not add up to provided total file size.', 'id', id);
      const hash = createHash('sha256');
      for (const piece of piecesOf(segments)) hash.update(piece);
      // A picture is shown on the sandbox's page, so it is kept whole.
      if (upload.category !== 'tweet_video') store.keep(Buffer.concat([...piecesOf(segments)]));
      const failed = !isWhatItSays(upload, () => piecesOf(segments));
      const usual = upload.category === 'tweet_image' ? 0 : PROCESSING;
      const takes = call.processing ?? usual;
      if (failed && usual === 0) return invalid('media type unrecognized.', 'id', id);
      const done = {
        sha256: hash.digest('hex'),
        finalizedAt: now(),
        readyAt: Number.isFinite(takes) ? now() + takes : null,
        failed,
      };
      record({ kind: 'finalized', id, ...done });
      return told(upload, done);
    },

    status({ query }: Call, holder: Holder): Answer {
      const id = query.get('media_id') ?? '';
      const upload = own(holder, id);
      const done = state.finalized(id);
      if (!upload || !done) return notFound('media', id, 'media_id');
      return told(upload, done);
    },

    describe(call: Call, holder: Holder): Answer {
      const body = readJson(call, ['id', 'metadata']);
      if ('refused' in body) return body.refused;
      const id = String(body.fields.id ?? '');
      const metadata = body.fields.metadata as { alt_text?: { text?: unknown } } | undefined;
      const text = metadata?.alt_text?.text;
      const upload = own(holder, id);
      if (!upload) return notFound('media', id, 'id');
      if (upload.category === 'tweet_video') return forbidden('A video takes no alt text.');
      if (typeof text !== 'string' || [...text].length > ALT_TEXT)
        return invalid(`alt_text has at most ${ALT_TEXT} characters`, 'metadata');
      record({ kind: 'described', id, text });
      return { status: 200, body: { data: { id, associated_metadata: { alt_text: { text } } } } };
    },

    /** The upload to attach; null where X does not know it, or is not done with it. */
    usable(holder: Holder, id: string): (Upload & { sha256: string }) | null {
      const upload = own(holder, id);
      const done = state.finalized(id);
      const isReady = done && !done.failed && done.readyAt !== null && done.readyAt <= now();
      return upload && isReady ? { ...upload, sha256: done.sha256 } : null;
    },
  };

  function* piecesOf(segments: readonly { sha256: string }[]): Iterable<Buffer> {
    for (const { sha256 } of segments) {
      const bytes = store.read(sha256);
      if (bytes) yield bytes;
    }
  }
}

const STARTS: readonly (readonly [category: string, at: number, bytes: string])[] = [
  ['tweet_image', 0, 'ffd8ff'],
  ['tweet_image', 0, '89504e470d0a1a0a'],
  ['tweet_image', 8, '57454250'],
  ['tweet_gif', 0, '47494638'],
  ['tweet_video', 4, '66747970'],
];

/** By its first bytes, and a film by its length. */
function isWhatItSays({ category }: Upload, pieces: () => Iterable<Buffer>): boolean {
  const [first = Buffer.alloc(0)] = pieces();
  const fits = STARTS.some(
    ([of, at, start]) =>
      of === category && first.toString('hex', at, at + start.length / 2) === start,
  );
  if (!fits || category !== 'tweet_video') return fits;
  const seconds = filmLength(pieces());
  return seconds !== null && seconds >= SECONDS.least && seconds <= SECONDS.most;
}

const categoryOf = (mediaType: unknown): string | undefined =>
  Object.keys(TYPES).find((category) => TYPES[category]?.includes(String(mediaType)));

const base64Of = (text: string | null): Buffer | null =>
  text === null ? null : Buffer.from(text, 'base64');
