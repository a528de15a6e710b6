import { graphError, invalid } from '../graph/errors.ts';
import { type Fetched, fetchMedia } from '../graph/fetching.ts';
import type { Params } from '../graph/params.ts';
import { jpegSize, typeOf } from '../graph/picture.ts';
import type { Answer, Call, NetworkParts, NetworkRecord } from '../network.ts';
import type { Nodes } from './nodes.ts';
import type { Container, MediaDetail, Person, State } from './state.ts';

const DAY = 24 * 60 * 60_000;
const CAPTION = 2200;
const HASHTAGS = 30;
const MENTIONS = 20;
const IMAGE_BYTES = 8 * 1024 * 1024;
const VIDEO_BYTES = 300_000_000;
const RATIO = { least: 4 / 5, most: 1.91 };
/** Posts in 24 hours. */
const DAILY = 50;
/** Ms that each kind is worked on. */
const PROCESSING = { IMAGE: 0, CAROUSEL: 0, REELS: 1500 } as const;

export interface PublishingParts {
  now(): number;
  newId(): string;
  limited: boolean;
  media: NetworkParts['media'];
  state: State;
  nodes: Nodes;
  record: NetworkRecord;
}

/** Containers and what comes of them. Source: developers.facebook.com/docs/instagram-platform/content-publishing. */
export function createPublishing(parts: PublishingParts) {
  const { now, newId, limited, media, state, nodes, record } = parts;

  function captionProblem(caption: string): Answer | null {
    if (caption.length > CAPTION)
      return graphError(36_004, 'The caption was too long.', {
        subcode: 2207010,
        user: `The caption must be at most ${CAPTION} characters.`,
      });
    if ((caption.match(/#[\p{L}\p{N}_]+/gu) ?? []).length > HASHTAGS)
      return invalid(`The caption has more than ${HASHTAGS} hashtags`, {
        user: `A caption can have at most ${HASHTAGS} hashtags.`,
      });
    if ((caption.match(/(?<![\w@])@[\w.]+/g) ?? []).length > MENTIONS)
      return graphError(110, 'Too many mentions', { subcode: 2207040 });
    return null;
  }

  /** A picture is fetched at once, and told of at once. */
  async function image(url: string | null): Promise<{ sha256: string } | Answer> {
    const fetched = await fetchMedia(url, IMAGE_BYTES);
    if ('failed' in fetched) return fetchProblem(fetched);
    const { bytes } = fetched;
    const size = typeOf(bytes) === 'image/jpeg' ? jpegSize(bytes) : null;
    if (!size)
      return graphError(36_001, 'The image format is not supported.', { subcode: 2207005 });
    const ratio = size.width / size.height;
    // A pixel is lost here and there when pictures are made smaller.
    if (ratio < RATIO.least - 0.01 || ratio > RATIO.most + 0.01)
      return graphError(36_003, 'The aspect ratio is not supported.', { subcode: 2207009 });
    return { sha256: media.keep(bytes) };
  }

  /** A video is fetched while it is worked on: what is wrong with it shows in its state. */
  async function video(url: string | null): Promise<Pick<Container, 'sha256' | 'error'>> {
    const fetched = await fetchMedia(url, VIDEO_BYTES);
    if ('failed' in fetched)
      return { sha256: null, error: fetched.failed === 'timeout' ? 2207003 : 2207052 };
    return typeOf(fetched.bytes) === 'video/mp4'
      ? { sha256: media.keep(fetched.bytes), error: null }
      : { sha256: null, error: 2207026 };
  }

  function childrenIn(params: Params, person: Person): string[] | Answer {
    const given = params.json('children');
    const text = params.text('children') ?? '';
    const ids = Array.isArray(given) ? given.map(String) : text.split(',').filter(Boolean);
    if (ids.length < 2 || ids.length > 10)
      return invalid('A carousel has 2 to 10 children', { subcode: 2207028 });
    for (const id of ids) {
      const child = state.container(id);
      if (!child?.isItem || child.personId !== person.id)
        return invalid(`There is no carousel item ${id}`, { subcode: 2207006 });
      if (nodes.standOf(child) !== 'FINISHED')
        return graphError(9007, 'A carousel item is not ready', { subcode: 2207027 });
    }
    return ids;
  }

  const postedToday = (person: Person) =>
    state.mediaOf(person.id).filter(({ publishedAt }) => publishedAt > now() - DAY).length;

  return {
    async container(call: Call, params: Params, person: Person): Promise<Answer> {
      const given = params.text('media_type') ?? 'IMAGE';
      const isItem = params.flag('is_carousel_item') ?? false;
      const caption = isItem ? '' : (params.text('caption') ?? '');
      if (given !== 'IMAGE' && given !== 'REELS' && given !== 'CAROUSEL')
        return graphError(100, '(#100) Unknown media type', { subcode: 2207023 });
      const problem = captionProblem(caption);
      if (problem) return problem;
      const children = given === 'CAROUSEL' ? childrenIn(params, person) : [];
      if (!Array.isArray(children)) return children;
      let content: Pick<Container, 'sha256' | 'error'> = { sha256: null, error: null };
      if (given === 'IMAGE') {
        const fetched = await image(params.text('image_url'));
        if ('body' in fetched) return fetched;
        content = { ...fetched, error: null };
      } else if (given === 'REELS') content = await video(params.text('video_url'));
      const takes = call.processing ?? PROCESSING[given];
      const container: Container = {
        id: newId(),
        personId: person.id,
        type: given,
        caption,
        altText: params.text('alt_text'),
        isItem,
        children,
        createdAt: now(),
        readyAt: Number.isFinite(takes) ? now() + takes : null,
        ...content,
      };
      record.state({ kind: 'container', ...container });
      return { status: 200, body: { id: container.id } };
    },

    publish(params: Params, person: Person): Answer {
      const id = params.text('creation_id') ?? '';
      const container = state.container(id);
      if (!container || container.personId !== person.id || container.isItem)
        return graphError(24, 'The media could not be found', { subcode: 2207006 });
      const stand = nodes.standOf(container);
      if (stand === 'PUBLISHED' || stand === 'ERROR')
        return graphError(24, 'The media could not be found', { subcode: 2207006 });
      if (stand === 'EXPIRED') return graphError(-2, 'The media has expired', { subcode: 2207020 });
      if (stand === 'IN_PROGRESS')
        return graphError(9007, 'Media ID is not available', {
          subcode: 2207027,
          user: 'The media is not ready for publishing, please wait for a moment',
        });
      if (limited && postedToday(person) >= DAILY)
        return graphError(9, 'Application request limit reached', { subcode: 2207042 });
      const mediaId = newId();
      const shown = container.type === 'CAROUSEL' ? container.children : [id];
      record.post({
        at: now(),
        receivedAt: now(),
        account: person.username,
        accountId: person.id,
        remoteId: mediaId,
        text: container.caption,
        media: shown.flatMap((each) => state.container(each)?.sha256 ?? []),
        key: null,
        origin: 'created',
        detail: { containerId: id } satisfies MediaDetail,
      });
      return { status: 200, body: { id: mediaId } };
    },

    quota: (person: Person): Answer => {
      const used = postedToday(person);
      return {
        status: 200,
        body: {
          data: [
            {
              // Without limits a long test must not be told that nothing remains.
              quota_usage: limited ? used : Math.min(used, 1),
              config: { quota_total: DAILY, quota_duration: DAY / 1000 },
            },
          ],
        },
      };
    },
  };
}

function fetchProblem({ failed }: Extract<Fetched, { failed: string }>): Answer {
  if (failed === 'too_large')
    return graphError(36_000, 'The image size is too large.', { subcode: 2207004 });
  if (failed === 'timeout')
    return graphError(-2, 'It takes too long to download the media.', { subcode: 2207003 });
  return graphError(9004, 'Only photo or video can be accepted as media type.', {
    subcode: 2207052,
    user: 'The media could not be fetched from this URI.',
  });
}
