import {
  contentOf,
  type OutgoingPost,
  type PlatformContext,
  type SentPost,
} from '../../electron/platforms/platform.ts';

/** What a call's context has besides the account, where nothing of it is asked for. Sessions are renewed without a lock. */
export const BARE_CONTEXT: Pick<
  PlatformContext,
  'saveSession' | 'renewSession' | 'application' | 'relay'
> = {
  saveSession: async () => {},
  renewSession: async (known, renew) => renew(known),
  application: async () => null,
  relay: null,
};

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
