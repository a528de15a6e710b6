import { v7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PostStatus } from '../../../shared/domain/post-status.ts';
import type { Post } from '../../../shared/ipc/views.ts';
import { must, openServices, type TestServices } from '../../support/services.ts';

let workspace: TestServices;
let client: ReturnType<TestServices['client']>;
const SESSION = v7();
const AT = { wallTime: '2031-03-04T09:00', zone: 'UTC' };
const LATER = { wallTime: '2031-03-05T09:00', zone: 'UTC' };

beforeEach(() => {
  workspace = openServices();
  client = workspace.client();
});
afterEach(() => workspace.close());

const get = (id: string): Post => must(workspace.posts.get(id));
const kinds = (id: string) =>
  must(workspace.posts.notes.list(id)).map(({ kind, author }) => `${author || 'me'} ${kind}`);
const write = (id: string, said: Partial<Parameters<typeof workspace.posts.update>[0]>) =>
  must(workspace.posts.update({ id, expectedVersion: get(id).version, by: SESSION, ...said }));

/** Approved by Ada for its planned time, or without one. */
function approved(planned = true): string {
  const { posts, clock } = workspace;
  const { id } = must(
    posts.create({
      ...{ clientId: client.id, text: 'Rye bread', by: SESSION },
      targets: [{ accountId: client.accountId, text: null }],
      media: [],
    }),
  );
  if (planned) must(posts.plan({ id, at: AT }));
  must(posts.review.submit(id));
  must(posts.review.approve(id, { author: 'Ada', at: clock.now() }));
  clock.advance(1000);
  return id;
}
const scheduled = (): string => {
  const id = approved();
  must(workspace.posts.schedule({ id, ...AT }));
  return id;
};
const stands = (id: string): [PostStatus, boolean | undefined] => {
  const { status, approval } = get(id);
  return [status, approval && approval.editedAt !== null];
};

describe('what was approved and is not scheduled', () => {
  it.each([
    ['its text', () => ({ text: 'Rye bread, warm' })],
    ['a text of its own', () => ({ targets: [{ accountId: client.accountId, text: 'Rye' }] })],
    ['its accounts', () => ({ targets: [] })],
    ['its pictures', () => ({ media: [{ mediaId: workspace.media(), altText: '' }] })],
    ['its first comment', () => ({ firstComment: 'Order by noon' })],
    ['how it is cut into parts', () => ({ threading: 'split' as const })],
  ])('waits for approval again when %s changes, and its history says so', (_what, change) => {
    const id = approved();
    expect(stands(id)).toEqual(['approved', false]);
    const { version } = get(id);
    write(id, change());
    expect(stands(id)).toEqual(['in_review', true]);
    expect(kinds(id)).toEqual(['me submitted', 'Ada approved', 'me edited']);
    expect(get(id).approval).toMatchObject({ author: 'Ada', editedAt: workspace.clock.now() });
    expect(get(id).scheduledAt).toBe(Date.parse('2031-03-04T09:00Z'));
    // One change is one version, as always.
    expect(get(id).version).toBe(version + 1);
  });

  it('stays approved when its category and labels change', () => {
    const id = approved();
    const label = must(
      workspace.posts.many.label(id, [], []), // nothing to do, and no refusal
    );
    expect(label).toBeNull();
    write(id, { category: 'Products' });
    must(workspace.posts.notes.add({ postId: id, text: 'Call Ada', author: '' }));
    expect(stands(id)).toEqual(['approved', false]);
  });

  it('is approved again when it says again what was approved, and nothing is left of it', () => {
    const id = approved();
    for (const text of ['Rye bread,', 'Rye bread, w', 'Rye bread,']) write(id, { text });
    expect(stands(id)).toEqual(['in_review', true]);
    write(id, { text: 'Rye bread' });
    expect(stands(id)).toEqual(['approved', false]);
    expect(kinds(id)).toEqual(['me submitted', 'Ada approved']);
  });

  it('comes back from the history as it was approved', () => {
    const id = approved();
    write(id, { text: 'One', firstComment: 'Two' });
    workspace.clock.advance(3_600_000);
    write(id, { text: 'Three' });
    const { version } = get(id).approval ?? {};
    expect(must(workspace.posts.versions.get(id, version ?? 0)).text).toBe('Rye bread');
    must(
      workspace.posts.restoreVersion({
        ...{ id, version: version ?? 0, expectedVersion: get(id).version },
      }),
    );
    expect(stands(id)).toEqual(['approved', false]);
  });

  it('waits again when its planned time changes, and moving it back undoes that', () => {
    const id = approved();
    must(workspace.posts.plan({ id, at: LATER }));
    expect(stands(id)).toEqual(['in_review', true]);
    write(id, { text: 'Other words' });
    must(workspace.posts.plan({ id, at: AT }));
    expect(stands(id)).toEqual(['in_review', true]);
    write(id, { text: 'Rye bread' });
    expect(stands(id)).toEqual(['approved', false]);
    must(workspace.posts.plan({ id, at: null }));
    expect(stands(id)).toEqual(['in_review', true]);
    must(workspace.posts.plan({ id, at: AT }));
    expect(stands(id)).toEqual(['approved', false]);
  });

  it('stays approved when it gets its first time', () => {
    const id = approved(false);
    must(workspace.posts.plan({ id, at: AT }));
    expect(stands(id)).toEqual(['approved', false]);
  });

  it('is approved again when a move of many is undone, unless it was rewritten meanwhile', () => {
    const { many } = workspace.posts;
    const id = approved();
    const moved = must(many.move(id, { days: 1 }));
    expect(stands(id)).toEqual(['in_review', true]);
    if (!moved) throw new Error('Nothing was moved');
    must(many.takeBack(moved));
    expect(stands(id)).toEqual(['approved', false]);

    const again = must(many.move(id, { days: 1 }));
    if (!again) throw new Error('Nothing was moved');
    write(id, { text: 'Newer words' });
    must(many.takeBack(again));
    expect(get(id).scheduledAt).toBe(Date.parse('2031-03-04T09:00Z'));
    expect(stands(id)).toEqual(['in_review', true]);
  });

  it('is listed as what came back, until somebody decides on it', () => {
    const { review } = workspace.posts;
    const [id, other] = [approved(), approved()];
    expect(review.reopened()).toEqual([]);
    write(id, { text: 'Newer' });
    expect(review.reopened()).toEqual([id]);
    expect(review.reopened(client.id)).toEqual([id]);
    expect(review.reopened(workspace.client('Other').id)).toEqual([]);
    must(review.approve(id, { author: 'Ada' }));
    write(other, { text: 'Newer' });
    must(review.withdraw(other));
    must(review.submit(other));
    expect(review.reopened()).toEqual([]);
  });

  it('is approved by a new word, and by nothing that the person decided otherwise', () => {
    const id = approved();
    write(id, { text: 'Newer' });
    must(workspace.posts.review.withdraw(id));
    write(id, { text: 'Rye bread' });
    expect(get(id).status).toBe('draft');
    must(workspace.posts.review.submit(id));
    must(workspace.posts.review.approve(id, { author: 'Ben' }));
    expect(get(id)).toMatchObject({ status: 'approved', approval: { author: 'Ben' } });
  });
});

