import { createHash } from 'node:crypto';
import { messageFor } from '../../shared/domain/message.ts';
import type { NetworkId } from '../../shared/domain/network.ts';
import { NETWORKS } from '../../shared/domain/networks/index.ts';
import { withServerLimits } from '../../shared/domain/server-limits.ts';
import type { Post } from '../../shared/ipc/views.ts';

/** A post as one or several of its accounts will show it. */
export interface ShownVersion {
  accounts: readonly { id: string; network: NetworkId; handle: string; practice: boolean }[];
  /** One text, or the parts of a thread. */
  parts: readonly string[];
  firstComment: string | null;
}

/** What a client is shown of a post; accounts that show the same stand together. */
export function shownOf(post: Post): ShownVersion[] {
  if (post.targets.length === 0)
    return [{ accounts: [], parts: [post.text], firstComment: post.firstComment.trim() || null }];
  const versions = new Map<string, { version: ShownVersion; accounts: ShownVersion['accounts'] }>();
  for (const target of post.targets) {
    const { accountId, network, handle, practice, text, serverLimits } = target;
    const capabilities = withServerLimits(NETWORKS[network], serverLimits);
    const message = messageFor(capabilities, { ...post, text: text ?? post.text });
    const parts = [message.text, ...message.thread];
    const { firstComment } = message;
    const key = JSON.stringify([parts, firstComment]);
    const account = { id: accountId, network, handle, practice };
    const accounts = [...(versions.get(key)?.accounts ?? []), account];
    versions.set(key, { version: { accounts, parts, firstComment }, accounts });
  }
  return [...versions.values()].map(({ version }) => version);
}

/**
 * SHA-256 of what a client is shown: words, pictures and their descriptions, where it goes. Not its planned time:
 * a post that moves by a day is still the post that was approved.
 */
export function shownFingerprint(post: Post): string {
  const versions = shownOf(post).map(({ accounts, parts, firstComment }) => [
    accounts.map(({ id, network }) => [id, network]),
    parts,
    firstComment,
  ]);
  // Whatever else is said of a file here (its description, a crop) is seen, too.
  const media = post.media.map(({ media: { sha256 }, ...said }) => [
    sha256,
    Object.entries(said).sort(([one], [other]) => (one < other ? -1 : 1)),
  ]);
  return createHash('sha256')
    .update(JSON.stringify([versions, media]))
    .digest('hex');
}
