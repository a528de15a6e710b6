import { z } from 'zod';
import { MASTODON } from '../../../shared/domain/networks/mastodon.ts';
import { CallFailed, failure, rethrowAsNotSent } from '../call-failed.ts';
import {
  contentOf,
  type HandedOver,
  type NativeSchedule,
  type Planned,
  type SentPost,
} from '../platform.ts';
import { type Connection, type MastodonApi, STATUSES, withSession } from './api.ts';
import { isNotFound } from './failure.ts';
import { CANT_TELL, clockDifference, findStatus, remotePost, statusShape } from './find-status.ts';
import { uploadAll } from './media.ts';
import { readProgress } from './progress.ts';
import { statusOf } from './publishing.ts';

const PATH = '/api/v1/scheduled_statuses';
const oneOf = (id: string) => `${PATH}/${encodeURIComponent(id)}`;
const PAGE = 40;
/** 400 are more than a server takes. */
const MOST_PAGES = 10;

/** Entity `ScheduledStatus`, as far as it is used. */
const scheduledStatus = z.object({
  id: z.string().min(1),
  scheduled_at: z.iso.datetime({ offset: true }).transform((date) => Date.parse(date)),
  params: z.object({ text: z.string().nullable().catch(null) }),
  media_attachments: z.array(z.object({ id: z.string() })).catch([]),
});
type ScheduledStatus = z.output<typeof scheduledStatus>;

/** Besides what the server asks for: the call itself takes its time. */
const MARGIN = 30_000;
const AHEAD = (MASTODON.nativeSchedule?.ahead ?? 0) + MARGIN;

/** Statuses that the server publishes itself. Source: docs.joinmastodon.org/methods/scheduled_statuses. */
export function createNativeSchedule(
  connection: Connection,
  waits: readonly number[],
): NativeSchedule {
  const { now } = connection;

  /** Looked for among what the account has published; `gone` where it surely is not there. */
  async function published(api: MastodonApi, accountId: string, post: SentPost) {
    const search = await findStatus(api, accountId, post, now);
    if (search === 'unknown') throw new CallFailed(failure('refused', CANT_TELL));
    return search === 'absent' ? GONE : ({ kind: 'published', post: search.found } as const);
  }

  return {
    handOver: (context, post, progress) =>
      withSession(context, connection, async (api) => {
        if (post.thread.length > 0 || post.firstComment !== null)
          throw new CallFailed(failure('refused', ONE_STATUS));
        const saved = readProgress(progress.saved);
        const sent = { ...post, content: contentOf(post), saved: progress.saved };
        const { list, difference } = await listScheduled(api, now).catch(rethrowAsNotSent);
        const earlier = matching(list, sent);
        if (earlier) return plannedAs(earlier);
        // By the server's clock: what is over there would be published at once.
        const isTooSoon = () => post.at - (now() + difference) < AHEAD;
        if (isTooSoon()) return TOO_SOON;
        const save = () => progress.save({ ...saved });
        const { signal } = context;
        const uploading = { api, saved, save, waits, now, signal };
        const mediaIds = await uploadAll(post, uploading).catch(rethrowAsNotSent);
        if (isTooSoon()) return TOO_SOON;
        const body = { ...statusOf(post.text, mediaIds), scheduled_at: isoOf(post.at) };
        const { value } = await api.post(STATUSES, z.union([scheduledStatus, statusShape]), body, {
          'idempotency-key': post.recordKey,
        });
        return 'scheduled_at' in value
          ? plannedAs(value)
          : { kind: 'published', post: remotePost(value) };
      }),

    find: (context, post) =>
      withSession(context, connection, async (api): Promise<HandedOver> => {
        const found = matching((await listScheduled(api, now)).list, post);
        return found ? plannedAs(found) : published(api, context.remoteId, post);
      }),

    look: (context, id, post) =>
      withSession(context, connection, async (api): Promise<HandedOver> => {
        const planned = await api.get(oneOf(id), scheduledStatus).catch(nothingThere);
        return planned ? plannedAs(planned.value) : published(api, context.remoteId, post);
      }),

    move: (context, id, at) =>
      withSession(context, connection, async (api) => {
        const body = { scheduled_at: isoOf(at) };
        return (await api.put(oneOf(id), scheduledStatus, body).catch(nothingThere))
          ? 'moved'
          : 'gone';
      }),

    takeBack: (context, id) =>
      withSession(context, connection, async (api) =>
        (await api.delete(oneOf(id)).catch(nothingThere)) ? 'taken_back' : 'gone',
      ),
  };
}

async function listScheduled(api: MastodonApi, now: () => number) {
  const list: ScheduledStatus[] = [];
  let difference = 0;
  let before = '';
  for (let page = 0; page < MOST_PAGES; page++) {
    const path = `${PATH}?limit=${PAGE}${before}`;
    const { value, headers } = await api.get(path, z.array(scheduledStatus));
    difference = clockDifference(headers, now());
    list.push(...value);
    const last = value.at(-1);
    if (!last || value.length < PAGE) break;
    before = `&max_id=${encodeURIComponent(last.id)}`;
  }
  return { list, difference };
}

/** The one that came of this delivery: it has its images, or its words at its time. */
function matching(
  list: readonly ScheduledStatus[],
  post: SentPost & { at: number },
): ScheduledStatus | undefined {
  const { uploaded } = readProgress(post.saved);
  const free = list.filter(({ id }) => !post.isTaken(id));
  const carriesOurs = free.find(({ media_attachments }) =>
    media_attachments.some(({ id }) => uploaded.includes(id)),
  );
  if (carriesOurs || post.content === null || post.content.text === '') return carriesOurs;
  const { text, imageCount, hasVideo } = post.content;
  return free.find(
    (each) =>
      each.params.text?.trim() === text.trim() &&
      each.media_attachments.length === imageCount + Number(hasVideo) &&
      Math.abs(each.scheduled_at - post.at) < 1000,
  );
}

function nothingThere(error: unknown): null {
  if (isNotFound(error)) return null;
  throw error;
}

const plannedAs = ({ id, scheduled_at }: ScheduledStatus): Planned => ({
  kind: 'planned',
  id,
  at: scheduled_at,
});
const isoOf = (at: number) => new Date(at).toISOString();
const ONE_STATUS =
  'Mastodon plans single posts only, no threads and no first comments. ClientNest publishes this one itself.';
const GONE = { kind: 'gone' } as const;
const TOO_SOON = { kind: 'too_soon' } as const;
