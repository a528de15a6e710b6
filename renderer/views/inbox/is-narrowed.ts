import type { InboxFilter } from './use-inbox.ts';

/** Whether the list leaves something out, besides what stands elsewhere. */
export const isNarrowed = ({ unread, kind, network, assignee, query }: InboxFilter): boolean =>
  unread || kind !== null || network !== null || assignee !== null || query !== '';
