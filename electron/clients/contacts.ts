import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { ParsedInput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Contact } from '../../shared/ipc/views.ts';
import type { Bus } from '../bus.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { contacts } from '../database/schema/index.ts';

export type Contacts = ReturnType<typeof createContacts>;

/** People at the clients, in an order of each client's own. Every change is told as one of the client. */
export function createContacts({
  database: { raw, orm },
  bus,
  clock,
}: {
  database: Database;
  bus: Bus;
  clock: Clock;
}) {
  const prepare = () => {
    const select = (where: string) =>
      raw.prepare<[string], Omit<Contact, 'approves'> & { approves: number }>(
        `SELECT id, client_id AS clientId, name, role, email, phone, approves, position
         FROM contacts ${where}`,
      );
    return {
      one: select('WHERE id = ?'),
      ofClient: select('WHERE client_id = ? ORDER BY position, id'),
      isClient: raw.prepare<[string], number>('SELECT 1 FROM clients WHERE id = ?').pluck(),
      place: raw.prepare<[number, string]>('UPDATE contacts SET position = ? WHERE id = ?'),
    };
  };
  // Seldom asked for, so not at each start.
  let prepared: ReturnType<typeof prepare> | null = null;
  const statements = () => {
    prepared ??= prepare();
    return prepared;
  };

  const all = (clientId: string): Contact[] =>
    statements()
      .ofClient.all(clientId)
      .map((row) => ({ ...row, approves: row.approves === 1 }));

  function get(id: string): Result<Contact, 'not_found'> {
    const row = statements().one.get(id);
    return row
      ? ok({ ...row, approves: row.approves === 1 })
      : fail('not_found', 'This contact is not here any more.');
  }

  /** Runs in one transaction; tells of the client after the commit. */
  function write<Value, Code extends string>(
    work: () => Result<{ clientId: string; value: Value }, Code>,
  ): Result<Value, Code> {
    const done = raw.transaction(work).immediate();
    if (!done.ok) return done;
    bus.emit('client.changed', { clientId: done.value.clientId });
    return ok(done.value.value);
  }

  /** One number after the other, so that a place always says where in the list. */
  function renumber(order: readonly Contact[]): void {
    order.forEach(({ id, position }, index) => {
      if (position !== index) statements().place.run(index, id);
    });
  }

  function insert(contact: Contact): Result<Contact, 'not_found' | 'id_taken'> {
    if (statements().isClient.get(contact.clientId) !== 1)
      return fail('not_found', 'This client is not here any more.');
    if (statements().one.get(contact.id)) return fail('id_taken', 'This contact is here already.');
    const others = all(contact.clientId);
    const now = clock.now();
    orm
      .insert(contacts)
      .values({ ...contact, createdAt: now, updatedAt: now })
      .run();
    renumber(others.toSpliced(contact.position, 0, contact));
    return get(contact.id);
  }

  return {
    list: (clientId: string): Result<Contact[], 'not_found'> =>
      statements().isClient.get(clientId) === 1
        ? ok(all(clientId))
        : fail('not_found', 'This client is not here any more.'),

    create: ({ id = v7(), ...fields }: ParsedInput<'contacts.create'>) =>
      write<Contact, 'not_found' | 'id_taken'>(() => {
        const made = insert({ id, ...fields, position: all(fields.clientId).length });
        return made.ok ? ok({ clientId: fields.clientId, value: made.value }) : made;
      }),

    update: ({ id, ...fields }: ParsedInput<'contacts.update'>) =>
      write<Contact, 'not_found'>(() => {
        const found = get(id);
        if (!found.ok) return found;
        orm
          .update(contacts)
          .set({ ...fields, updatedAt: clock.now() })
          .where(eq(contacts.id, id))
          .run();
        const changed = get(id);
        return changed.ok
          ? ok({ clientId: changed.value.clientId, value: changed.value })
          : changed;
      }),

    /** Nothing moves where `before` is of another client, or gone: then it is the end. */
    move: (id: string, before: string | null) =>
      write<Contact[], 'not_found'>(() => {
        const found = get(id);
        if (!found.ok) return found;
        const { clientId } = found.value;
        const others = all(clientId).filter((other) => other.id !== id);
        const place = others.findIndex((other) => other.id === before);
        renumber(others.toSpliced(place < 0 ? others.length : place, 0, found.value));
        return ok({ clientId, value: all(clientId) });
      }),

    remove: (id: string) =>
      write<Contact, 'not_found'>(() => {
        const found = get(id);
        if (!found.ok) return found;
        const { clientId } = found.value;
        orm.delete(contacts).where(eq(contacts.id, id)).run();
        renumber(all(clientId));
        return ok({ clientId, value: found.value });
      }),

    restore: (contact: Contact) =>
      write<Contact, 'not_found' | 'id_taken'>(() => {
        const made = insert(contact);
        return made.ok ? ok({ clientId: contact.clientId, value: made.value }) : made;
      }),
  };
}
