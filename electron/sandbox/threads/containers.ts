import { graphError, invalid, unsupported } from '../graph/errors.ts';
import type { Params } from '../graph/params.ts';
import { typeOf } from '../graph/picture.ts';
import type { Answer, NetworkParts } from '../network.ts';
import { lengthOf } from './length.ts';
import type { Container, MediaType, OwnChange, Person, State } from './state.ts';

const DAY = 24 * 60 * 60_000;
const TEXT = 500;
const ALT_TEXT = 1000;
const ITEMS = { least: 2, most: 20 };
const BYTES = { IMAGE: 8_000_000, VIDEO: 1_000_000_000 };
/** ms that Threads works on a file. */
const PROCESSING = { IMAGE: 500, VIDEO: 3000 };
const TYPES: Readonly<Record<'IMAGE' | 'VIDEO', readonly string[]>> = {
  IMAGE: ['image/jpeg', 'image/png'],
  VIDEO: ['video/mp4'],
};

export interface ContainerParts extends Pick<NetworkParts, 'now' | 'media'> {
  state: State;
  newId(): string;
  /** Whether there is something of that id that can be answered. */
  isThere(id: string): boolean;
  record(change: OwnChange): void;
}

/** What posts are made of. Source: developers.facebook.com/docs/threads/posts, …/troubleshooting. */
export function createContainers({ now, media, state, newId, isThere, record }: ContainerParts) {
  const fetching = new Set<string>();

  /** `FINISHED`, `IN_PROGRESS`, `EXPIRED`, `ERROR` or `PUBLISHED`. */
  function statusOf(container: Container): string {
    if (state.publishedAs(container.id) !== null) return 'PUBLISHED';
    if (container.createdAt + DAY <= now()) return 'EXPIRED';
    if (container.error !== null) return 'ERROR';
    const { readyAt } = container;
    return readyAt !== null && readyAt >= 0 && readyAt <= now() ? 'FINISHED' : 'IN_PROGRESS';
  }

  function problemWith(params: Params, type: MediaType, person: Person): Answer | null {
    const text = params.text('text') ?? '';
    if (lengthOf(text) > TEXT)
      return invalid(`Param text must be at most ${TEXT} characters long.`);
    if (type === 'TEXT' && text.trim() === '') return invalid('The parameter text is required.');
    if ((params.text('alt_text') ?? '').length > ALT_TEXT)
      return invalid(`Param alt_text must be at most ${ALT_TEXT} characters long.`);
    const url = params.text(type === 'IMAGE' ? 'image_url' : 'video_url');
    if (
      (type === 'IMAGE' || type === 'VIDEO') &&
      !(url && /^https?:/.test(url) && URL.canParse(url))
    )
      return invalid('The media url is missing or is no url.');
    const replyTo = params.text('reply_to_id');
    if (replyTo !== null && !isThere(replyTo)) return unsupported('POST', replyTo);
    if (params.flag('is_carousel_item') && (type === 'TEXT' || type === 'CAROUSEL'))
      return invalid('A carousel item is an image or a video.');
    return type === 'CAROUSEL' ? problemWithChildren(params, person) : null;
  }

  function problemWithChildren(params: Params, person: Person): Answer | null {
    const ids = childrenIn(params);
    if (ids.length < ITEMS.least || ids.length > ITEMS.most)
      return invalid(`A carousel has ${ITEMS.least} to ${ITEMS.most} children.`);
    const children = ids.map((id) => state.container(id));
    if (children.some((child) => !child?.isItem || child.personId !== person.id))
      return invalid('A child is no carousel item of this profile.');
    return children.every((child) => child && statusOf(child) === 'FINISHED')
      ? null
      : graphError(100, 'Some children are not ready to be published.', { subcode: 2_207_027 });
  }

  return {
    statusOf,

    make(params: Params, person: Person, processing: number | null): Answer {
      const type = params.text('media_type') as MediaType | null;
      if (!type || !['TEXT', 'IMAGE', 'VIDEO', 'CAROUSEL'].includes(type))
        return invalid('media_type must be one of TEXT, IMAGE, VIDEO, CAROUSEL.');
      const problem = problemWith(params, type, person);
      if (problem) return problem;
      const url = params.text(type === 'IMAGE' ? 'image_url' : 'video_url');
      const isFile = type === 'IMAGE' || type === 'VIDEO';
      const container: Container = {
        ...{ id: newId(), personId: person.id, mediaType: type, text: params.text('text') ?? '' },
        ...{ url: isFile ? url : null, altText: params.text('alt_text') },
        ...{ isItem: params.flag('is_carousel_item') === true, children: childrenIn(params) },
        ...{ replyTo: params.text('reply_to_id'), createdAt: now() },
        ...{ readyAt: isFile ? null : readyAt(processing ?? 0), error: null, sha256: null },
      };
      record({ kind: 'container', ...container });
      if (isFile) this.fetch(container, processing);
      return { status: 200, body: { id: container.id } };
    },

    /** Fetches a file, once at a time; what was cut off by an end of the sandbox begins anew. */
    fetch({ id, url, mediaType }: Container, processing: number | null = null): void {
      if (fetching.has(id) || (mediaType !== 'IMAGE' && mediaType !== 'VIDEO')) return;
      fetching.add(id);
      fetchFile(url ?? '', mediaType)
        .then((file) => {
          if (typeof file === 'string') record({ kind: 'container_failed', id, error: file });
          else
            record({
              ...{ kind: 'container_ready', id, sha256: media.keep(file) },
              readyAt: readyAt(processing ?? PROCESSING[mediaType]),
            });
        })
        // It was closed meanwhile: the next start fetches it anew.
        .catch(() => {})
        .finally(() => fetching.delete(id));
    },

    /** SHA-256 of each file of a post, in order. */
    filesOf: (container: Container): string[] =>
      (container.children.length > 0
        ? container.children.map((id) => state.container(id)?.sha256)
        : [container.sha256]
      ).flatMap((sha256) => sha256 ?? []),
  };

  function readyAt(takes: number): number {
    return Number.isFinite(takes) ? now() + takes : -1;
  }
}

const childrenIn = (params: Params): string[] =>
  (params.text('children') ?? '')
    .replace(/[[\]"\s]/g, '')
    .split(',')
    .filter(Boolean);

/** The bytes, or why they can't be had, as an `error_message`. */
async function fetchFile(url: string, kind: 'IMAGE' | 'VIDEO'): Promise<Buffer | string> {
  const lost = `FAILED_DOWNLOADING_${kind}`;
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(20_000) });
    if (!response.ok) return lost;
    const bytes = Buffer.from(await response.arrayBuffer());
    if (bytes.length > BYTES[kind]) return `FAILED_PROCESSING_${kind}`;
    return TYPES[kind].includes(typeOf(bytes) ?? '') ? bytes : `FAILED_PROCESSING_${kind}`;
  } catch {
    return lost;
  }
}
