import type { PostStatus } from '../../shared/domain/post-status.ts';
import type { WaitingPost, WaitingPosts } from '../../shared/ipc/views.ts';
import type { Database } from '../database/database.ts';
import { CARD_COLUMNS, type CardRow, cardOf } from '../posts/cards.ts';

/** So many of each kind are shown. */
const FIRST = 4;
const DAY = 86_400_000;
/** A plan is near two days before its time, and is still asked about so long after it, ms. */
const NEAR = 2 * DAY;
const OVER = 14 * DAY;
/** What is held stays on the list so long after its time, ms. */
const HELD_OVER = 30 * DAY;

type Kind = WaitingPosts['kind'];
type Wanted = Record<string, unknown>;
type Row = [
  ...CardRow,
  since: number | null,
  reason: string | null,
  retryIds: string,
  inPack: 0 | 1,
];

const REASON = `(SELECT error_message FROM deliveries WHERE post_id = posts.id
  AND state <> 'published' AND error_message IS NOT NULL ORDER BY updated_at DESC LIMIT 1)`;
const RETRY = `(SELECT json_group_array(id) FROM deliveries WHERE post_id = posts.id
  AND state = 'failed')`;
const LAST_WORD = (column: string) => `(SELECT ${column} FROM post_notes WHERE post_id = posts.id
  AND kind IN ('submitted', 'withdrawn', 'approved', 'change_requested', 'released')
  ORDER BY at DESC, id DESC LIMIT 1)`;
const IS_CHANGE = `${LAST_WORD('kind')} = 'change_requested'`;
/** When it was changed after it was approved: a pack from before shows something else. */
const EDITED = `coalesce((SELECT max(at) FROM post_notes WHERE post_id = posts.id
  AND kind = 'edited'), 0)`;
const IN_PACK = `EXISTS (SELECT 1 FROM approval_pack_posts JOIN approval_packs ON id = pack_id
  WHERE post_id = posts.id AND closed_at IS NULL AND approval_packs.created_at >= ${EDITED})`;
const SUBMITTED = `coalesce((SELECT max(at) FROM post_notes WHERE post_id = posts.id
  AND kind IN ('submitted', 'edited')), posts.updated_at)`;
const HELD_FOR = `(SELECT nullif(text, '') FROM post_notes WHERE post_id = posts.id
  AND kind = 'held' AND at >= posts.held_at ORDER BY id DESC LIMIT 1)`;

/** Posts that wait for the person, each kind by what its index gives at once. */
export function createWaiting({ raw }: Database) {
  const prepare = (index: string, filter: string, order: string, columns: string) => {
    const from = `FROM posts INDEXED BY ${index} WHERE removed_at IS NULL AND ${filter}`;
    return {
      count: raw.prepare<[Wanted], number>(`SELECT count(*) ${from}`).pluck(),
      first: raw
        .prepare<[Wanted], Row>(
          `WITH first AS (SELECT id ${from} ORDER BY ${order} LIMIT ${FIRST})
           SELECT ${CARD_COLUMNS}, ${columns} FROM first JOIN posts ON posts.id = first.id
           ORDER BY ${order.replaceAll(/\b(updated_at|scheduled_at|id)\b/g, 'posts.$1')}`,
        )
        .raw(),
    };
  };
  const NEWEST = 'updated_at DESC, id DESC';
  const SOONEST = 'scheduled_at, id';
  const byStatus = (order: string, columns: string) => ({
    all: prepare('posts_status_updated', 'status = @status', order, columns),
    ofClient: prepare(
      'posts_client_status',
      'client_id = @clientId AND status = @status',
      order,
      columns,
    ),
  });
  const filtered = (index: string, filter: string, order: string, columns: string) => ({
    all: prepare(index, filter, order, columns),
    ofClient: prepare(index, `${filter} AND client_id = @clientId`, order, columns),
  });
  const troubled = byStatus(NEWEST, `posts.updated_at, ${REASON}, ${RETRY}, 0`);
  const inReview = byStatus('updated_at, id', `${SUBMITTED}, NULL, '[]', ${IN_PACK}`);
  const word = `${LAST_WORD('at')}, ${LAST_WORD('text')}, '[]', 0`;
  const changes = {
    all: prepare('posts_status_updated', `status = 'draft' AND ${IS_CHANGE}`, NEWEST, word),
    ofClient: prepare(
      'posts_client_status',
      `client_id = @clientId AND status = 'draft' AND ${IS_CHANGE}`,
      NEWEST,
      word,
    ),
  };
  const held = filtered(
    'posts_card',
    `scheduled_at >= @heldFrom AND status = 'scheduled' AND held_at IS NOT NULL`,
    SOONEST,
    `posts.held_at, CASE WHEN ${IS_CHANGE} THEN ${LAST_WORD('text')} ELSE ${HELD_FOR} END, '[]', 0`,
  );
  const unscheduled = filtered(
    'posts_status',
    `status IN ('draft', 'approved') AND scheduled_at >= @overFrom AND scheduled_at < @nearTo
       AND (${IS_CHANGE}) IS NOT TRUE`,
    SOONEST,
    "NULL, NULL, '[]', 0",
  );

  const kinds: { kind: Kind; by: typeof troubled; status?: PostStatus }[] = [
    { kind: 'failed', by: troubled, status: 'failed' },
    { kind: 'needs_check', by: troubled, status: 'needs_check' },
    { kind: 'missed', by: troubled, status: 'missed' },
    { kind: 'change_requested', by: changes },
    { kind: 'unscheduled', by: unscheduled },
    { kind: 'held', by: held },
    { kind: 'in_review', by: inReview, status: 'in_review' },
  ];

  /** Only kinds that there are any of, the most urgent first. */
  return (clientId: string | undefined, now: number): WaitingPosts[] =>
    kinds.flatMap(({ kind, by, status }): WaitingPosts[] => {
      const { count, first } = clientId === undefined ? by.all : by.ofClient;
      const wanted: Wanted = {
        ...(clientId !== undefined && { clientId }),
        ...(status && { status }),
        ...(kind === 'held' && { heldFrom: now - HELD_OVER }),
        ...(kind === 'unscheduled' && { overFrom: now - OVER, nearTo: now + NEAR }),
      };
      const total = count.get(wanted) ?? 0;
      return total === 0 ? [] : [{ kind, total, first: first.all(wanted).map(waitingOf) }];
    });
}

function waitingOf(row: Row): WaitingPost {
  const [since, reason, retryIds, inPack] = row.slice(-4) as [
    since: number | null,
    reason: string | null,
    retryIds: string,
    inPack: 0 | 1,
  ];
  return {
    post: cardOf(row.slice(0, -4) as unknown as CardRow),
    ...{ since, reason, retryIds: JSON.parse(retryIds) as string[], inPack: inPack === 1 },
  };
}
