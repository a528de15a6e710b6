import type { NetworkId } from './network.ts';

/** How large an account was at a time. */
export interface Sized {
  /** UTC epoch ms. */
  at: number;
  /** Null where the network did not say. */
  followers: number | null;
}

export interface SizedAccount {
  accountId: string;
  network: NetworkId;
  /** Oldest first. One from before the first day says how the account began. */
  sizes: readonly Sized[];
}

export interface GrowthLine {
  network: NetworkId;
  /** One for each day of the span; null before the first. */
  values: (number | null)[];
}

export interface Growth {
  /** The first day (an index) that has numbers; null where none has. */
  from: number | null;
  lines: GrowthLine[];
  /** Accounts that are in the lines: those whose size is known on the first day. */
  counted: string[];
  /** Accounts that came later: in the lines they would look like growth. */
  later: string[];
}

/**
 * Followers by network and day. Only accounts that were known on the first day count, so a line moves by people who
 * come and go, and never because an account was connected.
 * @param edges the beginnings of the days and the end of the last one, UTC epoch ms
 */
export function followerGrowth(
  accounts: readonly SizedAccount[],
  edges: readonly number[],
): Growth {
  const sizes = accounts.map((account) => ({ ...account, days: onDays(account.sizes, edges) }));
  const firsts = sizes.map(({ days }) => days.findIndex((value) => value !== null));
  const known = firsts.filter((first) => first >= 0);
  const from = known.length > 0 ? Math.min(...known) : null;
  const counted = sizes.filter((_, index) => from !== null && firsts[index] === from);
  const later = sizes.filter((_, index) => from !== null && (firsts[index] ?? -1) > from);
  const networks = [...new Set(counted.map(({ network }) => network))];
  const lines = networks.map((network): GrowthLine => {
    const own = counted.filter((account) => account.network === network);
    return {
      network,
      values: edges.slice(1).map((_, day) => {
        if (from === null || day < from) return null;
        return own.reduce((sum, { days }) => sum + (days[day] ?? 0), 0);
      }),
    };
  });
  const ids = (list: readonly SizedAccount[]) => list.map(({ accountId }) => accountId);
  return { from, lines, counted: ids(counted), later: ids(later) };
}

/** The last size that was known at the end of each day. */
function onDays(sizes: readonly Sized[], edges: readonly number[]): (number | null)[] {
  let next = 0;
  let last: number | null = null;
  return edges.slice(1).map((end) => {
    for (let size = sizes[next]; size && size.at < end; size = sizes[++next])
      last = size.followers ?? last;
    return last;
  });
}

/** Followers of all lines on a day; null where no line has one. */
export const followersOn = (lines: readonly GrowthLine[], day: number): number | null =>
  lines.reduce<number | null>((sum, { values }) => {
    const value = values[day] ?? null;
    return value === null ? sum : (sum ?? 0) + value;
  }, null);
