import type { NetworkId } from '../../shared/domain/network.ts';
import type { PostStatus } from '../../shared/domain/post-status.ts';
import type { PostCard } from '../../shared/ipc/views.ts';
import type { Database } from '../database/database.ts';

/** What the index `posts_card` holds of a card: all but its last column. */
const INDEXED_COLUMNS = `posts.id, posts.client_id, posts.status, posts.excerpt, posts.scheduled_at,
  posts.wall_time, posts.zone, posts.networks, posts.media_count, posts.thumbnail_id, posts.updated_at,
  posts.label_ids, posts.held_at IS NOT NULL`;

/** A card's columns, in the order of `cardOf`. The last one is read from the row. */
export const CARD_COLUMNS = `${INDEXED_COLUMNS}, posts.recurrence_id IS NOT NULL`;

/** The same for thousands of cards at once: no row is looked up, the occurrences are read from their index. */
export const MANY_CARD_COLUMNS = `${INDEXED_COLUMNS}, posts.rowid IN
  (SELECT rowid FROM posts INDEXED BY posts_occurrence WHERE recurrence_id IS NOT NULL)`;

export type CardRow = [
  id: string,
  clientId: string,
  status: PostStatus,
  excerpt: string,
  scheduledAt: number | null,
  wallTime: string | null,
  zone: string | null,
  networks: string,
  mediaCount: number,
  thumbnailId: string | null,
  updatedAt: number,
  labelIds: string,
  held: 0 | 1,
  repeats: 0 | 1,
];

export const cardOf = (row: CardRow): PostCard => ({
  id: row[0],
  clientId: row[1],
  status: row[2],
  excerpt: row[3],
  scheduledAt: row[4],
  wallTime: row[5],
  zone: row[6],
  networks: listOf(row[7]) as NetworkId[],
  mediaCount: row[8],
  thumbnailId: row[9],
  updatedAt: row[10],
  labelIds: listOf(row[11]),
  held: row[12] === 1,
  repeats: row[13] === 1,
});

/** Cards share their lists: there are a handful of different ones, and thousands of cards. */
const lists = new Map<string, string[]>([['', []]]);
function listOf(joined: string): string[] {
  let list = lists.get(joined);
  if (!list) {
    if (lists.size > MOST_LISTS) lists.clear();
    list = joined === '' ? [] : joined.split(',');
    lists.set(joined, list);
  }
  return list;
}
const MOST_LISTS = 5_000;

/** Cards of posts by id, in the order of the ids. Removed posts are left out. */
export function createCards({ raw }: Database) {
  const byIds = raw
    .prepare<[ids: string], CardRow>(
      `SELECT ${CARD_COLUMNS} FROM json_each(?) AS wanted JOIN posts ON posts.id = wanted.value
       WHERE posts.removed_at IS NULL ORDER BY wanted.key`,
    )
    .raw();
  return (ids: readonly string[]): PostCard[] => byIds.all(JSON.stringify(ids)).map(cardOf);
}
