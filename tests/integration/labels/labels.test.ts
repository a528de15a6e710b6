import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLabels, type Labels } from '../../../electron/labels/labels.ts';
import { must, openServices, type TestServices } from '../../support/services.ts';

let workspace: TestServices;
let labels: Labels;
let client: { id: string };
let other: { id: string };
beforeEach(() => {
  workspace = openServices();
  const { database, bus, clock, clients } = workspace;
  labels = createLabels({ database, bus, clock });
  client = must(clients.create({ name: 'Bakery', notes: '' }));
  other = must(clients.create({ name: 'Harbour', notes: '' }));
});
afterEach(() => workspace.close());

const draft = (clientId: string, labelIds: string[]) =>
  must(workspace.posts.create({ clientId, text: 'Rye', targets: [], media: [], labelIds }));

describe('labels', () => {
  it('belong to a client or to all, and their names are told apart within those', () => {
    must(labels.create({ clientId: null, name: 'Launch' }));
    must(labels.create({ clientId: client.id, name: 'launch' }));
    expect(labels.create({ clientId: client.id, name: 'LAUNCH' })).toMatchObject({
      error: { code: 'name_taken' },
    });
    expect(labels.list({ clientId: other.id }).map(({ name }) => name)).toEqual(['Launch']);
    expect(labels.list({ clientId: client.id })).toHaveLength(2);
  });

  it('are on the post and its card, but never one of another client', () => {
    const own = must(labels.create({ clientId: client.id, name: 'Bread' }));
    const foreign = must(labels.create({ clientId: other.id, name: 'Boats' }));
    const post = draft(client.id, [own.id, foreign.id]);
    expect(post.labelIds).toEqual([own.id]);
    expect(workspace.posts.cards([post.id])[0]?.labelIds).toEqual([own.id]);
    const { version } = must(
      workspace.posts.update({ id: post.id, expectedVersion: post.version, labelIds: [] }),
    );
    expect(version).toBe(post.version + 1);
    expect(workspace.posts.cards([post.id])[0]?.labelIds).toEqual([]);
  });

  it('come back to the posts that had them, after they were removed', () => {
    const label = must(labels.create({ clientId: client.id, name: 'Bread' }));
    const post = draft(client.id, [label.id]);
    const removed = must(labels.remove(label.id));
    expect(must(workspace.posts.get(post.id)).labelIds).toEqual([]);
    expect(labels.list({})).toEqual([]);
    expect(must(labels.restore(removed)).postCount).toBe(1);
    expect(must(workspace.posts.get(post.id)).labelIds).toEqual([label.id]);
    expect(labels.restore(removed)).toMatchObject({ error: { code: 'id_taken' } });
  });
});

describe('a plan', () => {
  const at = { wallTime: '2026-12-24T09:00', zone: 'Europe/Berlin' };

  it('gives a draft a time that nothing is sent at', () => {
    const { id } = draft(client.id, []);
    const planned = must(workspace.posts.plan({ id, at }));
    expect(planned).toMatchObject({ status: 'draft', ...at });
    expect(planned.scheduledAt).toBe(Date.parse('2026-12-24T08:00:00Z'));
    expect(workspace.posts.due(Date.parse('2027-01-01'), 10)).toEqual([]);
    expect(must(workspace.posts.plan({ id, at: null })).scheduledAt).toBeNull();
  });

  it('is refused where the time is over', () => {
    const { id } = draft(client.id, []);
    const over = { ...at, wallTime: '2001-01-01T09:00' };
    expect(workspace.posts.plan({ id, at: over })).toMatchObject({
      error: { code: 'in_the_past' },
    });
  });
});
