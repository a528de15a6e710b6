import type { ParsedInput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { PostCard } from '../../shared/ipc/views.ts';
import type { Database } from '../database/database.ts';
import { type CardRow, cardOf, MANY_CARD_COLUMNS } from './cards.ts';
import { filterSql, keptStatements } from './filtering.ts';

const DAY = 86_400_000;
const MAX_DAYS = 400;
const MAX_POSTS = 20_000;

/** Posts by their time: one range of the covering index, however they are filtered. */
export function createCalendar({ raw }: Database) {
  // Named, because the planner prefers a narrower index and then looks up each row in its page.
  const FROM_CARDS = 'FROM posts INDEXED BY posts_card WHERE removed_at IS NULL';
  const spans = keptStatements((where) =>
    raw
      .prepare<[Record<string, unknown>], CardRow>(
        `SELECT ${MANY_CARD_COLUMNS} ${FROM_CARDS}
         AND scheduled_at >= @from AND scheduled_at < @to ${where}
         ORDER BY scheduled_at, id LIMIT ${MAX_POSTS + 1}`,
      )
      .raw(),
  );

  return ({
    from,
    to,
    ...filter
  }: ParsedInput<'posts.calendar'>): Result<PostCard[], 'range_too_long'> => {
    if (to - from > MAX_DAYS * DAY)
      return fail('range_too_long', `Choose a span of at most ${MAX_DAYS} days.`);
    const { where, values } = filterSql(filter);
    const rows = spans(where).all({ ...values, from, to });
    if (rows.length > MAX_POSTS)
      return fail(
        'range_too_long',
        'There are more than 20,000 posts in this span. Choose a shorter one, or one client.',
      );
    return ok(rows.map(cardOf));
  };
}
