import fc from 'fast-check';
import { v7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PostStatus } from '../../../shared/domain/post-status.ts';
import { must, openServices, type TestServices } from '../../support/services.ts';

let workspace: TestServices;
let client: ReturnType<TestServices['client']>;

beforeEach(() => {
  workspace = openServices();
  client = workspace.client();
  workspace.told.length = 0;
});
afterEach(() => workspace.close());

const to = (...accountIds: string[]) => accountIds.map((accountId) => ({ accountId, text: null }));
const images = (...mediaIds: string[]) =>
  mediaIds.map((mediaId) => ({ mediaId, altText: 'Bread' }));
const create = (more: Partial<Parameters<TestServices['posts']['create']>[0]> = {}) =>
  workspace.posts.create({
    clientId: client.id,
    text: 'Fresh bread',
    targets: [],
    media: [],
    ...more,
  });
const setStatus = (id: string, status: PostStatus) =>
  workspace.database.raw
    .prepare('UPDATE posts SET status = ?, scheduled_at = 1 WHERE id = ?')
    .run(status, id);
const UNKNOWN = '019a0000-0000-7000-8000-000000000000';

describe('a new post', () => {
  it('is a draft with what it was given', () => {
    const [one, two] = [workspace.media(), workspace.media()];
    const second = workspace.account(client.id);
    const post = must(
      create({
        targets: [
          { accountId: second, text: 'Only here' },
          { accountId: client.accountId, text: null },
        ],
        media: images(two, one),
      }),
    );
    expect(post).toMatchObject({
      clientId: client.id,
      status: 'draft',
      text: 'Fresh bread',
      scheduledAt: null,
      wallTime: null,
      zone: null,
      version: 1,
      createdAt: workspace.clock.now(),
      targets: [
        { accountId: second, text: 'Only here', network: 'bluesky' },
        { accountId: client.accountId, text: null },
      ],
      media: [
        { media: { id: two, fileName: 'bread.jpg' }, altText: 'Bread' },
        { media: { id: one }, altText: 'Bread' },
      ],
    });
    expect(workspace.posts.get(post.id)).toEqual({ ok: true, value: post });
    expect(workspace.told).toEqual([
      { name: 'post.changed', payload: { postId: post.id, clientId: client.id, status: 'draft' } },
    ]);
  });

  it('with an id of the caller is one post, however often it is saved', () => {
    const draft = { id: v7(), targets: to(client.accountId), media: images(workspace.media()) };
    const first = must(create(draft));
    workspace.clock.advance(1000);
    expect(create(draft)).toEqual({ ok: true, value: first });
    expect(workspace.told).toHaveLength(1);
    for (const other of [
      { ...draft, text: 'Other' },
      { ...draft, targets: [] },
      { ...draft, media: [] },
      { ...draft, clientId: workspace.client('Cinema').id },
    ])
      expect(create(other)).toMatchObject({ error: { code: 'id_taken' } });
    must(workspace.posts.remove(first.id));
    expect(create(draft)).toMatchObject({ error: { code: 'id_taken' } });
  });

  it('goes only to accounts of its own client, that are there', () => {
    const other = workspace.client('Cinema');
    expect(create({ targets: to(client.accountId, other.accountId) })).toMatchObject({
      error: { code: 'wrong_client' },
    });
    expect(create({ targets: to(UNKNOWN) })).toMatchObject({ error: { code: 'not_found' } });
    expect(create({ media: images(UNKNOWN) })).toMatchObject({ error: { code: 'not_found' } });
    expect(create({ clientId: UNKNOWN })).toMatchObject({ error: { code: 'not_found' } });
    must(workspace.clients.archive(other.id));
    expect(create({ clientId: other.id })).toMatchObject({ error: { code: 'not_found' } });
    expect(workspace.database.raw.prepare('SELECT count(*) FROM posts').pluck().get()).toBe(0);
  });

  it('names each account and image once', () => {
    const media = workspace.media();
    const post = must(
      create({
        targets: [{ accountId: client.accountId, text: 'First' }, ...to(client.accountId)],
        media: images(media, media),
      }),
    );
    expect(post.targets.map((target) => target.text)).toEqual(['First']);
    expect(post.media).toHaveLength(1);
  });
});

