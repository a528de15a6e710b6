import type { Agent } from '@atproto/api';
import { CallFailed, failure } from '../call-failed.ts';
import { removeParts } from '../removal.ts';
import { firstCommentKeyOf, threadKeysOf } from './publishing.ts';
import { COLLECTION } from './record.ts';
import { ownRecord, placeOf } from './repository.ts';

/** Removes a post with the parts and the first comment that were published with it. */
export async function removePost(
  agent: Agent,
  repo: string,
  remoteId: string,
): Promise<'removed' | 'gone'> {
  const place = placeOf(remoteId);
  if (place?.repo !== repo || place.collection !== COLLECTION)
    throw new CallFailed(failure('refused', 'This post is not of this account.'));
  const exists = async (rkey: string) =>
    (await ownRecord(agent, `at://${repo}/${COLLECTION}/${rkey}`)) !== null;
  const { rkey } = place;
  const wasThere = await exists(rkey);
  const others: string[] = [];
  // Only keys that are made as ours are have others beside them.
  if (TID.test(rkey)) {
    for (const key of threadKeysOf(rkey)) {
      if (!(await exists(key))) break;
      others.push(key);
    }
    const firstComment = firstCommentKeyOf(rkey);
    if (await exists(firstComment)) others.push(firstComment);
  }
  return removeParts([...(wasThere ? [rkey] : []), ...others], async (key) => {
    await agent.com.atproto.repo.deleteRecord({ repo, collection: COLLECTION, rkey: key });
    return 'removed';
  });
}

const TID = /^[2-7a-z]{13}$/;
