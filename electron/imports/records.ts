import type { PostStatus } from '../../shared/domain/post-status.ts';
import type { RouteOutput } from '../../shared/ipc/contract.ts';
import type { Database } from '../database/database.ts';

export type ImportRecord = RouteOutput<'imports.list'>[number];

/**
 * What was imported. An import whose `undone_at` is its `imported_at` was never finished: its posts are hidden, and
 * nobody hears of it.
 */
export function createImportRecords({ raw }: Database) {
  const insert = raw.prepare<[id: string, fileName: string, rows: number, at: number, at: number]>(
    'INSERT INTO imports (id, file_name, row_count, imported_at, undone_at) VALUES (?, ?, ?, ?, ?)',
  );
  const link = raw.prepare<[importId: string, postId: string]>(
    'INSERT INTO imported_posts (import_id, post_id) VALUES (?, ?)',
  );
  const settle = raw.prepare<[undoneAt: number | null, id: string]>(
    'UPDATE imports SET undone_at = ? WHERE id = ?',
  );
  const forget = raw.prepare<[id: string]>('DELETE FROM imports WHERE id = ?');
  const COLUMNS = `id, file_name AS fileName, row_count AS rowCount, imported_at AS importedAt,
    undone_at AS undoneAt, (SELECT count(*) FROM imported_posts JOIN posts ON posts.id = post_id
      WHERE import_id = imports.id AND posts.removed_at IS NULL) AS postCount`;
  const FINISHED = 'undone_at IS NOT imported_at';
  const one = raw.prepare<[id: string], ImportRecord>(
    `SELECT ${COLUMNS} FROM imports WHERE id = ? AND ${FINISHED}`,
  );
  const all = raw.prepare<[], ImportRecord>(
    `SELECT ${COLUMNS} FROM imports WHERE ${FINISHED} ORDER BY imported_at DESC, id DESC LIMIT 200`,
  );
  const postIds = raw
    .prepare<[id: string], string>('SELECT post_id FROM imported_posts WHERE import_id = ?')
    .pluck();
  const withDeliveries = raw
    .prepare<[id: string], string>(
      `SELECT DISTINCT deliveries.post_id FROM imported_posts
       JOIN deliveries ON deliveries.post_id = imported_posts.post_id
       WHERE import_id = ? AND deliveries.state <> 'cancelled'`,
    )
    .pluck();
  const facts = raw.prepare<
    [ids: string],
    { postId: string; status: PostStatus; excerpt: string; clientId: string }
  >(
    `SELECT posts.id AS postId, status, excerpt, client_id AS clientId FROM json_each(?) AS wanted
     JOIN posts ON posts.id = wanted.value`,
  );
  const unfinished = raw.prepare<[], { id: string; importedAt: number; undoneAt: number | null }>(
    `SELECT id, imported_at AS importedAt, undone_at AS undoneAt FROM imports
     WHERE NOT (${FINISHED})
       OR (undone_at IS NULL AND EXISTS (SELECT 1 FROM imported_posts JOIN posts ON posts.id = post_id
         WHERE import_id = imports.id AND removed_at = imported_at AND version = 1))`,
  );

  return {
    /** Begun: nobody sees it before `shown`. */
    begin: (id: string, fileName: string, rows: number, at: number): void =>
      void insert.run(id, fileName, rows, at, at),
    link: (id: string, postId: string): void => void link.run(id, postId),
    shown: (id: string): void => void settle.run(null, id),
    undone: (id: string, at: number): void => void settle.run(at, id),
    restored: (id: string): void => void settle.run(null, id),
    forget: (id: string): void => void forget.run(id),
    get: (id: string): ImportRecord | null => one.get(id) ?? null,
    list: (): ImportRecord[] => all.all(),
    postIds: (id: string): string[] => postIds.all(id),
    /** Of its posts, those that a network may hold. */
    withDeliveries: (id: string): Set<string> => new Set(withDeliveries.all(id)),
    facts: (ids: readonly string[]) => facts.all(JSON.stringify(ids)),
    /** What a crash left: written and not shown, or shown in part. */
    unfinished: () => unfinished.all(),
  };
}
