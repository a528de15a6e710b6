import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { byName } from '../../shared/domain/by-name.ts';
import type { LibraryKind } from '../../shared/domain/library.ts';
import { foldedName } from '../../shared/domain/mention.ts';
import type { ParsedInput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { LibraryItem } from '../../shared/ipc/views.ts';
import type { Bus } from '../bus.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { libraryItems } from '../database/schema/index.ts';

export type Library = ReturnType<typeof createLibrary>;

type Change = ParsedInput<'library.update'>;

/**
 * What is written once and used again. Names are unique by kind within a client, and among those of all clients,
 * whatever their case.
 */
export function createLibrary({
  database,
  bus,
  clock,
}: {
  database: Database;
  bus: Bus;
  clock: Clock;
}) {
  const { raw, orm } = database;
  const isClient = () =>
    raw.prepare<[string], number>('SELECT 1 FROM clients WHERE id = ?').pluck();

  const itemIn = (row: typeof libraryItems.$inferSelect): LibraryItem => {
    const { id, clientId, kind, name, content } = row;
    return { id, clientId, kind, name, content } as LibraryItem;
  };

  function get(id: string): Result<LibraryItem, 'not_found'> {
    const row = orm.select().from(libraryItems).where(eq(libraryItems.id, id)).get();
    return row ? ok(itemIn(row)) : fail('not_found', 'This is not in the library any more.');
  }

  const isTaken = (
    { kind, clientId, name }: Pick<LibraryItem, 'kind' | 'clientId' | 'name'>,
    exceptId: string,
  ): boolean =>
    orm
      .select({ id: libraryItems.id, clientId: libraryItems.clientId, name: libraryItems.name })
      .from(libraryItems)
      .where(eq(libraryItems.kind, kind))
      .all()
      .some(
        (other) =>
          other.id !== exceptId &&
          other.clientId === clientId &&
          foldedName(other.name) === foldedName(name),
      );

  const refuseClient = (clientId: string | null) =>
    clientId === null || isClient().get(clientId) === 1
      ? null
      : fail('not_found', 'This client is not here any more.');

  /** Runs in one transaction; tells of the item after the commit. */
  function write<Value, Code extends string>(itemId: string, work: () => Result<Value, Code>) {
    const result = raw.transaction(work).immediate();
    if (result.ok) bus.emit('library.changed', { itemId });
    return result;
  }

  const insert = (item: LibraryItem) =>
    write<LibraryItem, 'not_found' | 'name_taken' | 'id_taken'>(item.id, () => {
      const refused = refuseClient(item.clientId);
      if (refused) return refused;
      if (get(item.id).ok) return fail('id_taken', 'This is in the library already.');
      if (isTaken(item, item.id)) return taken(item.kind, item.name);
      const now = clock.now();
      orm
        .insert(libraryItems)
        .values({ ...item, createdAt: now, updatedAt: now })
        .run();
      return get(item.id);
    });

  return {
    /** By name, as a person sorts them. */
    list: ({ clientId }: ParsedInput<'library.list'>): LibraryItem[] =>
      orm
        .select()
        .from(libraryItems)
        .all()
        .filter(
          (row) => clientId === undefined || row.clientId === null || row.clientId === clientId,
        )
        .sort(byName)
        .map(itemIn),

    create: ({ id = v7(), ...input }: ParsedInput<'library.create'>) => insert({ id, ...input }),

    update: (change: Change) =>
      write<LibraryItem, 'not_found' | 'name_taken'>(change.id, () => {
        const found = get(change.id);
        if (!found.ok) return found;
        const before = found.value;
        if (before.kind !== change.kind)
          return fail('not_found', 'This is something else in the library by now.');
        const refused = change.clientId === undefined ? null : refuseClient(change.clientId);
        if (refused) return refused;
        const { name = before.name, clientId = before.clientId } = change;
        if (isTaken({ kind: before.kind, clientId, name }, before.id))
          return taken(before.kind, name);
        orm
          .update(libraryItems)
          .set({ name, clientId, content: contentAfter(before, change), updatedAt: clock.now() })
          .where(eq(libraryItems.id, before.id))
          .run();
        return get(before.id);
      }),

    remove: (id: string) =>
      write<LibraryItem, 'not_found'>(id, () => {
        const found = get(id);
        if (found.ok) orm.delete(libraryItems).where(eq(libraryItems.id, id)).run();
        return found;
      }),

    restore: ({ item }: ParsedInput<'library.restore'>) => insert(item),
  };
}

/** Who is renamed keeps the old name beside the new one: texts that were written before still mean them. */
function contentAfter(before: LibraryItem, { name, content }: Change): LibraryItem['content'] {
  const next = content ?? before.content;
  if (before.kind !== 'mention' || !('handles' in next)) return next;
  const isRenamed = name !== undefined && foldedName(name) !== foldedName(before.name);
  const names = [...(isRenamed ? [before.name] : []), ...before.content.formerly];
  const formerly = names.filter((old) => foldedName(old) !== foldedName(name ?? before.name));
  return { ...next, formerly: [...new Set(formerly)].slice(0, 20) };
}

const WORDS: Readonly<Record<LibraryKind, string>> = {
  snippet: 'snippet',
  hashtags: 'hashtag set',
  template: 'template',
  mention: 'saved mention',
  reply: 'saved reply',
};
const taken = (kind: LibraryKind, name: string) =>
  fail('name_taken', `There is a ${WORDS[kind]} called “${name}” already. Choose another name.`);
