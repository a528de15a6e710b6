import type { Platform } from '../platforms/platform.ts';
import type { Posts } from '../posts/posts.ts';
import type { DeliveryRow } from './ledger.ts';
import { hasSeveralParts, payloadOf } from './payload.ts';
import type { DeliveryProgress } from './progress.ts';

/** Whether a post of several parts is out with the first of them, so that it can only go on from there. */
export function isPartlyOut(
  posts: Pick<Posts, 'get'>,
  row: DeliveryRow,
  saved: DeliveryProgress['network'],
  platform: Platform,
): boolean {
  const post = saved && posts.get(row.postId);
  const payload = post?.ok ? payloadOf(post.value, row.accountId, row) : null;
  if (!saved || !payload || !hasSeveralParts(payload)) return false;
  return platform.isPartlyOut?.(saved) ?? true;
}
