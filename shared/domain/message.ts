import type { Mention } from './mention.ts';
import type { NetworkCapabilities } from './network.ts';
import { splitThread } from './text/thread.ts';
import type { Threading } from './threading.ts';
import { wordsFor } from './wording.ts';

/** What the person wrote for an account, before it is known what its network can do with it. */
export interface Written {
  text: string;
  threading: Threading;
  /** Empty for none. */
  firstComment: string;
  /** Whom the texts mention by a name of the library; absent where nobody is. */
  mentions?: readonly Mention[] | undefined;
}

/** What of it goes to the network. */
export interface Message {
  text: string;
  /** The parts after the first; empty where it is one post. */
  thread: readonly string[];
  firstComment: string | null;
}

/** Whether a text that is too long may go on in replies to itself on this network. */
export const takesThreads = ({ thread }: Pick<NetworkCapabilities, 'thread'>): boolean =>
  thread !== undefined && thread.most !== 1;

/**
 * What was written, in the words of the network. A thread only where the network has them and the text needs it; a first
 * comment only where it has that.
 */
export function messageFor(
  capabilities: Pick<NetworkCapabilities, 'id' | 'text' | 'thread' | 'firstComment'>,
  { threading, mentions, ...written }: Written,
): Message {
  const text = wordsFor(written.text, capabilities.id, mentions);
  const firstComment = wordsFor(written.firstComment, capabilities.id, mentions);
  const [first = text, ...thread] =
    threading === 'off' || !takesThreads(capabilities)
      ? [text]
      : splitThread(text, capabilities.text, threading);
  const comment = capabilities.firstComment && firstComment.trim() !== '' ? firstComment : null;
  return { text: first, thread, firstComment: comment };
}
