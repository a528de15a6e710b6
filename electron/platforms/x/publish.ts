import { z } from 'zod';
import { CallFailed, callFailedIn, failure, rethrowAsNotSent } from '../call-failed.ts';
import {
  contentOf,
  type OutgoingPost,
  type PlatformContext,
  type PublishProgress,
  type RemotePost,
  type SentPost,
} from '../platform.ts';
import type { Search } from '../search.ts';
import type { XApi } from './api.ts';
import { isInDoubt, isNamed } from './failure.ts';
import { findPiece } from './find-posts.ts';
import { postUrl } from './hosts.ts';
import { type Patience, uploadAll } from './media.ts';
import { type Keeper, keeperOf, piecesOf, readProgress, type SavedProgress } from './progress.ts';

export interface Publishing {
  api: XApi;
  context: PlatformContext;
  /** X's clock, UTC epoch ms. */
  now(): number;
  patience: Patience;
  /** Ms that X may take to show a post that it has. */
  settles: number;
}

/**
 * Publishes the post, the rest of its thread and its first comment, from where an earlier try stopped. X knows
 * no key of ours, so what may have been sent is looked for before anything is sent again.
 */
export async function publish(
  post: OutgoingPost,
  progress: PublishProgress,
  publishing: Publishing,
): Promise<RemotePost> {
  const { context } = publishing;
  const keeper = keeperOf(progress);
  const { saved } = keeper;
  const pieces = piecesOf(post);
  if (saved.sending !== null) {
    const sent = { ...post, content: contentOf(post), saved: progress.saved };
    const search = await lookFor(sent, saved, publishing).catch(rethrowAsNotSent);
    // Asked already, the person has said that it is not there.
    const isDecided = saved.sending.prepared !== post.createdAt;
    if (search === 'unknown' && !isDecided) throw new CallFailed(failure('interrupted', CANT_TELL));
    if (typeof search === 'object') {
      saved.sent[saved.sending.piece] = search.found;
      saved.sending = null;
      await keeper.save();
    }
  }
  for (let at = saved.sent.length; at < pieces.length; at++) {
    const isLast = at === pieces.length - 1;
    saved.sent[at] = await sendPiece(at, post, keeper, publishing).catch(async (error: unknown) => {
      const failed = afterSome(error, at, post, saved);
      if (!isInDoubt(failed) && saved.sending !== null) {
        saved.sending = null;
        await keeper.save();
      }
      throw failed;
    });
    saved.sending = null;
    // After the last one the ledger itself writes down what came of it.
    if (!isLast) await keeper.save();
  }
  return remotePost(saved.sent, context);
}

/** What became of a post whose answer was lost: null where publishing it once more makes no second one. */
export async function reconcile(
  post: SentPost,
  publishing: Publishing,
): Promise<RemotePost | null> {
  const saved = readProgress(post.saved);
  const count = post.content === null ? null : piecesOf(post.content).length;
  const [first] = saved.sent;
  if (first !== undefined && saved.sent.length === count)
    return remotePost(saved.sent, publishing.context);
  // It is kept before a piece is sent: where nothing is being sent, nothing is in doubt.
  if (saved.sending === null) {
    if (first !== undefined && count === null)
      throw new CallFailed(failure('refused', PARTS_THERE));
    return null;
  }
  const search = await lookFor(post, saved, publishing);
  if (search === 'unknown') throw new CallFailed(failure('refused', CANT_TELL));
  if (search === 'absent') return null;
  // The rest of a thread is still to be sent, from there on.
  return count === null || saved.sending.piece + 1 === count
    ? remotePost([...saved.sent, search.found], publishing.context)
    : null;
}

