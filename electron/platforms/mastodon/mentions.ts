import { z } from 'zod';
import { CallFailed, callFailedIn, failure } from '../call-failed.ts';
import type { MentionPage, RemoteMention } from '../platform.ts';
import { type MastodonApi, STATUSES } from './api.ts';
import { commentIn, type Speaker, spoken } from './comments.ts';
import { isNotFound } from './failure.ts';

/** Notifications in one answer. Source: docs.joinmastodon.org/methods/notifications/#get. */
const PAGE = 40;

/** Entity `Notification`. One that is about no status, or of a kind that was not asked for, tells nothing here. */
const notification = z.object({
  id: z.string().min(1),
  type: z.string(),
  created_at: z.iso.datetime({ offset: true }).transform((date) => Date.parse(date)),
  status: spoken.nullish().catch(null),
});

/**
 * Who names the account, quotes it or answers it: the newest first, since the notification that `since` names. Direct
 * ones are letters, which are nobody else's business.
 */
export async function readMentions(
  api: MastodonApi,
  speaker: Speaker,
  since: string | null,
  from: string | null,
): Promise<MentionPage> {
  const query = new URLSearchParams({
    limit: String(PAGE),
    ...(since === null ? {} : { since_id: since }),
    ...(from === null ? {} : { max_id: from }),
  });
  for (const type of ['mention', 'quote']) query.append('types[]', type);
  const path = `/api/v1/notifications?${query}`;
  const { value } = await api.get(path, z.array(notification)).catch(rethrowAsScope(MAY_NOT_READ));
  const mentions = value.flatMap(({ type, created_at, status }): RemoteMention[] => {
    if (!status || !['mention', 'quote'].includes(type) || status.visibility === 'direct')
      return [];
    const comment = commentIn(status, speaker);
    if (comment.ours) return [];
    // A server elsewhere may have a clock that is ahead.
    return [{ ...comment, createdAt: Math.min(comment.createdAt, created_at), rootId: null }];
  });
  return {
    mentions,
    next: value.length < PAGE ? null : (value.at(-1)?.id ?? null),
    newest: value[0]?.id ?? null,
  };
}

const liked = z.object({ favourited: z.boolean() });

/** The same again changes nothing. Source: docs.joinmastodon.org/methods/statuses/#favourite. */
export const like = (api: MastodonApi, id: string, isLiked: boolean): Promise<'done' | 'gone'> =>
  api
    .post(
      `${STATUSES}/${encodeURIComponent(id)}/${isLiked ? 'favourite' : 'unfavourite'}`,
      liked,
      null,
    )
    .then(() => 'done' as const)
    .catch((error: unknown) => {
      if (isNotFound(error)) return 'gone' as const;
      throw error;
    })
    .catch(rethrowAsScope(MAY_NOT_LIKE));

/** A sign-in of before may not do this and all the rest: it is not over. */
function rethrowAsScope(message: string) {
  return (error: unknown): never => {
    const call = callFailedIn(error);
    if (call?.failure.httpStatus !== 403) throw error;
    throw new CallFailed(failure('refused', message, 403), call.errorName, call);
  };
}

const MAY_NOT_READ =
  'This sign-in may not read who mentions you. Connect the account again to allow it; everything else goes on.';
const MAY_NOT_LIKE =
  'This sign-in may not like anything. Connect the account again to allow it; everything else goes on.';
