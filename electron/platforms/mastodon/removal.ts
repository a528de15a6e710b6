import { CallFailed, failure } from '../call-failed.ts';
import { removeParts } from '../removal.ts';
import { type MastodonApi, STATUSES } from './api.ts';
import { answersBelow, type Spoken, spokenAt } from './comments.ts';
import { isNotFound } from './failure.ts';

/** Ms after what it goes on from in which a part of a thread follows. */
const SAME_THREAD = 60 * 60_000;

/**
 * Removes a post, with the parts and the first comment that were published with it: those that are known, and
 * answers of the account to itself, from the same application, at nearly the same time.
 */
export async function removePost(
  api: MastodonApi,
  accountId: string,
  remoteId: string,
  known: readonly string[] = [],
): Promise<'removed' | 'gone'> {
  const remove = (id: string) =>
    api
      .delete(`${STATUSES}/${encodeURIComponent(id)}`)
      .then(() => 'removed' as const)
      .catch((error: unknown) => {
        if (!isNotFound(error)) throw error;
        return 'gone' as const;
      });
  const post = await spokenAt(api, remoteId);
  if (!post) return removeParts(known, remove);
  if (post.account.id !== accountId)
    throw new CallFailed(failure('refused', 'This post is not of this account.'));
  const found = partsOf(post, (await answersBelow(api, remoteId)) ?? []).map(({ id }) => id);
  return removeParts([...new Set([...known, ...found])], remove);
}

/** The post and what goes on from it; a server lists answers after what they answer. */
function partsOf(post: Spoken, answers: readonly Spoken[]): Spoken[] {
  const parts = new Map([[post.id, post]]);
  for (const answer of answers) {
    const before = parts.get(answer.in_reply_to_id ?? '');
    const isPart =
      before !== undefined &&
      answer.account.id === post.account.id &&
      answer.application?.name !== undefined &&
      answer.application.name === post.application?.name &&
      answer.created_at - before.created_at < SAME_THREAD;
    if (isPart) parts.set(answer.id, answer);
  }
  return [...parts.values()];
}
