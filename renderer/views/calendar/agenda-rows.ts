import type { PostCard } from '../../../shared/ipc/views.ts';
import { byDay, type Span } from './span.ts';

/** The list view is one column: the heading of each day that has posts, then its posts. */
export type AgendaRow =
  | { kind: 'day'; day: string; count: number }
  | { kind: 'post'; card: PostCard /** Counted over all posts of the list. */; ordinal: number };

/** @param cards oldest first, as `posts.calendar` answers. */
export function agendaRows(span: Span, cards: readonly PostCard[], zone: string): AgendaRow[] {
  const rows: AgendaRow[] = [];
  let ordinal = 0;
  for (const { day, items } of byDay(span, cards, zone)) {
    if (items.length === 0) continue;
    rows.push({ kind: 'day', day, count: items.length });
    for (const card of items) rows.push({ kind: 'post', card, ordinal: ordinal++ });
  }
  return rows;
}
