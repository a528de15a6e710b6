import { CLEAR, type Mood } from '../../shared/domain/sentiment/mood.ts';
import type { ParsedInput, RouteOutput } from '../../shared/ipc/contract.ts';
import type { InboxItem } from '../../shared/ipc/views.ts';
import type { Database } from '../database/database.ts';

type Filter = Omit<ParsedInput<'inbox.list'>, 'after' | 'limit'>;

const FLAGS = ['ours', 'hidden'] as const;
type Row = Omit<InboxItem, (typeof FLAGS)[number]> & Record<(typeof FLAGS)[number], number>;

const COLUMNS = `inbox_items.id, client_id AS clientId, inbox_items.account_id AS accountId, network,
  delivery_id AS deliveryId, deliveries.post_id AS postId, kind, inbox_items.remote_id AS remoteId,
  parent_id AS parentId, author, inbox_items.handle, inbox_items.text, link, ours, likes,
  written_at AS writtenAt, hidden, gone_at AS goneAt, inbox_items.state, read_at AS readAt,
  snoozed_until AS snoozedUntil, assignee, answered_at AS answeredAt, liked_at AS likedAt, sentiment`;
const FROM = `FROM inbox_items JOIN accounts ON accounts.id = inbox_items.account_id
  LEFT JOIN deliveries ON deliveries.id = inbox_items.delivery_id`;

const asItem = (row: Row): InboxItem => ({
  ...row,
  ours: row.ours === 1,
  hidden: row.hidden === 1,
});

/** Reads items as the person filters them. */
export function createListing({ raw }: Database) {
  /** Pages by key, so that a change in the middle repeats and skips nothing. */
  function list({ after, limit, ...filter }: ParsedInput<'inbox.list'>): RouteOutput<'inbox.list'> {
    const { where, values } = conditions(filter);
    const from = after === null ? null : KEY.exec(after);
    const rows = raw
      .prepare<[Record<string, unknown>], Row>(
        `SELECT ${COLUMNS} ${FROM} WHERE ${where}
           ${from ? 'AND (inbox_items.written_at, inbox_items.id) < (@at, @id)' : ''}
         ORDER BY inbox_items.written_at DESC, inbox_items.id DESC LIMIT @limit`,
      )
      .all({ ...values, limit: limit + 1, ...(from && { at: Number(from[1]), id: from[2] }) });
    const items = rows.slice(0, limit).map(asItem);
    const last = items.at(-1);
    return { items, next: rows.length > limit && last ? `${last.writtenAt} ${last.id}` : null };
  }

  return {
    list,
    /** Those that the filter lets through. */
    some({ ids, ...filter }: ParsedInput<'inbox.items'>): InboxItem[] {
      const { where, values } = conditions(filter);
      return raw
        .prepare<[Record<string, unknown>], Row>(
          `SELECT ${COLUMNS} ${FROM} WHERE ${where}
             AND inbox_items.id IN (SELECT value FROM json_each(@ids))
           ORDER BY inbox_items.written_at DESC, inbox_items.id DESC`,
        )
        .all({ ...values, ids: JSON.stringify(ids) })
        .map(asItem);
    },
    /** Whoever wrote them, oldest first. */
    byId: (ids: readonly string[]): InboxItem[] =>
      raw
        .prepare<[string], Row>(
          `SELECT ${COLUMNS} ${FROM} WHERE inbox_items.id IN (SELECT value FROM json_each(?))
           ORDER BY inbox_items.written_at, inbox_items.id`,
        )
        .all(JSON.stringify(ids))
        .map(asItem),
    assignees: (): string[] =>
      raw
        .prepare<[], string>(
          `SELECT DISTINCT assignee FROM inbox_items WHERE assignee <> '' ORDER BY assignee COLLATE NOCASE`,
        )
        .pluck()
        .all(),
  };
}

const MOOD_IS: Readonly<Record<Mood, string>> = {
  positive: `inbox_items.sentiment >= ${CLEAR}`,
  neutral: `inbox_items.sentiment > ${-CLEAR} AND inbox_items.sentiment < ${CLEAR}`,
  negative: `inbox_items.sentiment <= ${-CLEAR}`,
  unknown: 'inbox_items.sentiment IS NULL',
};

const KEY = /^(\d+) ([0-9a-f-]{36})$/;

/** Only what is fixed here stands in the SQL; what was typed is bound. */
function conditions(filter: Filter): { where: string; values: Record<string, unknown> } {
  const { clientId, accountId, network, state, unread, kind, assignee, mood, query } = filter;
  const parts: [boolean, string][] = [
    [true, 'inbox_items.ours = 0'],
    [state !== undefined, 'inbox_items.state = @state'],
    [
      clientId !== undefined,
      'inbox_items.account_id IN (SELECT id FROM accounts WHERE client_id = @clientId)',
    ],
    [accountId !== undefined, 'inbox_items.account_id = @accountId'],
    [
      network !== undefined,
      'inbox_items.account_id IN (SELECT id FROM accounts WHERE network = @network)',
    ],
    [unread, 'inbox_items.read_at IS NULL'],
    [kind !== undefined, 'inbox_items.kind = @kind'],
    [assignee !== undefined, 'inbox_items.assignee = @assignee'],
    [mood !== undefined, mood ? MOOD_IS[mood] : ''],
    [
      query !== '',
      `(inbox_items.text LIKE @like ESCAPE '\\' OR inbox_items.author LIKE @like ESCAPE '\\'
        OR inbox_items.handle LIKE @like ESCAPE '\\')`,
    ],
  ];
  const like = `%${query.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const all = { clientId, accountId, network, state, kind, assignee };
  const bound = Object.entries(all).filter(([, value]) => value !== undefined);
  return {
    where: parts.flatMap(([isOn, sql]) => (isOn ? [sql] : [])).join(' AND '),
    values: { ...Object.fromEntries(bound), ...(query !== '' && { like }) },
  };
}
