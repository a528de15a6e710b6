import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SandboxEvent } from '../../electron/sandbox/events.ts';
import type { PostEntry } from '../../electron/sandbox/post-list.ts';
import type { World } from './world.ts';

/** What a network has of ours: a post, a part of a thread, or a comment. */
export type Received = Pick<PostEntry, 'network' | 'account' | 'remoteId' | 'text' | 'media'>;

/** A comment as the networks keep it: by a name on Meta's, by the urn of its author on LinkedIn. */
interface Comment {
  kind?: string;
  id?: string;
  text?: string;
  author?: { id: string };
  actor?: string;
}

/** Everything of ours that the networks have. Comments that are no posts are only in the journal. */
export function receivedBy({ sandbox, folder }: Pick<World, 'sandbox' | 'folder'>): Received[] {
  const posts = sandbox.posts();
  const handles = new Map(posts.map((post) => [`${post.network} ${post.accountId}`, post.account]));
  const lines = readFileSync(join(folder, 'sandbox/journal.jsonl'), 'utf8').split('\n');
  const comments = lines.flatMap((line): Received[] => {
    if (!line.includes('"kind":"comment"')) return [];
    const event = JSON.parse(line) as SandboxEvent;
    if (event.type !== 'state') return [];
    const { kind, id = '', text = '', author, actor } = event.change as Comment;
    const account = handles.get(`${event.network} ${author?.id ?? actor}`);
    if (kind !== 'comment' || account === undefined) return [];
    return [{ network: event.network, account, remoteId: id, text, media: [] }];
  });
  return [...posts, ...comments];
}
