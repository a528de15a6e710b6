import type { PostFilter } from '../../shared/domain/post-filter.ts';
import { POST_STATUSES, type PostStatus } from '../../shared/domain/post-status.ts';
import type { ParsedInput, RouteOutput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Database } from '../database/database.ts';
import { CARD_COLUMNS, type CardRow, cardOf } from './cards.ts';
import { filterSql, keptStatements, needsCards } from './filtering.ts';

type Page = RouteOutput<'posts.list'>;

/** Pages by the newest change, and counts by status. */
export function createListing({ raw }: Database) {
  const pages = new Map<string, ReturnType<typeof preparePage>>();

  /** One statement for each number of statuses and with or without a client, made when first needed. */
  function pageStatement(statuses: number, ofClient: boolean) {
    const key = `${statuses} ${ofClient}`;
    const statement = pages.get(key) ?? preparePage(raw, statuses, ofClient);
    pages.set(key, statement);
    return statement;
  }

  const narrowed = keptStatements((where) => prepareNarrowed(raw, where));
  // Without networks and labels the planner finds a narrow index of its own.
  const countsBy = keptStatements((where) =>
    raw
      .prepare<[Record<string, unknown>], [PostStatus, number]>(
        `SELECT status, count(*) FROM posts ${/label_ids|networks/.test(where) ? BY_CARDS : ''}
         WHERE removed_at IS NULL ${where} GROUP BY status`,
      )
      .raw(),
  );

  const waiting = raw
    .prepare<[], [PostStatus, number]>(
      `SELECT status, count(*) FROM posts
       WHERE removed_at IS NULL AND status IN ('failed', 'missed', 'needs_check') GROUP BY status`,
    )
    .raw();

  function counts(filter: PostFilter = {}): Record<PostStatus, number> {
    const none = Object.fromEntries(POST_STATUSES.map((status) => [status, 0]));
    const { where, values } = filterSql(filter);
    const rows = countsBy(where).all(values);
    return { ...none, ...Object.fromEntries(rows) } as Record<PostStatus, number>;
  }

  /** The rows of a page and one more, where there is one. */
  function rowsOf(input: ParsedInput<'posts.list'>, from: Cursor): CardRow[] {
    const { clientId, unplanned = false } = input;
    const limit = input.limit + 1;
    if (needsCards(input) || input.unplanned) {
      const { where, values } = filterSql(input);
      const wanted = unplanned ? `${where} AND scheduled_at IS NULL` : where;
      return narrowed(wanted).all({ ...values, ...from, limit });
    }
    const statuses = [...new Set(input.statuses ?? [])];
    // A client's posts are indexed by status first, so all of them are every status, merged.
    const wanted = clientId !== undefined && statuses.length === 0 ? POST_STATUSES : statuses;
    return pageStatement(wanted.length, clientId !== undefined).all({
      ...Object.fromEntries(wanted.map((status, at) => [`status${at}`, status])),
      ...(clientId === undefined ? {} : { clientId }),
      ...from,
      limit,
    });
  }

  return {
    /** No status means every status. */
    list(input: ParsedInput<'posts.list'>): Result<Page, 'bad_cursor'> {
      const { limit, after } = input;
      const from = after === null ? NEWEST : readCursor(after);
      if (!from) return fail('bad_cursor', 'The list has changed. Go back to its beginning.');
      const rows = rowsOf(input, from);
      const posts = rows.slice(0, limit).map(cardOf);
      const last = posts.at(-1);
      return ok({ posts, next: rows.length > limit && last ? cursorAfter(last) : null });
    },

    counts,

    /** Of one client or of all, the most used first. */
    categories: (clientId: string | undefined): string[] =>
      raw
        .prepare<[{ clientId: string | null }], string>(
          `SELECT category FROM posts
           WHERE (@clientId IS NULL OR client_id = @clientId) AND category <> ''
             AND removed_at IS NULL
           GROUP BY category ORDER BY count(*) DESC, category LIMIT 50`,
        )
        .pluck()
        .all({ clientId: clientId ?? null }),

    needsYou(): RouteOutput<'posts.needsYou'> {
      const {
        failed = 0,
        missed = 0,
        needs_check: needsCheck = 0,
      } = Object.fromEntries(waiting.all());
      return { failed, missed, needsCheck };
    },
  };
}

/** Each status is a range of its own in the index; the newest of each are merged. */
function preparePage(raw: Database['raw'], statuses: number, ofClient: boolean) {
  const range = (filter: string) =>
    `SELECT * FROM (
       SELECT id, updated_at FROM posts
       WHERE removed_at IS NULL ${filter} AND (updated_at, id) < (@updatedAt, @id)
       ORDER BY updated_at DESC, id DESC LIMIT @limit)`;
  const client = ofClient ? 'AND client_id = @clientId' : '';
  const ranges =
    statuses === 0
      ? [range(client)]
      : Array.from({ length: statuses }, (_, at) => range(`${client} AND status = @status${at}`));
  return raw
    .prepare<[Record<string, unknown>], CardRow>(
      `WITH page AS (${ranges.join(' UNION ALL ')} ORDER BY updated_at DESC, id DESC LIMIT @limit)
       SELECT ${CARD_COLUMNS} FROM page JOIN posts ON posts.id = page.id
       ORDER BY page.updated_at DESC, page.id DESC`,
    )
    .raw();
}

const BY_CARDS = 'INDEXED BY posts_card';

/**
 * Networks and labels are in `posts_card` only: one pass over it finds the newest, whether they are many or
 * few. What has no time stands together at its beginning.
 */
const prepareNarrowed = (raw: Database['raw'], where: string) =>
  raw
    .prepare<[Record<string, unknown>], CardRow>(
      `WITH page AS MATERIALIZED (
         SELECT id, updated_at FROM posts ${BY_CARDS}
         WHERE removed_at IS NULL ${where} AND (updated_at, id) < (@updatedAt, @id)
         ORDER BY updated_at DESC, id DESC LIMIT @limit)
       SELECT ${CARD_COLUMNS} FROM page JOIN posts ON posts.id = page.id
       ORDER BY page.updated_at DESC, page.id DESC`,
    )
    .raw();

interface Cursor {
  updatedAt: number;
  id: string;
}

/** After every time that the contract allows. */
const NEWEST: Cursor = { updatedAt: Number.MAX_SAFE_INTEGER, id: '' };

const cursorAfter = ({ updatedAt, id }: Cursor): string =>
  Buffer.from(`${updatedAt} ${id}`).toString('base64url');

function readCursor(cursor: string): Cursor | null {
  const [, updatedAt, id] =
    /^(\d{1,16}) ([0-9a-fA-F-]{36})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (updatedAt === undefined || id === undefined) return null;
  // Only what we wrote: base64 lets several texts mean the same.
  return cursorAfter({ updatedAt: Number(updatedAt), id }) === cursor
    ? { updatedAt: Number(updatedAt), id }
    : null;
}
