import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLibrary, type Library } from '../../../electron/library/library.ts';
import type { SentPost } from '../../../electron/platforms/platform.ts';
import { ok } from '../../../shared/ipc/route.ts';
import { type HandOverTest, HOUR, openHandOver } from '../../support/handed-over.ts';
import { failure } from '../../support/sample-network.ts';
import { openSchedule } from '../../support/schedule.ts';
import { must } from '../../support/services.ts';

const HANDLE = 'harbour.bsky.social';

describe('a saved mention on its way to a network', () => {
  let test: ReturnType<typeof openSchedule>;
  let library: Library;
  let mentionId: string;
  beforeEach(() => {
    test = openSchedule();
    library = createLibrary(test);
    mentionId = must(
      library.create({
        kind: 'mention',
        clientId: null,
        name: 'Harbour Books',
        content: { handles: { bluesky: HANDLE }, formerly: [] },
      }),
    ).id;
  });
  afterEach(() => test.close());

  const due = (): string => {
    const id = test.draft('Tea with @{Harbour Books} at https://a.example/?utm_source={network}');
    must(test.posts.publishNow(id));
    return id;
  };
  const state = (postId: string) => must(test.publishing.forPost(postId))[0];
  const run = async (ms = 1000) => {
    test.clock.advance(ms);
    await test.schedule.sweep();
  };
  const rewriteHandle = (bluesky: string) =>
    must(
      library.update({
        id: mentionId,
        kind: 'mention',
        content: { handles: { bluesky }, formerly: [] },
      }),
    );
  const SENT = `Tea with @${HANDLE} at https://a.example/?utm_source=bluesky`;

  it('is the handle there, and the link says which network it was', async () => {
    const id = due();
    await run();
    expect(test.sent).toEqual([SENT]);
    expect(state(id)?.state).toBe('published');
  });

  it('stays what it was from the first try on, whatever the library says since', async () => {
    const tried: string[] = [];
    test.network.platforms.bluesky.publish = async (_context, { text, recordKey }) => {
      tried.push(text);
      return tried.length === 1
        ? failure('rate_limited', 'Later.', 429)
        : ok({ remoteId: recordKey, remoteUrl: null });
    };
    const id = due();
    await run();
    rewriteHandle('other.bsky.social');
    must(library.remove(mentionId));
    for (let tries = 0; tries < 40 && tried.length < 2; tries++) await run(60_000);
    expect(tried).toEqual([SENT, SENT]);
    expect(state(id)?.state).toBe('published');
  });

  it('is looked for by what was sent, so that it is not sent a second time', async () => {
    const looked: SentPost['content'][] = [];
    const sent: string[] = [];
    test.network.platforms.bluesky.publish = async (_context, { text }) => {
      sent.push(text);
      return failure('interrupted', 'The line broke.', null);
    };
    test.network.platforms.bluesky.reconcile = async (_context, { content, recordKey }) => {
      looked.push(content);
      return ok({ remoteId: recordKey, remoteUrl: null });
    };
    const id = due();
    await run();
    rewriteHandle('other.bsky.social');
    for (let tries = 0; tries < 40 && looked.length === 0; tries++) await run(60_000);
    expect(looked[0]?.text).toBe(SENT);
    expect(sent).toEqual([SENT]);
    expect(state(id)?.state).toBe('published');
  });

  it('is the new handle where the person sends a failed post again', async () => {
    test.network.platforms.bluesky.publish = async (_context, { text, recordKey }) => {
      test.sent.push(text);
      return test.sent.length === 1
        ? failure('refused', 'No such person.', 400)
        : ok({ remoteId: recordKey, remoteUrl: null });
    };
    const id = due();
    await run();
    expect(state(id)?.state).toBe('failed');
    rewriteHandle('other.bsky.social');
    must(test.publishing.retry(state(id)?.id ?? ''));
    await run();
    expect(test.sent).toEqual([SENT, SENT.replace(HANDLE, 'other.bsky.social')]);
  });
});

describe('a saved mention in a post that the network publishes itself', () => {
  let test: HandOverTest;
  beforeEach(async () => {
    test = await openHandOver();
  });
  afterEach(() => test.close());

  it('is planned with the handle, and planned anew when the post is written anew', async () => {
    const { library } = test.services;
    const content = { handles: { mastodon: 'harbour@books.social' }, formerly: [] };
    must(library.create({ kind: 'mention', clientId: null, name: 'Harbour', content }));
    const post = test.plan(test.draft('Tea with @{Harbour}'), 2 * HOUR);
    await test.settle();
    const planned = async () => (await test.planned()).map(({ text }) => text);
    expect(await planned()).toEqual(['Tea with @harbour@books.social']);

    must(library.create({ kind: 'mention', clientId: null, name: 'Bo', content }));
    const { version: expectedVersion } = test.runner.post(post.id);
    await test.call('posts.update', { id: post.id, expectedVersion, text: '@{Harbour} and @{Bo}' });
    await test.settle();
    expect(await planned()).toEqual(['@harbour@books.social and @harbour@books.social']);
    await test.runner.after(3 * HOUR);
    expect(test.runner.post(post.id).status).toBe('published');
    expect(test.published().map(({ text }) => text)).toEqual([
      '@harbour@books.social and @harbour@books.social',
    ]);
  });
});