async function lookFor(
  post: SentPost,
  saved: SavedProgress,
  { api, context, now, settles }: Publishing,
): Promise<Search> {
  const { sending } = saved;
  if (sending === null) return 'absent';
  const { piece, answers, first, last } = sending;
  const content = post.content && piecesOf(post.content)[piece];
  const search = await findPiece(api, context.remoteId, {
    text: content?.text ?? null,
    uploaded: piece === 0 ? saved.uploaded : [],
    mediaCount: piece > 0 ? 0 : post.content?.hasVideo ? 1 : (post.content?.imageCount ?? 0),
    answers,
    since: first,
    isOthers: (id) => saved.sent.includes(id) || post.isTaken(id),
  });
  const since = now() - last;
  // A little below 0 too: X tells its time in whole seconds.
  if (search === 'absent' && Math.abs(since) < settles)
    throw new CallFailed(
      failure('unreachable', AT_WORK, null, Math.ceil(settles - Math.max(since, 0))),
    );
  return search;
}

async function sendPiece(
  at: number,
  post: OutgoingPost,
  keeper: Keeper,
  publishing: Publishing,
): Promise<string> {
  const { api, now, patience } = publishing;
  const { signal } = publishing.context;
  const piece = piecesOf(post)[at];
  if (!piece) throw new Error(`There is no piece ${at} of this post`);
  const { text, answers } = piece;
  const { saved } = keeper;
  const upload = () =>
    at > 0
      ? Promise.resolve([])
      : uploadAll(post, { api, keeper, now, patience, signal }).catch(rethrowAsNotSent);
  const answered = answers === null ? null : (saved.sent[answers] ?? null);
  const send = async (mediaIds: readonly string[]) => {
    const [last, first = last] = [now(), saved.sending?.first];
    saved.sending = { piece: at, answers: answered, first, last, prepared: post.createdAt };
    await keeper.save();
    const { data } = await api.post('/2/tweets', created, {
      ...(text === '' ? {} : { text }),
      ...(mediaIds.length > 0 ? { media: { media_ids: mediaIds } } : {}),
      ...(answered === null ? {} : { reply: { in_reply_to_tweet_id: answered } }),
    });
    return data.id;
  };
  const mediaIds = await upload();
  return send(mediaIds).catch(async (error: unknown) => {
    // X forgets an upload that no post uses after a day.
    if (mediaIds.length === 0 || !isNamed(error, 'media_gone')) throw error;
    saved.media = {};
    return send(await upload());
  });
}

export const created = z.object({ id: z.string().min(1) });

/** Says what is public already, where something is: the rest of a thread has no ledger entry of its own. */
function afterSome(
  error: unknown,
  at: number,
  { thread }: OutgoingPost,
  { sending }: SavedProgress,
): unknown {
  const known = callFailedIn(error);
  if (!known || at === 0) return error;
  // An answer to a post of this minute was never sent before: what X has is another post with the same words.
  const isAnothers = known.failure.class === 'duplicate' && sending?.first === sending?.last;
  const cause = isAnothers
    ? { ...known.failure, class: 'refused' as const, message: SAME_WORDS }
    : known.failure;
  const isComment = at > thread.length;
  const before = isComment
    ? 'The post is published, its first comment is not.'
    : `${at} of the ${thread.length + 1} parts of the thread are published, the next one is not.`;
  if (cause.class === 'refused')
    return new CallFailed({ ...cause, message: `${before} ${cause.message}` }, null, known);
  return known;
}

/** @param parts at least one */
const remotePost = (
  parts: readonly string[],
  { serviceUrl, handle }: PlatformContext,
): RemotePost => {
  const [remoteId = ''] = parts;
  const remoteUrl = postUrl(serviceUrl, handle, remoteId);
  return { remoteId, remoteUrl, ...(parts.length > 1 && { parts: [...parts] }) };
};

const SAME_WORDS =
  'X has a post with the same words already. Write what is missing on x.com, in other words.';
const CANT_TELL =
  'ClientNest can’t tell whether the post is there. Look at the account on x.com and decide.';
const PARTS_THERE =
  'Some parts of this post were published before it was changed. Look at the account on x.com and decide.';
const AT_WORK = 'X may still be at work on the post. ClientNest looks again in a moment.';