describe('changing a post', () => {
  it('changes what is named, counts the version up and keeps the rest', () => {
    const second = workspace.account(client.id);
    const post = must(create({ targets: to(client.accountId), media: images(workspace.media()) }));
    workspace.clock.advance(1000);
    const text = must(
      workspace.posts.update({ id: post.id, expectedVersion: 1, text: 'Fresher bread' }),
    );
    expect(text).toEqual({
      ...post,
      text: 'Fresher bread',
      version: 2,
      updatedAt: post.updatedAt + 1000,
    });
    const targets = must(
      workspace.posts.update({
        id: post.id,
        expectedVersion: 2,
        targets: to(second, client.accountId),
      }),
    );
    expect(targets.version).toBe(3);
    expect(targets.targets.map((target) => target.accountId)).toEqual([second, client.accountId]);
    // The variant that stayed is the same one: other tables may point at it.
    expect(targets.targets[1]?.id).toBe(post.targets[0]?.id);
    const media = must(workspace.posts.update({ id: post.id, expectedVersion: 3, media: [] }));
    expect(media).toEqual({ ...targets, version: 4, media: [] });
  });

  it('does nothing and tells nothing when nothing is different', () => {
    const post = must(create({ targets: to(client.accountId), media: images(workspace.media()) }));
    const again = {
      id: post.id,
      expectedVersion: 1,
      text: post.text,
      targets: to(client.accountId),
      media: post.media.map(({ media, altText }) => ({ mediaId: media.id, altText })),
    };
    workspace.clock.advance(1000);
    expect(workspace.posts.update(again)).toEqual({ ok: true, value: post });
    expect(workspace.told).toHaveLength(1);
  });

  it('overwrites nothing unseen', () => {
    const post = must(create());
    must(workspace.posts.update({ id: post.id, expectedVersion: 1, text: 'Theirs' }));
    expect(workspace.posts.update({ id: post.id, expectedVersion: 1, text: 'Mine' })).toMatchObject(
      { error: { code: 'stale', details: { version: 2 } } },
    );
    expect(must(workspace.posts.get(post.id)).text).toBe('Theirs');
  });

  it('refuses accounts of another client as a whole', () => {
    const other = workspace.client('Cinema');
    const post = must(create({ targets: to(client.accountId) }));
    const answer = workspace.posts.update({
      id: post.id,
      expectedVersion: 1,
      text: 'Changed',
      targets: to(other.accountId),
    });
    expect(answer).toMatchObject({ error: { code: 'wrong_client' } });
    expect(workspace.posts.get(post.id)).toEqual({ ok: true, value: post });
  });

  it.each(['publishing', 'published', 'needs_check'] as const)(
    'is refused once it is %s',
    (status) => {
      const post = must(create());
      setStatus(post.id, status);
      expect(workspace.posts.update({ id: post.id, expectedVersion: 1, text: 'x' })).toMatchObject({
        error: { code: 'not_editable' },
      });
    },
  );

  it('is refused where one network has it already, though another one failed', () => {
    const post = must(create({ targets: to(client.accountId) }));
    setStatus(post.id, 'failed');
    must(workspace.posts.update({ id: post.id, expectedVersion: 1, text: 'Still mine' }));
    workspace.database.raw
      .prepare(
        `INSERT INTO deliveries (id, post_id, account_id, state, fingerprint, record_key, created_at, updated_at)
         VALUES ('d', ?, ?, 'published', '', '', 1, 1)`,
      )
      .run(post.id, client.accountId);
    expect(workspace.posts.update({ id: post.id, expectedVersion: 2, text: 'x' })).toMatchObject({
      error: { code: 'not_editable' },
    });
    expect(workspace.posts.unschedule(post.id)).toMatchObject({ error: { code: 'not_allowed' } });
  });

  it('of a scheduled post leaves it scheduled, and the check tells what is wrong now', () => {
    const post = must(create({ targets: to(client.accountId) }));
    const when = { wallTime: '2026-11-23T09:00', zone: 'UTC' };
    const { post: scheduled } = must(workspace.posts.schedule({ id: post.id, ...when }));
    const changed = must(
      workspace.posts.update({
        id: post.id,
        expectedVersion: scheduled.version,
        text: 'a'.repeat(301),
      }),
    );
    expect(changed).toMatchObject({ status: 'scheduled', scheduledAt: scheduled.scheduledAt });
    expect(workspace.posts.check(post.id)).toMatchObject([
      { severity: 'error', code: 'text_too_long', accountId: client.accountId },
    ]);
  });

  it('is not possible for a post that is not there', () => {
    const post = must(create());
    must(workspace.posts.remove(post.id));
    for (const id of [UNKNOWN, post.id])
      expect(workspace.posts.update({ id, expectedVersion: 1, text: '' })).toMatchObject({
        error: { code: 'not_found' },
      });
  });
});

