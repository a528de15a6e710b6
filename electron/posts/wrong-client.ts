import type { Finding } from '../../shared/domain/preflight.ts';
import { type Belongings, strayIn, straySentence } from '../../shared/domain/wrong-client.ts';
import type { Database } from '../database/database.ts';
import type { PostRow, TargetRow } from './post-rows.ts';

type Row = Omit<Belongings, 'marks' | 'handles'> & { marks: string; handles: string };

/** The guard against the wrong client: warns of what in a post belongs to another one. */
export function createWrongClientCheck({ raw }: Database) {
  const prepare = () =>
    raw.prepare<[string], Row>(
      `SELECT id AS clientId, name, marks,
         (SELECT json_group_array(handle) FROM accounts
          WHERE client_id = clients.id AND removed_at IS NULL) AS handles
       FROM clients WHERE archived_at IS NULL OR id = ?`,
    );
  // A person asks it, the publisher never does: not at each start.
  let prepared: ReturnType<typeof prepare> | null = null;

  return (
    post: Pick<PostRow, 'clientId' | 'text' | 'firstComment'>,
    targets: readonly Pick<TargetRow, 'accountId' | 'text'>[],
  ): Finding[] => {
    prepared ??= prepare();
    const clients = prepared.all(post.clientId).map(
      (row): Belongings => ({
        ...row,
        marks: JSON.parse(row.marks),
        handles: JSON.parse(row.handles),
      }),
    );
    const own = clients.find(({ clientId }) => clientId === post.clientId);
    if (!own || clients.length === 1) return [];
    const texts = [
      { text: post.text, accountId: null },
      { text: post.firstComment, accountId: null },
      ...targets.flatMap(({ accountId, text }) => (text === null ? [] : { text, accountId })),
    ];
    const found = texts.flatMap(({ text, accountId }) =>
      strayIn(text, own, clients).map((stray): Finding => {
        const message = straySentence(stray, own.name);
        return { severity: 'warning', code: 'other_client', message, accountId };
      }),
    );
    const told = new Set<string>();
    return found.filter(({ message }) => !told.has(message) && told.add(message));
  };
}
