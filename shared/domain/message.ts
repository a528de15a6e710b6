import type { NetworkCapabilities } from './network.ts';
import { splitThread } from './text/thread.ts';
import type { Threading } from './threading.ts';

/** What the person wrote for an account, before it is known what its network can do with it. */
export interface Written {
  text: string;
  threading: Threading;
  /** Empty for none. */
  firstComment: string;
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

/** A thread only where the network has them and the text needs it; a first comment only where it has that. */
export function messageFor(
  capabilities: Pick<NetworkCapabilities, 'text' | 'thread' | 'firstComment'>,
  { text, threading, firstComment }: Written,
): Message {
  const [first = text, ...thread] =
    threading === 'off' || !takesThreads(capabilities)
      ? [text]
      : splitThread(text, capabilities.text, threading);
  const comment = capabilities.firstComment && firstComment.trim() !== '' ? firstComment : null;
  return { text: first, thread, firstComment: comment };
}
