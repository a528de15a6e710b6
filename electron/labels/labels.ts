import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { byName } from '../../shared/domain/by-name.ts';
import { nextClientColour } from '../../shared/domain/client-palette.ts';
import type { ParsedInput, RouteOutput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Label } from '../../shared/ipc/views.ts';
import type { Bus } from '../bus.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { labels } from '../database/schema/index.ts';

/**
 * An import brought it, was undone, and nothing has it: it is listed again when something has, or with a redo. Brought
 * means made at the very moment of the import; what a person changed since is theirs.
 */
const TAKEN_BACK = `(labels.updated_at = labels.created_at
  AND EXISTS (SELECT 1 FROM imports
    WHERE imported_at = labels.created_at AND undone_at > imported_at)
  AND NOT EXISTS (SELECT 1 FROM post_labels JOIN posts ON posts.id = post_id
    WHERE label_id = labels.id AND posts.removed_at IS NULL))`;

export type Labels = ReturnType<typeof createLabels>;

/** What posts are sorted by. Names are unique within a client, and among those of all clients, whatever their case. */
export function createLabels({
  database,
  bus,
  clock,
}: {
  database: Database;
  bus: Bus;
  clock: Clock;
}) {
  const { raw, orm } = database;
  const select = (where: string) =>
    raw.prepare<unknown[], Label>(
      `SELECT id, client_id AS clientId, name, colour,
         (SELECT count(*) FROM post_labels JOIN posts ON posts.id = post_id
          WHERE label_id = labels.id AND posts.removed_at IS NULL) AS postCount
       FROM labels ${where}`,
    );
  const one = select('WHERE id = ?');
  const all = select(`WHERE NOT ${TAKEN_BACK}`);
  const ofClient = select(`WHERE (client_id = ? OR client_id IS NULL) AND NOT ${TAKEN_BACK}`);
  const isClient = raw.prepare<[string], number>('SELECT 1 FROM clients WHERE id = ?').pluck();
  const others = raw.prepare<
    [string | null, string],
    { id: string; name: string; isTakenBack: 0 | 1 }
  >(`SELECT id, name, ${TAKEN_BACK} AS isTakenBack FROM labels WHERE client_id IS ? AND id <> ?`);
  const rename = raw.prepare<[name: string, id: string]>('UPDATE labels SET name = ? WHERE id = ?');
  const handOver = raw.prepare<[to: string, from: string]>(
    `INSERT OR IGNORE INTO post_labels (post_id, label_id)
     SELECT post_id, ? FROM post_labels WHERE label_id = ?`,
  );
  const erase = raw.prepare<[id: string]>('DELETE FROM labels WHERE id = ?');
  const postsWith = raw
    .prepare<[string], string>('SELECT post_id FROM post_labels WHERE label_id = ?')
    .pluck();
  const giveBack = raw.prepare<[{ id: string; postIds: string }]>(
    `INSERT OR IGNORE INTO post_labels (post_id, label_id)
     SELECT posts.id, @id FROM json_each(@postIds) AS had JOIN posts ON posts.id = had.value
     WHERE (SELECT client_id FROM labels WHERE id = @id) IS NULL
       OR posts.client_id = (SELECT client_id FROM labels WHERE id = @id)`,
  );

  const get = (id: string): Result<Label, 'not_found'> => {
    const found = one.get(id);
    return found ? ok(found) : fail('not_found', 'This label is not here any more.');
  };

  /** Those that have the name: one that is listed, or one that an undone import holds. */
  const named = (clientId: string | null, name: string, exceptId = '') =>
    others.all(clientId, exceptId).filter((other) => folded(other.name) === folded(name));
  const isTaken = (clientId: string | null, name: string, exceptId = ''): boolean =>
    named(clientId, name, exceptId).some(({ isTakenBack }) => isTakenBack === 0);

  /** What an undone import holds under this name goes over to the one that takes it: a redo finds it there. */
  function takeName(clientId: string | null, name: string, id: string, write: () => void): void {
    const held = named(clientId, name, id).filter(({ isTakenBack }) => isTakenBack === 1);
    for (const other of held) rename.run(other.id, other.id);
    write();
    for (const other of held) {
      handOver.run(id, other.id);
      erase.run(other.id);
    }
  }

  /** Runs in one transaction; tells of the label after the commit. */
  function write<Value, Code extends string>(labelId: string, work: () => Result<Value, Code>) {
    const result = raw.transaction(work).immediate();
    if (result.ok) bus.emit('label.changed', { labelId });
    return result;
  }

  function insert(
    label: Omit<Label, 'postCount'>,
    now = clock.now(),
  ): Result<Label, 'not_found' | 'name_taken' | 'id_taken'> {
    if (label.clientId !== null && isClient.get(label.clientId) !== 1)
      return fail('not_found', 'This client is not here any more.');
    if (one.get(label.id)) return fail('id_taken', 'This label is here already.');
    if (isTaken(label.clientId, label.name)) return taken(label.name);
    takeName(label.clientId, label.name, label.id, () =>
      orm
        .insert(labels)
        .values({ ...label, createdAt: now, updatedAt: now })
        .run(),
    );
    return get(label.id);
  }

  return {
    /** Of one client with those of all clients, or every one there is; by name, as a person sorts them. */
    list: ({ clientId }: ParsedInput<'labels.list'>): Label[] =>
      (clientId === undefined ? all.all() : ofClient.all(clientId)).sort(byName),

    /** @param importedAt of the import that brings it: it comes and goes with that. UTC epoch ms */
    create(
      { id = v7(), clientId, name, colour }: ParsedInput<'labels.create'>,
      importedAt?: number,
    ) {
      return write(id, () =>
        insert(
          {
            id,
            clientId,
            name,
            colour: colour ?? nextClientColour(all.all().map((label) => label.colour)),
          },
          importedAt,
        ),
      );
    },

    update: ({ id, name, colour }: ParsedInput<'labels.update'>) =>
      write<Label, 'not_found' | 'name_taken'>(id, () => {
        const found = get(id);
        if (!found.ok) return found;
        if (name !== undefined && isTaken(found.value.clientId, name, id)) return taken(name);
        const said = { ...(name !== undefined && { name }), ...(colour && { colour }) };
        takeName(found.value.clientId, name ?? found.value.name, id, () =>
          orm
            .update(labels)
            .set({ ...said, updatedAt: clock.now() })
            .where(eq(labels.id, id))
            .run(),
        );
        return get(id);
      }),

    /** What had it is named in the answer, so that `restore` can undo this. */
    remove: (id: string) =>
      write<RouteOutput<'labels.remove'>, 'not_found'>(id, () => {
        const found = get(id);
        if (!found.ok) return found;
        const postIds = postsWith.all(id);
        orm.delete(labels).where(eq(labels.id, id)).run();
        return ok({ label: found.value, postIds });
      }),

    restore: ({ label, postIds }: ParsedInput<'labels.restore'>) =>
      write<Label, 'not_found' | 'name_taken' | 'id_taken'>(label.id, () => {
        const { postCount: _count, ...row } = label;
        const made = insert(row);
        if (!made.ok) return made;
        giveBack.run({ id: label.id, postIds: JSON.stringify(postIds) });
        return get(label.id);
      }),
  };
}
const folded = (name: string) => name.normalize('NFKC').toLowerCase();
const taken = (name: string) =>
  fail('name_taken', `There is a label called “${name}” already. Choose another name.`);
