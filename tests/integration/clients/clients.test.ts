import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CLIENT_PALETTE } from '../../../shared/domain/client-palette.ts';
import { must, openServices, type TestServices } from '../../support/services.ts';

let workspace: TestServices;
beforeEach(() => {
  workspace = openServices();
});
afterEach(() => workspace.close());

const create = (name: string, more: { colour?: string; notes?: string } = {}) =>
  workspace.clients.create({ name, notes: '', ...more });
const names = (archived = false) =>
  workspace.clients.list({ archived }).map((client) => client.name);
const UNKNOWN = '019a0000-0000-7000-8000-000000000000';

describe('clients', () => {
  it('are listed as a person sorts names', () => {
    for (const name of ['zeta', 'Émile', 'Bakery 10', 'Bakery 9', 'alpha']) must(create(name));
    expect(names()).toEqual(['alpha', 'Bakery 9', 'Bakery 10', 'Émile', 'zeta']);
  });

  it('get the colours of the palette in turn, or the one that was chosen', () => {
    expect(must(create('A')).colour).toBe(CLIENT_PALETTE[0]);
    expect(must(create('B', { colour: '#123456' })).colour).toBe('#123456');
    expect(must(create('C')).colour).toBe(CLIENT_PALETTE[1]);
  });

  it.each([
    ['the same', 'Café Nord'],
    ['another case', 'CAFÉ NORD'],
    ['composed otherwise', 'Café Nord'],
  ])('refuse a name that is taken: %s', (_how, name) => {
    must(create('Café Nord'));
    expect(create(name)).toMatchObject({ ok: false, error: { code: 'name_taken' } });
    expect(names()).toEqual(['Café Nord']);
  });

  it('may take the name of an archived client, which then needs another one to come back', () => {
    const old = must(create('Bakery'));
    must(workspace.clients.archive(old.id));
    must(create('Bakery'));
    expect(workspace.clients.restore(old.id)).toMatchObject({ error: { code: 'name_taken' } });
    must(workspace.clients.update({ id: old.id, name: 'Old bakery' }));
    expect(must(workspace.clients.restore(old.id)).archivedAt).toBeNull();
    expect(names()).toEqual(['Bakery', 'Old bakery']);
  });

  it('change only what is named, and may keep their own name', () => {
    const client = must(create('Bakery', { notes: 'Likes blue' }));
    workspace.clock.advance(1000);
    const changed = must(
      workspace.clients.update({ id: client.id, name: 'BAKERY', colour: '#010203' }),
    );
    expect(changed).toEqual({
      ...client,
      name: 'BAKERY',
      colour: '#010203',
      updatedAt: client.updatedAt + 1000,
    });
    must(create('Cinema'));
    expect(workspace.clients.update({ id: client.id, name: 'cinema' })).toMatchObject({
      error: { code: 'name_taken' },
    });
  });

  it('count their accounts and the posts that are to come', () => {
    const client = workspace.client();
    const other = workspace.client('Other');
    const { posts } = workspace;
    const draft = (clientId: string, accountId: string) =>
      must(posts.create({ clientId, text: 'Hi', targets: [{ accountId, text: null }], media: [] }));
    const when = { wallTime: '2026-11-23T09:00', zone: 'UTC' };
    for (let at = 0; at < 3; at++) draft(client.id, client.accountId);
    const scheduled = draft(client.id, client.accountId);
    must(posts.schedule({ id: scheduled.id, ...when }));
    must(posts.schedule({ id: draft(other.id, other.accountId).id, ...when }));
    expect(workspace.clients.get(client.id)).toMatchObject({
      value: { accountCount: 1, upcomingCount: 1 },
    });
    must(posts.remove(scheduled.id));
    expect(workspace.clients.get(client.id)).toMatchObject({ value: { upcomingCount: 0 } });
  });

  it('are not put away while their posts are scheduled', () => {
    const client = workspace.client();
    const { posts, clients } = workspace;
    const targets = [{ accountId: client.accountId, text: null }];
    const post = must(posts.create({ clientId: client.id, text: 'Hi', targets, media: [] }));
    must(posts.schedule({ id: post.id, wallTime: '2026-11-23T09:00', zone: 'UTC' }));
    expect(clients.archive(client.id)).toMatchObject({
      error: { code: 'posts_scheduled', details: { count: 1 } },
    });
    must(posts.unschedule(post.id));
    expect(must(clients.archive(client.id)).archivedAt).toBe(workspace.clock.now());
    expect(names()).toEqual([]);
    expect(names(true)).toEqual(['Bakery']);
  });

  it('tell of each change once, and of none that did nothing', () => {
    const { clients, told } = workspace;
    const client = must(create('Bakery'));
    const event = { name: 'client.changed', payload: { clientId: client.id } };
    expect(told).toEqual([event]);
    must(clients.archive(client.id));
    must(clients.archive(client.id));
    expect(told).toEqual([event, event]);
    create('Cinema');
    clients.update({ id: client.id });
    expect(told).toHaveLength(3);
  });

  it('are not found when nobody has that id', () => {
    const { clients } = workspace;
    const { get, archive, restore } = clients;
    for (const answer of [
      get(UNKNOWN),
      archive(UNKNOWN),
      restore(UNKNOWN),
      clients.update({ id: UNKNOWN, notes: '' }),
    ])
      expect(answer).toMatchObject({ ok: false, error: { code: 'not_found' } });
    expect(workspace.told).toEqual([]);
  });
});
