import type { ParsedInput, RouteOutput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Database } from '../database/database.ts';
import { CARD_COLUMNS, type CardRow, cardOf } from './cards.ts';
import { filterSql, keptStatements } from './filtering.ts';

type Days = RouteOutput<'posts.days'>;

/**
 * What a grid of days shows: its first posts and a count. A day may have hundreds of posts and a cell
 * has room for a handful, so each day is a short walk of `posts_card`, and the rest is counted only.
 */
export function createDays({ raw }: Database) {
  const IN_SPAN = `FROM posts INDEXED BY posts_card
    WHERE removed_at IS NULL AND scheduled_at >= @from AND scheduled_at < @to`;
  const statements = keptStatements((where) => ({
    cards: raw
      .prepare<[Span], CardRow>(
        `SELECT ${CARD_COLUMNS} ${IN_SPAN} ${where} ORDER BY scheduled_at, id LIMIT @perDay`,
      )
      .raw(),
    count: raw.prepare<[Span], number>(`SELECT count(*) ${IN_SPAN} ${where}`).pluck(),
  }));

  return ({
    edges,
    perDay,
    ...filter
  }: ParsedInput<'posts.days'>): Result<Days, 'not_ascending'> => {
    if (edges.some((edge, at) => at > 0 && edge < (edges[at - 1] ?? edge)))
      return fail('not_ascending', 'The days of a calendar follow one another.');
    const { where, values } = filterSql(filter);
    const select = statements(where);
    const days: Days = { counts: [], cards: [] };
    for (const [at, from] of edges.slice(0, -1).entries()) {
      const span: Span = { ...values, from, to: edges[at + 1] ?? from, perDay };
      const rows = select.cards.all(span);
      days.counts.push(rows.length < perDay ? rows.length : (select.count.get(span) ?? 0));
      for (const row of rows) days.cards.push(cardOf(row));
    }
    return ok(days);
  };
}

/** Named parameters: from inclusive, to exclusive, UTC epoch milliseconds; and those of the filter. */
interface Span extends Record<string, unknown> {
  from: number;
  to: number;
  perDay: number;
}