describe('the check', () => {
  it('looks at each account’s own text', () => {
    const second = workspace.account(client.id);
    const post = must(
      create({
        text: 'a'.repeat(301),
        targets: [
          { accountId: client.accountId, text: 'Short' },
          { accountId: second, text: null },
        ],
      }),
    );
    expect(workspace.posts.check(post.id)).toMatchObject([
      { code: 'text_too_long', accountId: second },
    ]);
  });

  it('knows how the accounts and the images are', async () => {
    must(await workspace.accounts.setEnabled(client.accountId, false));
    const post = must(
      create({
        targets: to(client.accountId),
        media: [{ mediaId: workspace.media(), altText: '' }],
      }),
    );
    expect(workspace.posts.check(post.id).map(({ code }) => code)).toEqual([
      'account_disabled',
      'alt_text_missing',
    ]);
  });

  it('never finds a post ready that is not there', () => {
    expect(workspace.posts.check(UNKNOWN)).toMatchObject([{ severity: 'error' }]);
  });
});

describe('a card', () => {
  const cards = () => must(workspace.posts.list({ limit: 50, after: null })).posts;

  it('follows targets and media, whoever writes them', () => {
    const [one, two] = [workspace.media(), workspace.media()];
    const post = must(create({ targets: to(client.accountId), media: images(one, two) }));
    const seen = { networks: ['bluesky'], mediaCount: 2, thumbnailId: one };
    expect(cards()).toMatchObject([seen]);
    must(workspace.posts.update({ id: post.id, expectedVersion: 1, media: images(two) }));
    expect(cards()).toMatchObject([{ ...seen, mediaCount: 1, thumbnailId: two }]);
    must(workspace.posts.update({ id: post.id, expectedVersion: 2, media: [], targets: [] }));
    expect(cards()).toMatchObject([{ networks: [], mediaCount: 0, thumbnailId: null }]);
    workspace.database.raw
      .prepare(
        "INSERT INTO post_media (post_id, media_id, position, alt_text) VALUES (?, ?, 0, '')",
      )
      .run(post.id, one);
    expect(cards()).toMatchObject([{ mediaCount: 1, thumbnailId: one }]);
  });

  it('shows the first 140 characters, never half of one', () => {
    const text = `${'a'.repeat(139)}😀${'b'.repeat(50)}`;
    must(create({ text }));
    expect(cards()[0]?.excerpt).toBe(`${'a'.repeat(139)}😀`);
  });

  it('keeps any text exactly', () => {
    const well = fc.string({ unit: 'grapheme', maxLength: 300 });
    fc.assert(
      fc.property(well, (text) => {
        const post = must(create({ text }));
        expect(must(workspace.posts.get(post.id)).text).toBe(text);
      }),
      { numRuns: 60 },
    );
  });
});
