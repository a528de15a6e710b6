import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SandboxEvent } from '../../electron/sandbox/events.ts';
import type { PostEntry } from '../../electron/sandbox/post-list.ts';
import type { World } from './world.ts';

/** What a network has of ours: a post, a part of a thread, or a comment. */
export type Received = Pick<PostEntry, 'network' | 'account' | 'remoteId' | 'text' | 'media'> & {
  /** By this alone TikTok tells of a post that is not public. */
  publishId: string | null;
};

/** A comment as the networks keep it: by a name on Meta's, by the urn of its author on LinkedIn. */
interface Comment {
  kind?: string;
  id?: string;
  text?: string;
  author?: { id: string };
  actor?: string;
}

/** Everything of ours that the networks have. Comments and publish ids are only in the journal. */
export function receivedBy({ sandbox, folder }: Pick<World, 'sandbox' | 'folder'>): Received[] {
  const posts = sandbox.posts();
  const handles = new Map(posts.map((post) => [`${post.network} ${post.accountId}`, post.account]));
  const publishIds = new Map<string, string>();
  const comments: Received[] = [];
  for (const line of readFileSync(join(folder, 'sandbox/journal.jsonl'), 'utf8').split('\n')) {
    if (!line.includes('"kind":"comment"') && !line.includes('"publishId"')) continue;
    const event = JSON.parse(line) as SandboxEvent;
    if (event.type === 'post') {
      const { publishId } = event.detail as { publishId?: string };
      if (publishId !== undefined) publishIds.set(event.remoteId, publishId);
    }
    if (event.type !== 'state') continue;
    const { kind, id = '', text = '', author, actor } = event.change as Comment;
    const account = handles.get(`${event.network} ${author?.id ?? actor}`);
    if (kind === 'comment' && account !== undefined)
      comments.push({
        ...{ network: event.network, account, remoteId: id, text, media: [], publishId: null },
      });
  }
  return [
    ...posts.map((post) => ({ ...post, publishId: publishIds.get(post.remoteId) ?? null })),
    ...comments,
  ];
}
