import { createHash } from 'node:crypto';
import type { Agent } from '@atproto/api';
import { callFailedIn } from '../call-failed.ts';
import { ownRecord, placeOf, recordAt } from './repository.ts';
import { keyOf } from './tid.ts';

const LIKES = 'app.bsky.feed.like';

/**
 * Likes a post under a key that is made of its address, so that the same again is the same record. One that was made
 * elsewhere is found by the network's own word and counts.
 */
export async function like(
  agent: Agent,
  did: string,
  subject: string,
  isLiked: boolean,
  now: number,
): Promise<'done' | 'gone'> {
  const rkey = keyOf(createHash('sha256').update(subject).digest());
  const elsewhere = await knownLike(agent, subject, did);
  if (!isLiked) {
    const keys = new Set([rkey, ...(elsewhere === null ? [] : [elsewhere])]);
    // To remove what is not there is no error.
    for (const key of keys)
      await agent.com.atproto.repo.deleteRecord({ repo: did, collection: LIKES, rkey: key });
    return 'done';
  }
  if (elsewhere !== null) return 'done';
  if (await ownRecord(agent, `at://${did}/${LIKES}/${rkey}`)) return 'done';
  const post = await recordAt(agent, subject);
  if (!post) return 'gone';
  await agent.com.atproto.repo.putRecord({
    ...{ repo: did, collection: LIKES, rkey },
    record: { $type: LIKES, subject: post.ref, createdAt: new Date(now).toISOString() },
  });
  return 'done';
}

/** The key of our like as the network tells it; null where there is none, or nobody to ask. */
async function knownLike(agent: Agent, subject: string, did: string): Promise<string | null> {
  try {
    const { data } = await agent.app.bsky.feed.getPosts({ uris: [subject] });
    const place = placeOf(data.posts[0]?.viewer?.like ?? '');
    return place?.repo === did ? place.rkey : null;
  } catch (error) {
    // The record itself says enough; that the session is over does not.
    if (callFailedIn(error)?.failure.class === 'auth') throw error;
    return null;
  }
}
