import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Database } from '../database/database.ts';
import { createMediaFiles } from './media-files.ts';

/** Pictures and videos that one client has and nobody else: in posts, and in what recurring posts say. */
export function createMediaRemoval({
  database,
  userData,
}: {
  database: Database;
  userData: string;
}) {
  const files = createMediaFiles(userData);
  const uses = (owner: '=' | '<>') =>
    `EXISTS (SELECT 1 FROM post_media JOIN posts ON posts.id = post_id
       WHERE media_id = media.id AND client_id ${owner} @clientId)
     OR EXISTS (SELECT 1 FROM recurrences, json_each(content, '$.media') AS item
       WHERE item.value ->> '$.mediaId' = media.id AND client_id ${owner} @clientId)`;
  const only = database.raw.prepare<[{ clientId: string }], { id: string; sha256: string }>(
    `SELECT id, sha256 FROM media WHERE (${uses('=')}) AND NOT (${uses('<>')})`,
  );
  const removeRow = database.raw.prepare<[string]>('DELETE FROM media WHERE id = ?');

  return {
    only: (clientId: string) => only.all({ clientId }),
    /** Only where nothing points at it any more. */
    removeRow: (id: string): void => void removeRow.run(id),

    /** The file and what was made of it: thumbnails, posters. */
    async removeFiles(sha256: string): Promise<void> {
      const original = files.original(sha256);
      const folder = dirname(original);
      const names = await readdir(folder).catch(() => []);
      for (const name of names)
        if (name.startsWith(basename(original))) await rm(join(folder, name), { force: true });
    },
  };
}
