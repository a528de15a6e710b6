import type { UpcomingPost } from '../../../shared/ipc/views.ts';
import { dayAt, daysBetween, dayText, formatDay, type TimeStyle } from '../calendar/time.ts';

/** A line of the queue: a day, a post, or days between two posts. `post` counts the posts alone. */
export type QueueRow =
  | { kind: 'day'; key: string; label: string; count: number }
  | { kind: 'gap'; key: string; label: string }
  | { kind: 'post'; key: string; entry: UpcomingPost; post: number };

/** What goes next by day, with the days between that have nothing. What is due already comes first. */
export function queueRows(
  next: readonly UpcomingPost[],
  now: number,
  style: TimeStyle,
): QueueRow[] {
  const rows: QueueRow[] = [];
  const today = dayAt(now, style.zone);
  let heading: Extract<QueueRow, { kind: 'day' }> | null = null;
  let before = today;
  next.forEach((entry, post) => {
    const at = entry.post.scheduledAt ?? now;
    const isNow = entry.post.status === 'publishing' || at <= now;
    const day = isNow ? 'now' : dayAt(at, style.zone);
    if (heading?.key !== day) {
      if (!isNow) {
        const gap = gapBetween(before, day, before === today && !headed(rows, today), style.locale);
        if (gap) rows.push({ kind: 'gap', key: `before ${day}`, label: gap });
        before = day;
      }
      heading = { kind: 'day', key: day, label: headingOf(day, today, style.locale), count: 0 };
      rows.push(heading);
    }
    heading.count += 1;
    rows.push({ kind: 'post', key: entry.post.id, entry, post });
  });
  return rows;
}

const headed = (rows: readonly QueueRow[], day: string): boolean =>
  rows.some((row) => row.kind === 'day' && (row.key === day || row.key === 'now'));

/** `Going out now`, `Today`, `Tomorrow`, `Thursday 26 November`. */
function headingOf(day: string, today: string, locale: string): string {
  if (day === 'now') return 'Going out now';
  const near = dayText(day, today, locale);
  if (near === 'Today' || near === 'Tomorrow') return near;
  const year = day.slice(0, 4) === today.slice(0, 4) ? {} : ({ year: 'numeric' } as const);
  return formatDay(day, locale, { weekday: 'long', day: 'numeric', month: 'long', ...year });
}

/** Days without a post between two days; `with` counts the first one in, where it has none either. */
function gapBetween(from: string, to: string, withFirst: boolean, locale: string): string | null {
  const days = daysBetween(from, to) - (withFirst ? 0 : 1);
  if (days <= 0) return null;
  if (withFirst && days === 1) return 'Nothing today';
  if (days > 1) return `${days.toLocaleString()} days without a post`;
  const middle = new Date(Date.parse(`${from}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  return `Nothing on ${formatDay(middle, locale, { weekday: 'long' })}`;
}

/**
 * Where a queued post goes when it is moved one slot on: after the next one of the same line.
 * Null where none comes after it, so it has its last place already.
 * @returns UTC epoch ms, for `before` of posts.enqueue
 */
export function oneSlotLater(next: readonly UpcomingPost[], id: string): number | null {
  const at = next.findIndex(({ post }) => post.id === id);
  const own = next[at];
  if (!own) return null;
  const follower = next
    .slice(at + 1)
    .find(
      ({ post, queued, accountIds }) =>
        queued &&
        post.clientId === own.post.clientId &&
        accountIds.some((accountId) => own.accountIds.includes(accountId)),
    );
  const followerAt = follower?.post.scheduledAt ?? null;
  // Slots are at whole minutes.
  return followerAt === null ? null : followerAt + 60_000;
}
