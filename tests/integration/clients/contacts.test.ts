import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Contacts, createContacts } from '../../../electron/clients/contacts.ts';
import { contactRoutes } from '../../../shared/ipc/contacts.ts';
import { must, openServices, type TestServices } from '../../support/services.ts';

let workspace: TestServices;
let contacts: Contacts;
let clientId: string;
beforeEach(() => {
  workspace = openServices();
  const { database, bus, clock, clients } = workspace;
  contacts = createContacts({ database, bus, clock });
  clientId = must(clients.create({ name: 'Bakery', notes: '' })).id;
});
afterEach(() => workspace.close());

const add = (name: string, more: { email?: string; approves?: boolean } = {}) =>
  must(
    contacts.create({ clientId, name, role: '', email: '', phone: '', approves: false, ...more }),
  );
const names = () => must(contacts.list(clientId)).map(({ name }) => name);
const places = () => must(contacts.list(clientId)).map(({ position }) => position);

describe('contacts', () => {
  it('stand in the order in which they were put, and can be put elsewhere', () => {
    const [ada, ben, cleo] = [add('Ada'), add('Ben'), add('Cleo')];
    expect(names()).toEqual(['Ada', 'Ben', 'Cleo']);
    must(contacts.move(cleo.id, ada.id));
    expect(names()).toEqual(['Cleo', 'Ada', 'Ben']);
    must(contacts.move(cleo.id, null));
    expect(names()).toEqual(['Ada', 'Ben', 'Cleo']);
    must(contacts.move(ada.id, cleo.id));
    expect(names()).toEqual(['Ben', 'Ada', 'Cleo']);
    expect(places()).toEqual([0, 1, 2]);
    must(contacts.move(ben.id, ben.id));
    expect(names()).toEqual(['Ada', 'Cleo', 'Ben']);
  });

  it('come back to their place as they were', () => {
    add('Ada');
    const ben = add('Ben', { email: 'ben@bakery.test', approves: true });
    add('Cleo');
    const removed = must(contacts.remove(ben.id));
    expect(names()).toEqual(['Ada', 'Cleo']);
    expect(places()).toEqual([0, 1]);
    expect(must(contacts.restore(removed))).toEqual(ben);
    expect(names()).toEqual(['Ada', 'Ben', 'Cleo']);
    expect(contacts.restore(removed)).toMatchObject({ error: { code: 'id_taken' } });
  });

  it('change only what is named', () => {
    const ada = add('Ada', { email: 'ada@bakery.test' });
    const changed = must(contacts.update({ id: ada.id, role: 'Owner', approves: true }));
    expect(changed).toEqual({ ...ada, role: 'Owner', approves: true });
  });

  it('are told as a change of their client, once', () => {
    workspace.told.length = 0;
    const ada = add('Ada');
    must(contacts.remove(ada.id));
    contacts.remove(ada.id);
    const event = { name: 'client.changed', payload: { clientId } };
    expect(workspace.told).toEqual([event, event]);
  });

  it('are of a client that is there', () => {
    const unknown = '019a0000-0000-7000-8000-000000000000';
    const fields = { name: 'Ada', role: '', email: '', phone: '', approves: false };
    for (const answer of [
      contacts.list(unknown),
      contacts.create({ clientId: unknown, ...fields }),
      contacts.update({ id: unknown }),
      contacts.move(unknown, null),
      contacts.remove(unknown),
    ])
      expect(answer).toMatchObject({ error: { code: 'not_found' } });
  });

  it.each(['ada', 'ada@', 'ada@bakery', '@bakery.test', 'a b@bakery.test'])(
    'have no e-mail address like “%s”',
    (email) => {
      const { input } = contactRoutes['contacts.create'];
      expect(input.safeParse({ clientId, name: 'Ada', email }).success).toBe(false);
      expect(input.safeParse({ clientId, name: 'Ada', email: 'ada@bakery.test' }).success).toBe(
        true,
      );
    },
  );
});
