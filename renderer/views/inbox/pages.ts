import type { InfiniteData } from '@tanstack/react-query';
import type { RouteOutput } from '../../../shared/ipc/contract.ts';
import type { InboxItem } from '../../../shared/ipc/views.ts';

export type InboxPages = InfiniteData<RouteOutput<'inbox.list'>, string | null>;

/** Newest first, as main sorts them. */
const isBefore = (one: InboxItem, other: InboxItem): boolean =>
  one.writtenAt === other.writtenAt ? one.id > other.id : one.writtenAt > other.writtenAt;

/**
 * The pages after some items changed: those that are still let through stand where they belong, the others are gone.
 * What belongs further down than was read is left to the page that has it.
 * @param ids of all that changed @param now those of them that the filter lets through
 */
export function patched(
  pages: InboxPages,
  ids: ReadonlySet<string>,
  now: readonly InboxItem[],
): InboxPages {
  const isWhole = pages.pages.at(-1)?.next === null;
  let left = [...now].sort((one, other) => (isBefore(one, other) ? -1 : 1));
  let changed = false;
  const next = pages.pages.map((page, index) => {
    const kept = page.items.filter(({ id }) => !ids.has(id));
    const isLast = index === pages.pages.length - 1;
    // By where the page ended before: an item that goes must not draw the border with it.
    const end = page.items.at(-1);
    const mine = left.filter((item) => (isLast && isWhole) || (end && !isBefore(end, item)));
    if (kept.length === page.items.length && mine.length === 0) return page;
    if (isSame(page.items, kept, mine)) {
      left = left.filter((item) => !mine.includes(item));
      return page;
    }
    changed = true;
    const taken = new Set(mine);
    left = left.filter((item) => !taken.has(item));
    return { ...page, items: merged(kept, mine) };
  });
  return changed ? { ...pages, pages: next } : pages;
}

/** Whether all that changed stands there already as it is now. */
function isSame(
  before: readonly InboxItem[],
  kept: readonly InboxItem[],
  now: readonly InboxItem[],
): boolean {
  if (kept.length + now.length !== before.length) return false;
  const known = new Map(before.map((item) => [item.id, item]));
  return now.every((item) => JSON.stringify(known.get(item.id)) === JSON.stringify(item));
}

function merged(kept: readonly InboxItem[], added: readonly InboxItem[]): InboxItem[] {
  if (added.length === 0) return [...kept];
  return [...kept, ...added].sort((one, other) => (isBefore(one, other) ? -1 : 1));
}
