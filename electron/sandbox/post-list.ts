import type { FaultPlayed, PostReceived, SandboxEvent } from './events.ts';

/** One call that stood for a post, in the order of arrival. */
export interface PostEntry extends Omit<PostReceived, 'type' | 'at' | 'detail'> {
  /** UTC epoch ms at which it became visible. */
  publishedAt: number;
  removedAt: number | null;
}

export type PlayedFault = Omit<FaultPlayed, 'type'>;

/** What the sandbox can tell of itself: the posts it received and the faults it played. */
export function createPostList() {
  const posts: PostEntry[] = [];
  const faults: PlayedFault[] = [];
  const byRemoteId = new Map<string, PostEntry[]>();

  return {
    apply(event: SandboxEvent) {
      if (event.type === 'post') {
        const { type, at, detail, ...entry } = event;
        const kept = { ...entry, publishedAt: at, removedAt: null };
        posts.push(kept);
        const same = byRemoteId.get(event.remoteId);
        if (same) same.push(kept);
        else byRemoteId.set(event.remoteId, [kept]);
      }
      if (event.type === 'removed')
        for (const entry of byRemoteId.get(event.remoteId) ?? []) entry.removedAt ??= event.at;
      if (event.type === 'fault') {
        const { type, ...fault } = event;
        faults.push(fault);
      }
    },
    posts: (): readonly PostEntry[] => posts,
    faults: (): readonly PlayedFault[] => faults,
  };
}
