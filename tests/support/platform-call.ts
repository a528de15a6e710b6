import {
  contentOf,
  type OutgoingPost,
  type PlatformContext,
  type PublishProgress,
  type SentPost,
  type Session,
} from '../../electron/platforms/platform.ts';

/** What a call's context has besides the account, where nothing of it is asked for. Sessions are renewed without a lock. */
export const BARE_CONTEXT: Pick<PlatformContext, 'renewSession' | 'application' | 'relay'> = {
  renewSession: async (known, renew) => renew(known),
  application: async () => null,
  relay: null,
};

/**
 * Renews as the accounts do: one after the other, and whoever comes with a session that was renewed meanwhile gets
 * the new one.
 * @param keep is told of every new session before it is handed out
 */
export function renewals(keep: (session: Session) => Promise<void> | void) {
  const renewed = new Map<string, Session>();
  let turn: Promise<unknown> = Promise.resolve();
  const renewSession: PlatformContext['renewSession'] = (known, renew) => {
    const next = turn.then(async () => {
      const kept = renewed.get(JSON.stringify(known));
      if (kept) return { ok: true as const, value: kept };
      const result = await renew(known);
      if (result.ok) {
        await keep(result.value);
        renewed.set(JSON.stringify(known), result.value);
      }
      return result;
    });
    turn = next.catch(() => {});
    return next;
  };
  return renewSession;
}

/** A post of nothing but a text, under a key of its own. */
export const outgoingPost = (
  text: string,
  over: Partial<OutgoingPost> & { recordKey: string },
): OutgoingPost => ({
  text,
  images: [],
  video: null,
  thread: [],
  firstComment: null,
  createdAt: Date.UTC(2026, 10, 22, 9, 0),
  isTaken: () => false,
  ...over,
});

/** The same post as one that was perhaps sent. */
export const sentPost = (outgoing: OutgoingPost, saved: SentPost['saved'] = null): SentPost => ({
  ...outgoing,
  content: contentOf(outgoing),
  saved,
});

/** Progress as the ledger keeps it: what is saved is what the next try finds. */
export function memory(saved: PublishProgress['saved'] = null): PublishProgress {
  const progress: PublishProgress = {
    saved,
    save: async (next) => {
      progress.saved = structuredClone(next);
    },
  };
  return progress;
}
