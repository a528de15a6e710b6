import { afterEach, expect, it } from 'vitest';
import type { Platform, PlatformContext } from '../../../electron/platforms/platform.ts';
import { createPlatforms } from '../../../electron/platforms/registry.ts';
import { testClock } from '../../support/clock.ts';
import { BARE_CONTEXT, outgoingPost, renewals } from '../../support/platform-call.ts';
import { type OpenSandbox, openSandbox } from '../../support/sandbox.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const clock = testClock();
let sandbox: OpenSandbox;
let bluesky: Platform;
afterEach(() => sandbox.remove());

async function connect(): Promise<PlatformContext> {
  clock.set(Date.UTC(2026, 10, 23, 9, 0));
  sandbox = await openSandbox({ networks: ['bluesky'], clock });
  bluesky = createPlatforms({ clock, version: '0.0.0' }).bluesky;
  const [ada] = sandbox.accounts;
  const signedIn = await bluesky.signIn({
    serviceUrl: sandbox.bluesky,
    identifier: ada?.handle ?? '',
    appPassword: ada?.secret ?? '',
  });
  if (!signedIn.ok) throw new Error(signedIn.message);
  const { session, account } = signedIn.value;
  const { remoteId, handle } = account;
  const context: PlatformContext = {
    ...{ serviceUrl: sandbox.bluesky, remoteId, handle, session },
    ...BARE_CONTEXT,
    renewSession: renewals((renewed) => {
      context.session = renewed;
    }),
  };
  return context;
}

let keys = 0;
async function publish(context: PlatformContext, text: string, thread: string[] = []) {
  const recordKey = bluesky.newRecordKey(clock.now() + ++keys);
  const outgoing = outgoingPost(text, { recordKey, thread, createdAt: clock.now() });
  const result = await bluesky.publish(context, outgoing, { saved: null, save: async () => {} });
  if (!result.ok) throw new Error(result.message);
  return result.value.remoteId;
}
const given = <Value>(result: { ok: true; value: Value } | { ok: false } | undefined): Value => {
  if (!result?.ok) throw new Error(JSON.stringify(result));
  return result.value;
};

it('reads figures that grow, and leaves out what is gone', async () => {
  const context = await connect();
  const ids: string[] = [];
  for (let count = 0; count < 30; count++) ids.push(await publish(context, `post ${count}`));
  const gone = ids.pop() ?? '';
  await bluesky.removePost?.(context, gone);
  const read = async () => given(await bluesky.metrics?.(context, [...ids, gone]));
  clock.advance(HOUR);
  const early = await read();
  expect(early.map(({ remoteId }) => remoteId)).toEqual(ids);
  expect(Object.keys(early[0]?.values ?? {}).sort()).toEqual(
    [...bluesky.capabilities.metrics].sort(),
  );
  clock.advance(48 * HOUR);
  const late = await read();
  const sum = (of: typeof early, what: 'likes' | 'shares' | 'comments') =>
    of.reduce((total, { values }) => total + (values[what] ?? 0), 0);
  expect(sum(late, 'likes')).toBeGreaterThan(sum(early, 'likes'));
  expect(sum(late, 'shares')).toBeGreaterThan(0);
  for (const [at, { values }] of late.entries())
    expect(values.likes).toBeGreaterThanOrEqual(early[at]?.values.likes ?? 0);
});

it('reads the talk under a post, answers in it and hides of it', async () => {
  const context = await connect();
  let postId = '';
  for (let count = 0; postId === '' && count < 20; count++) {
    const id = await publish(context, `Ask me ${count}`, ['and a second part']);
    clock.advance(2 * HOUR);
    const { comments } = given(await bluesky.comments?.(context, id, null));
    if (comments.filter(({ ours }) => !ours).length > 1) postId = id;
  }
  const all = async () => given(await bluesky.comments?.(context, postId, null)).comments;
  const before = await all();
  expect(before.map(({ createdAt }) => createdAt)).toEqual(
    before.map(({ createdAt }) => createdAt).sort((a, b) => a - b),
  );
  expect(before.filter(({ ours }) => ours)).toMatchObject([
    { text: 'and a second part', parentId: postId, hidden: false },
  ]);
  const theirs = before.find(({ ours }) => !ours);
  if (!theirs) throw new Error('Nobody wrote');
  expect(theirs).toMatchObject({ parentId: postId, hidden: false });
  expect(theirs.author.handle).toMatch(/\.visitors\.test$/);

  const answered = given(
    await bluesky.reply?.(context, {
      recordKey: bluesky.newRecordKey(clock.now()),
      createdAt: clock.now(),
      postId,
      parentId: theirs.remoteId,
      text: `@${theirs.author.handle} thank you`,
    }),
  );
  expect(await bluesky.setHidden?.(context, theirs.remoteId, true)).toEqual({
    ok: true,
    value: 'done',
  });
  const after = await all();
  expect(after).toHaveLength(before.length + 1);
  expect(after.find(({ remoteId }) => remoteId === answered.remoteId)).toMatchObject({
    ...answered,
    likes: 0,
  });
  expect(after.filter(({ hidden }) => hidden).map(({ remoteId }) => remoteId)).toEqual([
    theirs.remoteId,
  ]);
});

it('says that a post has no comments because it is gone', async () => {
  const context = await connect();
  const id = await publish(context, 'Soon gone');
  await bluesky.removePost?.(context, id);
  expect(await bluesky.comments?.(context, id, null)).toMatchObject({
    ok: false,
    class: 'refused',
  });
});
