import type { PostMedia } from '../../../../shared/ipc/views.ts';

/** A post of an account, or one part of a thread, for a network's look. */
export interface ShownPost {
  displayName: string;
  handle: string;
  text: string;
  media: readonly PostMedia[];
  /** The client's colour stands in for the picture of the account. */
  colour: string;
  /** What stands where a network shows the age of a post: "Tue". */
  time: string;
  /** Ours, not the network's: how much of the room it takes, or what it is. */
  note: string | null;
  /** Another one follows under it. */
  goesOn: boolean;
  /** Our own comment, where the network shows comments and not answers. */
  comment: string | null;
}

export const EMPTY = 'Your text appears here as you write.';
