import type { NetworkId } from './network.ts';
import type { PostStatus } from './post-status.ts';

/** What a list of posts is narrowed to. Of each kind any one will do; a kind that is absent or empty lets all through. */
export interface PostFilter {
  clientId?: string | undefined;
  networks?: readonly NetworkId[] | undefined;
  labelIds?: readonly string[] | undefined;
  statuses?: readonly PostStatus[] | undefined;
}

/** What a filter looks at: a card has it all. */
interface Filtered {
  clientId: string;
  status: PostStatus;
  networks: readonly NetworkId[];
  labelIds: readonly string[];
}

/** The rule that the core asks its database by; screens use it for what they show before the core has answered. */
export const matchesFilter = (card: Filtered, filter: PostFilter): boolean =>
  (filter.clientId === undefined || filter.clientId === card.clientId) &&
  anyOf(filter.networks, card.networks) &&
  anyOf(filter.labelIds, card.labelIds) &&
  anyOf(filter.statuses, [card.status]);

const anyOf = <Item>(wanted: readonly Item[] | undefined, has: readonly Item[]): boolean =>
  wanted === undefined || wanted.length === 0 || has.some((item) => wanted.includes(item));
