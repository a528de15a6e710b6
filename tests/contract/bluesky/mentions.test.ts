import { AppBskyNotificationListNotifications } from '@atproto/api';
import { afterEach, describe, expect, it } from 'vitest';
import type { Platform, PlatformContext } from '../../../electron/platforms/platform.ts';
import { createPlatforms } from '../../../electron/platforms/registry.ts';
import { testClock } from '../../support/clock.ts';
import { BARE_CONTEXT, outgoingPost, renewals } from '../../support/platform-call.ts';
import { type OpenSandbox, openSandbox } from '../../support/sandbox.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const clock = testClock();
let sandbox: OpenSandbox;
let bluesky: Platform;
afterEach(() => sandbox.remove());

async function connect(names = ['ada', 'bob']): Promise<PlatformContext[]> {
  clock.set(Date.UTC(2026, 10, 23, 9, 0));
  sandbox = await openSandbox({ networks: ['bluesky'], people: names, clock });
  bluesky = createPlatforms({ clock, version: '0.0.0' }).bluesky;
  const contexts: PlatformContext[] = [];
  for (const { handle: identifier, secret: appPassword } of sandbox.accounts) {
    const serviceUrl = sandbox.bluesky;
    const signedIn = await bluesky.signIn({ serviceUrl, identifier, appPassword });
    if (!signedIn.ok) throw new Error(signedIn.message);
    const { session, account } = signedIn.value;
    const { remoteId, handle } = account;
    const context: PlatformContext = {
      ...{ serviceUrl, remoteId, handle, session, ...BARE_CONTEXT },
      renewSession: renewals((renewed) => {
        context.session = renewed;
      }),
    };
    contexts.push(context);
  }
  return contexts;
}

let keys = 0;
const newKey = () => bluesky.newRecordKey(clock.now() + ++keys);
async function publish(context: PlatformContext, text: string): Promise<string> {
  const outgoing = outgoingPost(text, { recordKey: newKey(), createdAt: clock.now() });
  const result = await bluesky.publish(context, outgoing, { saved: null, save: async () => {} });
  if (!result.ok) throw new Error(result.message);
  return result.value.remoteId;
}
async function answer(context: PlatformContext, parentId: string, text: string): Promise<string> {
  const outgoing = { recordKey: newKey(), createdAt: clock.now(), postId: parentId };
  const result = await bluesky.reply?.(context, { ...outgoing, parentId, text });
  if (!result?.ok) throw new Error(result?.message);
  return result.value.remoteId;
}
async function read(context: PlatformContext, since: string | null = null, from?: string) {
  const result = await bluesky.mentions?.(context, since, from ?? null);
  if (!result?.ok) throw new Error(result?.message);
  return result.value;
}
/** Without the visitors of the sandbox: they come at times of their own. */
async function readPeople(context: PlatformContext, since: string | null = null) {
  const { mentions, ...page } = await read(context, since);
  const people = mentions.filter(({ author }) => !author.handle.endsWith('.visitors.test'));
  return { ...page, mentions: people };
}

