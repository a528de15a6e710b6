import type { ParsedInput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { PostCard } from '../../shared/ipc/views.ts';
import type { Database } from '../database/database.ts';
import { type CardRow, cardOf, MANY_CARD_COLUMNS } from './cards.ts';

const DAY = 86_400_000;
const MAX_DAYS = 400;
const MAX_POSTS = 20_000;

/** Posts by their time: one range of the covering index, also for one client. */
export function createCalendar({ raw }: Database) {
  // Named, because the planner prefers a narrower index and then looks up each row in its page.
  const select = (filter: string) =>
    raw
      .prepare<unknown[], CardRow>(
        `SELECT ${MANY_CARD_COLUMNS} FROM posts INDEXED BY posts_card
         WHERE removed_at IS NULL AND scheduled_at >= ? AND scheduled_at < ? ${filter}
         ORDER BY scheduled_at, id LIMIT ${MAX_POSTS + 1}`,
      )
      .raw();
  const everyone = select('');
  const oneClient = select('AND client_id = ?');

  return ({
    from,
    to,
    clientId,
  }: ParsedInput<'posts.calendar'>): Result<PostCard[], 'range_too_long'> => {
    if (to - from > MAX_DAYS * DAY)
      return fail('range_too_long', `Choose a span of at most ${MAX_DAYS} days.`);
    const rows =
      clientId === undefined ? everyone.all(from, to) : oneClient.all(from, to, clientId);
    if (rows.length > MAX_POSTS)
      return fail(
        'range_too_long',
        'There are more than 20,000 posts in this span. Choose a shorter one, or one client.',
      );
    return ok(rows.map(cardOf));
  };
}
