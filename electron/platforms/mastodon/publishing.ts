import { z } from 'zod';
import { CallFailed, callFailedIn, failure, rethrowAsNotSent } from '../call-failed.ts';
import {
  contentOf,
  type OutgoingPost,
  type PlatformContext,
  type PlatformFailureClass,
  type PublishProgress,
  type RemotePost,
  type SentPost,
} from '../platform.ts';
import type { createServerClock } from '../server-clock.ts';
import { type MastodonApi, STATUSES } from './api.ts';
import { CANT_TELL, findStatus, remotePost, statusShape } from './find-status.ts';
import { uploadAll } from './media.ts';
import { keyHolds, readProgress, type SavedProgress } from './progress.ts';
import { type Step, stepsOf } from './steps.ts';

export interface PublishingParts {
  now(): number;
  servers: ReturnType<typeof createServerClock>;
  /** Ms between two looks at an upload that the server is at work on. */
  waits: readonly number[];
}

/** What a status says. */
export const statusOf = (text: string, mediaIds: readonly string[]) => ({
  ...(text === '' ? {} : { status: text }),
  ...(mediaIds.length > 0 ? { media_ids: mediaIds } : {}),
});

/** Sends a post, part after part, and looks for what was perhaps sent before. */
export function createPublishing({ now, servers, waits }: PublishingParts) {
  const timeAt = ({ serviceUrl }: PlatformContext) => servers.now(serviceUrl) ?? now();

  async function publish(
    api: MastodonApi,
    context: PlatformContext,
    post: OutgoingPost,
    progress: PublishProgress,
  ): Promise<RemotePost> {
    const saved = readProgress(progress.saved);
    const save = () => progress.save({ ...saved });
    const steps = stepsOf(post, post.recordKey);
    const begunAt = () => (progress.begun ? readProgress(progress.begun).sentAt : null);

    /** What an earlier try may have sent is asked first: the server may have forgotten our key since. */
    async function sentBefore(): Promise<RemotePost | null> {
      if (saved.sentAt === null) return null;
      const sent = { ...post, content: contentOf(post), saved: { ...saved } };
      // That it can't be asked is no doubt: nothing is sent before.
      const search = await findStatus(api, context.remoteId, sent, now).catch(rethrowAsNotSent);
      if (typeof search === 'object') return search.found;
      if (search === 'unknown' && !keyHolds(saved, timeAt(context)))
        throw new CallFailed(failure('interrupted', CANT_TELL));
      return null;
    }

    async function send({ text, answers, key }: Step): Promise<RemotePost> {
      const uploading = { api, saved, save, waits, now, signal: context.signal };
      const mediaIds =
        answers === null ? await uploadAll(post, uploading).catch(rethrowAsNotSent) : [];
      await hearServer(api, context);
      const before = saved.sentAt;
      // Of a first try that may be on the disk already.
      saved.sentAt ??= begunAt();
      if (!keyHolds(saved, timeAt(context))) {
        saved.sentAt = timeAt(context);
        await save();
      }
      const parent = answers === null ? undefined : saved.parts[answers];
      const body = {
        ...statusOf(text, mediaIds),
        ...(parent ? { in_reply_to_id: parent.id } : {}),
      };
      // The same key within an hour is one post: the server answers with the one it has.
      const headers = { 'idempotency-key': key };
      const sent = api.post(STATUSES, statusShape, body, headers).catch(async (error: unknown) => {
        // A plain no: of this call nothing is in doubt.
        if (before === null && SURELY_NOT.has(callFailedIn(error)?.failure.class)) {
          saved.sentAt = null;
          await save();
        }
        throw error;
      });
      return remotePost((await sent).value);
    }

    let last: RemotePost | null = null;
    for (const step of steps.slice(saved.parts.length)) {
      last = (await sentBefore()) ?? (await send(step));
      // Of the last one the ledger hears at once.
      if (saved.parts.length === steps.length - 1) break;
      saved.parts.push({ id: last.remoteId, url: last.remoteUrl });
      saved.sentAt = null;
      await save();
    }
    return whole(saved.parts, last) ?? unsent();
  }

  /** The time at which a single text is sent. @see Platform.beginning */
  function beginning(
    { serviceUrl }: PlatformContext,
    post: OutgoingPost,
    before: PublishProgress['saved'],
  ): SavedProgress | null {
    const saved = readProgress(before);
    const sentAt = servers.now(serviceUrl);
    const isSingle = stepsOf(post, post.recordKey).length === 1;
    const isText = post.images.length === 0 && post.video === null;
    return isSingle && isText && saved.sentAt === null && sentAt !== null
      ? { ...saved, sentAt }
      : null;
  }

  /** @see Platform.reconcile */
  async function reconcile(
    api: MastodonApi,
    context: PlatformContext,
    post: SentPost,
  ): Promise<RemotePost | null> {
    const saved = readProgress(post.saved);
    const first = firstOf(saved.parts);
    if (first && post.content === null) return first;
    const left =
      post.content === null ? 1 : stepsOf(post.content, post.recordKey).length - saved.parts.length;
    if (first && left <= 0) return whole(saved.parts, null);
    // Between two parts nothing is under way.
    if (first && saved.sentAt === null) return null;
    const search = await findStatus(api, context.remoteId, post, now);
    // Where more is to follow, sending goes on: it finds this part again.
    if (typeof search === 'object') return left > 1 ? null : whole(saved.parts, search.found);
    const safeToSend = post.content !== null && keyHolds(saved, timeAt(context));
    if (search === 'absent' || safeToSend) return null;
    throw new CallFailed(failure('refused', CANT_TELL));
  }

  /** Learns the server's time, once in a life of this process and server. */
  async function hearServer(api: MastodonApi, { serviceUrl }: PlatformContext): Promise<void> {
    if (servers.now(serviceUrl) !== null) return;
    await api.get('/api/v2/instance', z.unknown()).catch((error: unknown) => {
      // An answer of any kind is no reason not to send; a server that can't be reached is.
      const failed = callFailedIn(error);
      if (failed?.failure.httpStatus === null) rethrowAsNotSent(error);
    });
  }

  return { publish, beginning, reconcile };
}

const SURELY_NOT = new Set<PlatformFailureClass | undefined>([
  'unreachable',
  'rate_limited',
  'auth',
  'refused',
]);

const firstOf = ([first]: readonly { id: string; url: string | null }[]): RemotePost | null =>
  first ? { remoteId: first.id, remoteUrl: first.url } : null;

/** The post as the ledger has it: its first part, and the ids of all of them where there are more. */
function whole(parts: SavedProgress['parts'], last: RemotePost | null): RemotePost | null {
  const ids = [...parts.map(({ id }) => id), ...(last ? [last.remoteId] : [])];
  const first = firstOf(parts) ?? last;
  return first && ids.length > 1 ? { ...first, parts: ids } : first;
}

function unsent(): never {
  throw new Error('A post has one part at least');
}
