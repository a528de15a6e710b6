import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLibrary, type Library } from '../../../electron/library/library.ts';
import { must, openServices, type TestServices } from '../../support/services.ts';

let workspace: TestServices;
let library: Library;
let bakery: { id: string; accountId: string };
let harbour: { id: string; accountId: string };
beforeEach(() => {
  workspace = openServices();
  const { database, bus, clock } = workspace;
  library = createLibrary({ database, bus, clock });
  bakery = workspace.client('Bakery');
  harbour = workspace.client('Harbour');
});
afterEach(() => workspace.close());

const snippet = (name: string, clientId: string | null = null, text = 'Open from 7') =>
  library.create({ kind: 'snippet', clientId, name, content: { text } });
const mention = (name: string, handle: string, clientId: string | null = null) =>
  library.create({
    kind: 'mention',
    clientId,
    name,
    content: { handles: { bluesky: handle }, formerly: [] },
  });
const names = (clientId?: string) =>
  library.list(clientId === undefined ? {} : { clientId }).map(({ name }) => name);

describe('the library', () => {
  it('has things of one client and of all, by name', () => {
    must(snippet('Hours', bakery.id));
    must(snippet('address'));
    must(snippet('Boats', harbour.id));
    expect(names(bakery.id)).toEqual(['address', 'Hours']);
    expect(names()).toEqual(['address', 'Boats', 'Hours']);
    expect(workspace.told.filter(({ name }) => name === 'library.changed')).toHaveLength(3);
  });

  it('tells names apart within a kind and a client, whatever their case', () => {
    must(snippet('Hours'));
    expect(snippet('HOURS')).toMatchObject({ error: { code: 'name_taken' } });
    must(snippet('hours', bakery.id));
    must(mention('Hours', 'hours.test'));
    expect(snippet('Hours', '019ab000-0000-7000-8000-000000000000')).toMatchObject({
      error: { code: 'not_found' },
    });
  });

  it('changes what is said and whose it is, and gives back what was removed', () => {
    const item = must(snippet('Hours'));
    const changed = must(
      library.update({
        ...{ id: item.id, kind: 'snippet', name: 'Times', clientId: bakery.id },
        content: { text: 'Open from 8' },
      }),
    );
    expect(changed).toEqual({
      ...{ id: item.id, kind: 'snippet', name: 'Times', clientId: bakery.id },
      content: { text: 'Open from 8' },
    });
    // A kind is for ever: what looks for a snippet under this id finds none.
    expect(
      library.update({ id: item.id, kind: 'hashtags', content: { tags: ['a'] } }),
    ).toMatchObject({ error: { code: 'not_found' } });
    const removed = must(library.remove(item.id));
    expect(names()).toEqual([]);
    expect(must(library.restore({ item: removed }))).toEqual(changed);
    expect(library.restore({ item: removed })).toMatchObject({ error: { code: 'id_taken' } });
  });
});

describe('whom a post mentions', () => {
  const unknown = (id: string) =>
    workspace.posts.check(id).filter(({ code }) => code === 'unknown_mention');
  const post = (text: string, over: { firstComment?: string } = {}) =>
    must(
      workspace.posts.create({
        clientId: bakery.id,
        text,
        targets: [{ accountId: bakery.accountId, text: null }],
        media: [],
        ...over,
      }),
    );

  it('is in the post with the handles of now, its client’s before those of all', () => {
    must(mention('Ada', 'everyone.test'));
    must(mention('Ada', 'own.test', bakery.id));
    must(mention('Ada', 'foreign.test', harbour.id));
    must(mention('Bo', 'bo.test'));
    expect(post('Just bread').mentions).toBeUndefined();
    expect(post('With @{Ada}', { firstComment: '@{bo} too' }).mentions).toEqual([
      { name: 'Ada', handles: { bluesky: 'own.test' }, formerly: [] },
      { name: 'Bo', handles: { bluesky: 'bo.test' }, formerly: [] },
    ]);
    expect(post('With @{Nobody}').mentions).toEqual([]);
  });

  it('is found by the old name after a new one, and warned about once there is none', () => {
    const item = must(mention('Harbour Books', 'harbour.test'));
    const { id } = post('With @{Harbour Books}');
    must(library.update({ id: item.id, kind: 'mention', name: 'Harbour' }));
    expect(must(workspace.posts.get(id)).mentions).toMatchObject([
      { name: 'Harbour', formerly: ['Harbour Books'] },
    ]);
    expect(unknown(id)).toEqual([]);
    // Back to the old name: that one is no former name then.
    must(library.update({ id: item.id, kind: 'mention', name: 'Harbour Books' }));
    expect(library.list({})).toMatchObject([{ content: { formerly: ['Harbour'] } }]);
    must(library.remove(item.id));
    expect(unknown(id)).toMatchObject([{ severity: 'warning' }]);
  });

  it('counts with the handle where a recurring post is checked', () => {
    must(mention('Ada', `${'a'.repeat(290)}.test`));
    const made = workspace.posts.occurrences.newContent(bakery.id, {
      text: 'Ten letters @{Ada}',
      targets: [{ accountId: bakery.accountId, text: null }],
      media: [],
    });
    expect(made).toMatchObject({ ok: false, error: { code: 'not_ready' } });
  });
});
