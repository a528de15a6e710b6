import type { Form, Upload } from '../form.ts';
import type { Answer, Call, NetworkParts } from '../network.ts';
import { type Entities, LIMITS, MIME_TYPES } from './entities.ts';
import { invalid, notFound } from './refusals.ts';
import type { Change, Media, Person, State } from './state.ts';

/** Ms that a video or an animation is worked on; pictures are done at once. */
const PROCESSING = 1500;

export interface MediaParts {
  now(): number;
  keep: NetworkParts['media']['keep'];
  state: State;
  entities: Entities;
  newId(): string;
  record(change: Change): void;
}

export const isReady = ({ readyAt }: Media, now: number): boolean =>
  readyAt !== null && readyAt <= now;

/** Uploads. Source: docs.joinmastodon.org/methods/media. */
export function createMedia({ now, keep, state, entities, newId, record }: MediaParts) {
  /** While it is processed an attachment has no address yet. */
  const told = (item: Media, origin: string) => {
    const entity = entities.media(item, origin);
    return isReady(item, now()) ? entity : { ...entity, url: null, preview_url: null };
  };

  const ownUnattached = (person: Person, id: string): Media | null => {
    const item = state.media(id);
    return item && item.personId === person.id && !state.isAttached(id) ? item : null;
  };

  const problemWith = (upload: Upload | null, description: string | null): string | null => {
    if (!upload) return "File can't be blank";
    const type = typeOf(upload);
    if (!MIME_TYPES.includes(type)) return 'File content type is invalid';
    const limit =
      type.startsWith('image/') && type !== 'image/gif' ? LIMITS.imageBytes : LIMITS.videoBytes;
    if (upload.bytes.length > limit)
      return `File file size must be less than ${Math.floor(limit / 1024 / 1024)} MB`;
    if ((description ?? '').length > LIMITS.description)
      return `Description is too long (maximum is ${LIMITS.description} characters)`;
    return null;
  };

  return {
    async upload(call: Call, form: Form, person: Person): Promise<Answer> {
      const upload = await form.upload('file');
      const description = form.text('description');
      const problem = problemWith(upload, description);
      if (!upload || problem !== null) return invalid(problem ?? 'File is invalid');
      const mimeType = typeOf(upload);
      const usual = mimeType.startsWith('image/') && mimeType !== 'image/gif' ? 0 : PROCESSING;
      const takes = call.processing ?? usual;
      const item: Media = {
        id: newId(),
        personId: person.id,
        sha256: keep(upload.bytes),
        mimeType,
        size: upload.bytes.length,
        description,
        readyAt: Number.isFinite(takes) ? now() + takes : null,
      };
      record({ kind: 'media', ...item });
      return { status: isReady(item, now()) ? 200 : 202, body: told(item, call.origin) };
    },

    get(call: Call, id: string, person: Person): Answer {
      const item = ownUnattached(person, id);
      if (!item) return notFound();
      return { status: isReady(item, now()) ? 200 : 206, body: told(item, call.origin) };
    },

    describe(call: Call, id: string, form: Form, person: Person): Answer {
      const item = ownUnattached(person, id);
      if (!item) return notFound();
      const description = form.text('description');
      record({ kind: 'media_described', id, description });
      return { status: 200, body: told({ ...item, description }, call.origin) };
    },

    remove(id: string, person: Person): Answer {
      if (!ownUnattached(person, id)) return notFound();
      record({ kind: 'media_removed', id });
      return { status: 200, body: {} };
    },
  };
}

const STARTS: readonly (readonly [type: string, at: number, bytes: string])[] = [
  ['image/jpeg', 0, 'ffd8ff'],
  ['image/png', 0, '89504e470d0a1a0a'],
  ['image/gif', 0, '47494638'],
  ['image/webp', 8, '57454250'],
  ['video/mp4', 4, '66747970'],
];

/** By its first bytes, as the server looks at it, else as declared. */
function typeOf({ bytes, mimeType }: Upload): string {
  for (const [type, at, start] of STARTS)
    if (bytes.toString('hex', at, at + start.length / 2) === start) return type;
  return mimeType.split(';')[0] ?? '';
}