describe('mentions', () => {
  it('are told newest first with what they stand under, and later only what is new', async () => {
    const [ada, bob] = await connect();
    if (!ada || !bob) throw new Error('Nobody is there');
    const post = await publish(ada, 'What do you think?');
    clock.advance(MINUTE);
    const named = await publish(bob, `Have you seen @${ada.handle} today?`);
    clock.advance(MINUTE);
    const reply = await answer(bob, post, 'I like it');
    const mark = new Date(clock.now()).toISOString();
    clock.advance(MINUTE);
    await publish(bob, 'Nothing to do with anybody');
    const { mentions, newest, next } = await readPeople(ada);
    // The network goes on to a page with nothing on it.
    expect(await read(ada, null, next ?? '')).toMatchObject({ mentions: [], next: null });
    expect(mentions).toMatchObject([
      { remoteId: reply, parentId: post, rootId: post, text: 'I like it' },
      {
        ...{ remoteId: named, parentId: '', rootId: null, ours: false },
        ...{ text: `Have you seen @${ada.handle} today?`, createdAt: clock.now() - 2 * MINUTE },
        author: { remoteId: bob.remoteId, handle: bob.handle },
      },
    ]);
    clock.advance(MINUTE);
    const again = await publish(bob, `@${ada.handle} once more`);
    // A visitor may have come after the answer.
    expect((newest ?? '') >= mark).toBe(true);
    const later = (await readPeople(ada, mark)).mentions.map(({ remoteId }) => remoteId);
    // The moment that the mark names is told again.
    expect(later).toEqual([again, reply]);
    expect((await readPeople(bob)).mentions).toEqual([]);
  });

  it('of people elsewhere come with time, page by page', async () => {
    const [ada] = await connect(['ada']);
    if (!ada) throw new Error('Nobody is there');
    // The sign-in is kept alive meanwhile.
    for (let weeks = 0; weeks < 20; weeks++) {
      clock.advance(10 * DAY);
      await read(ada);
    }
    const first = await read(ada);
    expect(first.mentions).toHaveLength(50);
    expect(first.mentions[0]?.author.handle).toMatch(/\.visitors\.test$/);
    const second = await read(ada, null, first.next ?? '');
    const ids = [...first.mentions, ...second.mentions].map(({ remoteId }) => remoteId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(second.next).not.toBeNull();
    expect(await read(ada, null, second.next ?? '')).toMatchObject({ mentions: [], next: null });
    // From the mark on there is no older page.
    expect((await read(ada, first.newest)).next).toBeNull();
  });

  it('are answered in their own talk, and looked up whether they are still there', async () => {
    const [ada, bob] = await connect();
    if (!ada || !bob) throw new Error('Nobody is there');
    const named = await publish(bob, `Have you seen @${ada.handle} today?`);
    const ours = await answer(ada, named, 'Here I am');
    const talk = await bluesky.comments?.(ada, named, null);
    expect(talk).toMatchObject({ ok: true, value: { comments: [{ remoteId: ours, ours: true }] } });
    const there = async () => {
      const result = await bluesky.metrics?.(ada, [named]);
      return result?.ok && result.value.length;
    };
    expect(await there()).toBe(1);
    await bluesky.removePost?.(bob, named);
    expect(await there()).toBe(0);
  });

  it('are as the published lexicon has them', async () => {
    const [ada, bob] = await connect();
    if (!ada || !bob) throw new Error('Nobody is there');
    await answer(bob, await publish(ada, 'What do you think?'), 'I like it');
    await publish(bob, `Have you seen @${ada.handle} today?`);
    clock.advance(60 * MINUTE);
    const { accessJwt } = ada.session as { accessJwt: string };
    const url = `${sandbox.bluesky}/xrpc/app.bsky.notification.listNotifications?reasons=mention&reasons=reply`;
    const response = await fetch(url, { headers: { authorization: `Bearer ${accessJwt}` } });
    const { notifications } = (await response.json()) as { notifications: unknown[] };
    expect(notifications.length).toBeGreaterThan(1);
    for (const one of notifications)
      expect(AppBskyNotificationListNotifications.validateNotification(one)).toMatchObject({
        success: true,
      });
  });
});

it('a like of elsewhere is known, counts as ours, and is taken back', async () => {
  const [ada, bob] = await connect();
  if (!ada || !bob) throw new Error('Nobody is there');
  const post = await publish(bob, 'Look at this');
  const likes = async () => {
    const url = `${sandbox.bluesky}/xrpc/com.atproto.repo.listRecords?collection=app.bsky.feed.like&repo=${ada.remoteId}`;
    return ((await (await fetch(url)).json()) as { records: unknown[] }).records.length;
  };
  const { accessJwt } = ada.session as { accessJwt: string };
  const record = (await (
    await fetch(
      `${sandbox.bluesky}/xrpc/com.atproto.repo.getRecord?repo=${bob.remoteId}&collection=app.bsky.feed.post&rkey=${post.split('/').at(-1)}`,
    )
  ).json()) as { uri: string; cid: string };
  const written = await fetch(`${sandbox.bluesky}/xrpc/com.atproto.repo.createRecord`, {
    method: 'POST',
    headers: { authorization: `Bearer ${accessJwt}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{ repo: ada.remoteId, collection: 'app.bsky.feed.like' },
      record: {
        $type: 'app.bsky.feed.like',
        subject: { uri: record.uri, cid: record.cid },
        createdAt: new Date(clock.now()).toISOString(),
      },
    }),
  });
  expect(written.status).toBe(200);
  expect(await bluesky.like?.(ada, post, true)).toEqual({ ok: true, value: 'done' });
  expect(await likes()).toBe(1);
  expect(await bluesky.like?.(ada, post, false)).toEqual({ ok: true, value: 'done' });
  expect(await likes()).toBe(0);
});
