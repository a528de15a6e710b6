import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { must, openServices, type TestServices } from '../../support/services.ts';

let workspace: TestServices;
let client: ReturnType<TestServices['client']>;

beforeEach(() => {
  workspace = openServices();
  client = workspace.client();
  workspace.told.length = 0;
});
afterEach(() => workspace.close());

const draft = (over: Partial<Parameters<TestServices['posts']['create']>[0]> = {}) =>
  workspace.posts.create({
    clientId: client.id,
    text: 'Fresh bread',
    targets: [{ accountId: client.accountId, text: null }],
    media: [],
    ...over,
  });
const events = () => workspace.told.filter(({ name }) => name === 'post.changed').length;

describe('threading and the first comment of a post', () => {
  it('are off and empty unless something else is said, and kept', () => {
    expect(must(draft())).toMatchObject({ threading: 'off', firstComment: '' });
    const { id } = must(draft({ threading: 'numbered', firstComment: '#bread' }));
    expect(must(workspace.posts.get(id))).toMatchObject({
      threading: 'numbered',
      firstComment: '#bread',
    });
  });

  it('make a repeat of the same draft another one', () => {
    const { id } = must(draft({ firstComment: '#bread' }));
    expect(draft({ id, firstComment: '#bread' })).toMatchObject({ ok: true });
    expect(draft({ id, firstComment: '#rolls' })).toMatchObject({
      ok: false,
      error: { code: 'id_taken' },
    });
  });

  it('are changed with the version that was seen, and only where something is new', () => {
    const { id } = must(draft());
    const update = (expectedVersion: number, changes: object) =>
      workspace.posts.update({ id, expectedVersion, ...changes });
    expect(must(update(1, { threading: 'split' }))).toMatchObject({
      threading: 'split',
      text: 'Fresh bread',
      version: 2,
    });
    expect(must(update(2, { firstComment: 'More' }))).toMatchObject({ version: 3 });
    const before = events();
    expect(must(update(3, { threading: 'split', firstComment: 'More' }))).toMatchObject({
      version: 3,
    });
    expect(events()).toBe(before);
    expect(update(2, { firstComment: 'Stale' })).toMatchObject({
      ok: false,
      error: { code: 'stale' },
    });
  });

  it('are part of what the pre-flight check looks at', () => {
    const { id } = must(draft({ firstComment: 'a'.repeat(301) }));
    expect(workspace.posts.check(id).map(({ code }) => code)).toEqual(['first_comment_too_long']);
  });

  it('come again with a recurring post', async () => {
    const { id } = must(draft({ threading: 'split', firstComment: '#bread' }));
    const { recurrences } = workspace;
    const made = must(
      await recurrences.create({
        from: { kind: 'post', postId: id },
        rule: 'FREQ=WEEKLY;BYDAY=MO',
        startsAt: '2026-11-23T09:00',
        zone: 'UTC',
        skipHolidaysOf: null,
      }),
    );
    expect(made.content).toMatchObject({ threading: 'split', firstComment: '#bread' });
    const occurrences = workspace.database.raw
      .prepare('SELECT DISTINCT threading, first_comment AS comment FROM posts WHERE id <> ?')
      .all(id);
    expect(occurrences).toEqual([{ threading: 'split', comment: '#bread' }]);
    const changed = must(
      await recurrences.update({ id: made.id, content: { ...made.content, firstComment: 'New' } }),
    );
    expect(changed.content.firstComment).toBe('New');
  });

  it('are off in a recurring post of before there were any', async () => {
    const { recurrences, database } = workspace;
    const { id } = must(
      await recurrences.create({
        from: { kind: 'post', postId: must(draft()).id },
        rule: 'FREQ=WEEKLY;BYDAY=MO',
        startsAt: '2026-11-23T09:00',
        zone: 'UTC',
        skipHolidaysOf: null,
      }),
    );
    database.raw
      .prepare(
        "UPDATE recurrences SET content = json_remove(content, '$.threading', '$.firstComment') WHERE id = ?",
      )
      .run(id);
    const [found] = recurrences.list({ ended: false });
    expect(found?.content).toMatchObject({ threading: 'off', firstComment: '' });
  });
});
