import type { InboxFilter } from './use-inbox.ts';

/** Whether the list leaves something out, besides what stands elsewhere. */
export const isNarrowed = ({
  unread,
  kind,
  network,
  assignee,
  mood,
  query,
}: InboxFilter): boolean =>
  unread || kind !== null || network !== null || assignee !== null || mood !== null || query !== '';
