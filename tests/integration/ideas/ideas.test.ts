import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createIdeas, type Ideas } from '../../../electron/ideas/ideas.ts';
import { must, openServices, type TestServices } from '../../support/services.ts';

// The test clock stands at 2026-11-22 09:00 UTC.
let workspace: TestServices;
let ideas: Ideas;
let client: { id: string };
let other: { id: string };
beforeEach(() => {
  workspace = openServices();
  ideas = createIdeas(workspace);
  client = workspace.client('Bakery');
  other = workspace.client('Harbour');
});
afterEach(() => workspace.close());

const idea = (text: string, clientId: string | null = client.id) =>
  must(ideas.create({ clientId, text }));
const texts = (clientId?: string) =>
  ideas.list(clientId === undefined ? {} : { clientId }).map(({ text }) => text);
const at = { wallTime: '2026-11-24T09:00', zone: 'Europe/Berlin' };

describe('ideas', () => {
  it('stand newest first, those of nobody yet with every client', () => {
    idea('Rye');
    idea('Boats', other.id);
    idea('Anybody', null);
    expect(texts()).toEqual(['Anybody', 'Boats', 'Rye']);
    expect(texts(client.id)).toEqual(['Anybody', 'Rye']);
    expect(ideas.create({ clientId: crypto.randomUUID(), text: 'No' })).toMatchObject({
      error: { code: 'not_found' },
    });
  });

  it('are put in any order, however often', () => {
    const all = ['A', 'B', 'C', 'D'].map((text) => idea(text));
    const [a, b, , d] = all.map(({ id }) => id);
    must(ideas.move({ id: a ?? '', before: d ?? '' }));
    expect(texts()).toEqual(['A', 'D', 'C', 'B']);
    must(ideas.move({ id: d ?? '', before: null }));
    expect(texts()).toEqual(['A', 'C', 'B', 'D']);
    // Until there is no number left between two of them, and beyond.
    for (let turn = 0; turn < 40; turn++) {
      const [first, second] = turn % 2 ? [a, d] : [d, a];
      must(ideas.move({ id: first ?? '', before: b ?? '' }));
      must(ideas.move({ id: second ?? '', before: b ?? '' }));
    }
    expect(texts()).toEqual(['C', 'A', 'D', 'B']);
  });

  it('come back where they were', () => {
    idea('A');
    const b = idea('B');
    idea('C');
    const removed = must(ideas.remove(b.id));
    expect(texts()).toEqual(['C', 'A']);
    must(ideas.restore(removed));
    expect(texts()).toEqual(['C', 'B', 'A']);
    expect(ideas.restore(removed)).toMatchObject({ error: { code: 'id_taken' } });
  });

  it('become a planned draft, and come back from it unless it was changed since', () => {
    const { id } = idea('Stollen');
    const { post, idea: gone } = must(ideas.plan({ id, at }));
    expect(post).toMatchObject({ clientId: client.id, status: 'draft', text: 'Stollen', ...at });
    expect(texts()).toEqual([]);
    must(ideas.unplan({ idea: gone, postId: post.id, version: post.version }));
    expect(texts()).toEqual(['Stollen']);
    expect(workspace.posts.get(post.id)).toMatchObject({ error: { code: 'not_found' } });

    const again = must(ideas.plan({ id, at }));
    must(
      workspace.posts.update({
        id: again.post.id,
        expectedVersion: again.post.version,
        text: 'Stollen, better',
      }),
    );
    expect(
      ideas.unplan({ idea: gone, postId: again.post.id, version: again.post.version }),
    ).toMatchObject({ error: { code: 'stale' } });
    expect(texts()).toEqual([]);
  });

  it('stay on the shelf, with no draft left behind, where they cannot be planned', () => {
    const mine = idea('Yesterday');
    const nobodys = idea('For whom', null);
    const past = { wallTime: '2026-11-20T09:00', zone: 'UTC' };
    expect(ideas.plan({ id: mine.id, at: past })).toMatchObject({ error: { code: 'in_the_past' } });
    expect(ideas.plan({ id: nobodys.id, at })).toMatchObject({ error: { code: 'no_client' } });
    expect(texts()).toEqual(['For whom', 'Yesterday']);
    const list = workspace.posts.list({ limit: 10, after: null });
    expect(list.ok && list.value.posts).toEqual([]);
    expect(must(ideas.plan({ id: nobodys.id, clientId: other.id, at })).post.clientId).toBe(
      other.id,
    );
  });

  it('are changed, and may be given to a client', () => {
    const { id } = idea('Rye', null);
    expect(must(ideas.update({ id, text: 'Rye bread', clientId: other.id }))).toMatchObject({
      text: 'Rye bread',
      clientId: other.id,
    });
    expect(workspace.told.filter(({ name }) => name === 'ideas.changed')).toHaveLength(2);
  });
});