describe('what is scheduled on the ground of an approval', () => {
  it('stays scheduled and says that it was edited since, until somebody says yes to it', () => {
    const id = scheduled();
    expect(stands(id)).toEqual(['scheduled', false]);
    write(id, { text: 'Rye bread, warm' });
    expect(stands(id)).toEqual(['scheduled', true]);
    expect(get(id)).toMatchObject({ heldAt: null, scheduledAt: Date.parse('2031-03-04T09:00Z') });
    must(workspace.posts.review.approve(id, {}));
    expect(stands(id)).toEqual(['scheduled', false]);
    expect(get(id).approval).toMatchObject({ author: '' });
  });

  it('says so no more when it is back at what was approved', () => {
    const id = scheduled();
    // Saved by the session that goes on writing: what was approved stays in the history all the same.
    write(id, { text: 'Rye' });
    must(workspace.posts.review.approve(id, { author: 'Ada' }));
    write(id, { text: 'Ry' });
    expect(stands(id)).toEqual(['scheduled', true]);
    must(workspace.posts.schedule({ id, ...LATER }));
    write(id, { text: 'Rye' });
    expect(stands(id)).toEqual(['scheduled', false]);
  });

  it('says so also where it was edited as a draft in between', () => {
    const id = scheduled();
    must(workspace.posts.unschedule(id));
    write(id, { text: 'Rye bread, warm' });
    expect(get(id).status).toBe('draft');
    must(workspace.posts.schedule({ id, ...AT }));
    expect(stands(id)).toEqual(['scheduled', true]);
  });

  it('may be moved: its time is the person’s own', () => {
    const id = scheduled();
    must(workspace.posts.schedule({ id, ...LATER }));
    expect(stands(id)).toEqual(['scheduled', false]);
  });

  it('says nothing of a post that nobody approved', () => {
    const { id } = must(
      workspace.posts.create({ clientId: client.id, text: 'Mine', targets: [], media: [] }),
    );
    write(id, { text: 'Mine alone' });
    expect(get(id).approval).toBeUndefined();
    expect(kinds(id)).toEqual([]);
  });
});
