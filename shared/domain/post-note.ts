/** What can be said of a post by the people who look at it. */
export const POST_NOTE_KINDS = [
  'submitted',
  'withdrawn',
  'approved',
  // What was approved says something else by now.
  'edited',
  'change_requested',
  'commented',
  'held',
  'released',
] as const;
export type PostNoteKind = (typeof POST_NOTE_KINDS)[number];
