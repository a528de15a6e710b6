import { v7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deliveries } from '../../../electron/database/schema/index.ts';
import { createEngagement, type Engagement } from '../../../electron/engagement/engagement.ts';
import type { PlatformContext } from '../../../electron/platforms/platform.ts';
import { createAccountLimits } from '../../../electron/publishing/limits.ts';
import { secretNames } from '../../../electron/vault/secret-store.ts';
import { must, openServices, type TestServices } from '../../support/services.ts';
import {
  PROBLEM,
  type TalkingNetwork,
  talkingNetwork,
  written,
} from '../../support/talking-network.ts';

let services: TestServices;
let engagement: Engagement;
let talk: TalkingNetwork;
let postId: string;
let deliveryId: string;
let accountId: string;

beforeEach(() => {
  services = openServices();
});
afterEach(() => services.close());

/** A post that came out on a network that people talk on. */
async function publish(keys = false, state: 'published' | 'failed' = 'published') {
  talk = talkingNetwork(services, keys);
  engagement = createEngagement(services);
  const client = services.client();
  accountId = client.accountId;
  await services.secrets.set(secretNames.accountSession(accountId), JSON.stringify({ token: 't' }));
  postId = must(
    services.posts.create({
      clientId: client.id,
      text: 'Fresh bread',
      targets: [{ accountId, text: null }],
      media: [],
    }),
  ).id;
  deliveryId = v7();
  const now = services.clock.now();
  services.database.orm
    .insert(deliveries)
    .values({
      ...{ id: deliveryId, postId, accountId, state, fingerprint: 'f', recordKey: 'k' },
      ...{ remoteId: 'post-1', publishedAt: now, createdAt: now, updatedAt: now },
    })
    .run();
}
const codeOf = (result: { ok: boolean; error?: { code: string } }) =>
  result.ok ? 'ok' : result.error?.code;
const reply = (text = 'Thank you', parentId = 'c1') =>
  engagement.reply({ deliveryId, parentId, text });
const ours = () => talk.comments.filter((each) => each.ours);

describe('reading', () => {
  it('gives numbers as they are, and null for what the network does not give', async () => {
    await publish();
    talk.comments = [written('c1'), written('c2'), written('c3')];
    talk.pageSize = 2;
    const [read] = must(await engagement.read({ postId }));
    expect(read).toMatchObject({
      ...{ deliveryId, accountId, gone: false, next: '2', metricsProblem: null },
      metrics: { likes: 3, views: null, clicks: null },
    });
    expect(read?.comments?.map(({ remoteId }) => remoteId)).toEqual(['c1', 'c2']);
    const more = must(await engagement.more({ deliveryId, from: '2' }));
    expect(more).toMatchObject({ comments: [{ remoteId: 'c3' }], next: null });
  });

  it('tells of one part that failed, and shows the other', async () => {
    await publish();
    talk.unreadable = PROBLEM;
    const [read] = must(await engagement.read({ postId }));
    expect(read?.metrics?.likes).toBe(3);
    expect(read?.comments).toBeNull();
    expect(read?.commentsProblem).toEqual({
      code: 'service_unreachable',
      message: PROBLEM.message,
    });
  });

  it('knows a post that is gone, and asks nothing about one that never came out', async () => {
    await publish();
    talk.numbers = null;
    expect(must(await engagement.read({ postId }))[0]?.gone).toBe(true);
    expect(codeOf(await engagement.read({ postId: v7() }))).toBe('not_found');
    services.close();
    services = openServices();
    await publish(false, 'failed');
    expect(must(await engagement.read({ postId }))).toEqual([]);
    expect(codeOf(await reply())).toBe('not_found');
  });

  it('marks an account whose session is over, and asks no more', async () => {
    await publish();
    talk.unreadable = { ...PROBLEM, class: 'auth', message: 'Signed out. Sign in again.' };
    const [first] = must(await engagement.read({ postId }));
    expect(first?.commentsProblem?.code).toBe('reconnect_needed');
    expect(must(services.accounts.get(accountId)).status).toBe('reconnect_needed');
    const reads = talk.reads;
    const [second] = must(await engagement.read({ postId }));
    expect(second?.metricsProblem?.message).toBe('Signed out. Sign in again.');
    expect(talk.reads).toBe(reads);
  });
});

describe('an answer', () => {
  it('is sent once, also where the button is pressed twice', async () => {
    await publish();
    const [one, two] = await Promise.all([reply(), reply()]);
    expect(must(one).remoteId).toBe(must(two).remoteId);
    expect(talk.replies).toHaveLength(1);
    expect(talk.replies[0]).toMatchObject({ postId: 'post-1', parentId: 'c1', text: 'Thank you' });
  });

  it('that was taken but not answered is found, and not sent again', async () => {
    await publish();
    talk.next = 'lost';
    expect(codeOf(await reply())).toBe('answer_lost');
    // A network shows it after some seconds: until then nothing is sent.
    expect(codeOf(await reply())).toBe('answer_lost');
    services.clock.advance(20_000);
    expect(must(await reply())).toMatchObject({ text: 'Thank you', ours: true });
    expect(talk.replies).toHaveLength(1);
    expect(ours()).toHaveLength(1);
  });

  it('is found on whatever page it stands', async () => {
    await publish();
    talk.comments = Array.from({ length: 25 }, (_, index) => written(`c${index}`));
    talk.pageSize = 4;
    talk.next = 'lost';
    await reply();
    services.clock.advance(20_000);
    expect(must(await reply()).ours).toBe(true);
    expect(talk.replies).toHaveLength(1);
  });

  it('that never arrived is sent again, with the same key', async () => {
    await publish();
    talk.next = 'lost_before';
    expect(codeOf(await reply())).toBe('answer_lost');
    services.clock.advance(20_000);
    must(await reply());
    expect(talk.replies.map(({ recordKey }) => recordKey)).toEqual(['key-1', 'key-1']);
    expect(talk.replies[0]?.createdAt).toBe(talk.replies[1]?.createdAt);
    expect(ours()).toHaveLength(1);
  });

  it('stays unsent where nobody can look whether it arrived', async () => {
    await publish();
    talk.next = 'lost';
    await reply();
    services.clock.advance(20_000);
    talk.unreadable = PROBLEM;
    expect(codeOf(await reply())).toBe('answer_lost');
    expect(talk.replies).toHaveLength(1);
    talk.unreadable = null;
    must(await reply());
    expect(ours()).toHaveLength(1);
  });

  it('is sent again by its key where the network knows it, even unseen', async () => {
    await publish(true);
    talk.next = 'lost';
    await reply();
    talk.unreadable = PROBLEM;
    must(await reply());
    expect(talk.replies.map(({ recordKey }) => recordKey)).toEqual(['key-1', 'key-1']);
    expect(ours()).toHaveLength(1);
  });

  it('of the same words said before is another one', async () => {
    await publish();
    const first = must(await reply());
    talk.next = 'lost_before';
    await reply();
    services.clock.advance(20_000);
    const second = must(await reply());
    expect(second.remoteId).not.toBe(first.remoteId);
    expect(ours()).toHaveLength(2);
  });

  it('with the same words to two comments is two, also where both were lost', async () => {
    await publish();
    talk.next = 'lost_before';
    await reply('Thanks', 'c1');
    talk.next = 'lost';
    await reply('Thanks', 'c2');
    services.clock.advance(20_000);
    expect(must(await reply('Thanks', 'c1')).parentId).toBe('c1');
    expect(must(await reply('Thanks', 'c2')).parentId).toBe('c2');
    expect(
      ours()
        .map(({ parentId }) => parentId)
        .sort(),
    ).toEqual(['c1', 'c2']);
  });

  it('is refused in the network’s words, and new words are a new answer', async () => {
    await publish();
    talk.next = { ...PROBLEM, class: 'refused', message: 'X lets you answer friends only.' };
    const refused = await reply();
    expect(refused).toMatchObject({
      error: { code: 'refused', message: 'X lets you answer friends only.' },
    });
    must(await reply('Other words'));
    expect(talk.replies.map(({ recordKey }) => recordKey)).toEqual(['key-1', 'key-2']);
  });
});

describe('what a network says of its limits', () => {
  const limit = { bucket: 'calls', limit: 300, remaining: 12, resetsAt: 9e12, blockedUntil: null };
  const kept = () => createAccountLimits(services).forAccount(accountId);
  /** Each call tells of one more that is left. */
  function telling() {
    const { bluesky } = services.network.platforms;
    let remaining = 0;
    const tell = (context: PlatformContext) =>
      context.onLimits?.([{ ...limit, remaining: remaining++ }]);
    const wrap = <Input extends unknown[], Value>(
      call: ((context: PlatformContext, ...input: Input) => Promise<Value>) | undefined,
    ) => ({
      call: async (context: PlatformContext, ...input: Input): Promise<Value> => {
        tell(context);
        if (!call) throw new Error('Not offered');
        return call(context, ...input);
      },
    });
    bluesky.metrics = wrap(bluesky.metrics).call;
    bluesky.comments = wrap(bluesky.comments).call;
    bluesky.reply = wrap(bluesky.reply).call;
    bluesky.setHidden = wrap(bluesky.setHidden).call;
    bluesky.removePost = wrap(bluesky.removePost).call;
    return () => remaining;
  }

  it('while it is read, answered, hidden and removed is kept as while publishing', async () => {
    await publish();
    const calls = telling();
    await engagement.read({ postId });
    expect(calls()).toBe(2);
    expect(kept()).toMatchObject([{ ...limit, remaining: 1 }]);
    must(await reply());
    expect(kept()).toMatchObject([{ remaining: 2 }]);
    must(await engagement.setHidden({ deliveryId, commentId: 'c1', hidden: true }));
    expect(kept()).toMatchObject([{ remaining: 3 }]);
    must(await engagement.more({ deliveryId, from: '0' }));
    expect(kept()).toMatchObject([{ remaining: 4 }]);
    must(await engagement.removePost(deliveryId));
    expect(kept()).toMatchObject([{ remaining: 5 }]);
  });

  it('holds back what is published next, also where the call itself failed', async () => {
    await publish();
    const until = services.clock.now() + 60_000;
    services.network.platforms.bluesky.metrics = async ({ onLimits }) => {
      onLimits?.([{ ...limit, remaining: 0, blockedUntil: until }]);
      return { ...PROBLEM, class: 'rate_limited', httpStatus: 429, retryAfter: 60_000 };
    };
    const [read] = must(await engagement.read({ postId }));
    expect(read?.metricsProblem?.code).toBe('rate_limited');
    expect(createAccountLimits(services).blockedUntil(accountId)).toBe(until);
  });
});

describe('what else is done with comments', () => {
  it('is done where the network offers it, and said where not', async () => {
    await publish();
    const hide = { deliveryId, commentId: 'c1', hidden: true };
    expect(must(await engagement.setHidden(hide))).toEqual({ outcome: 'done' });
    talk.gone.add('c1');
    expect(must(await engagement.setHidden(hide))).toEqual({ outcome: 'gone' });
    expect(codeOf(await engagement.removeComment({ deliveryId, commentId: 'c1' }))).toBe(
      'not_supported',
    );
    expect(must(await engagement.removePost(deliveryId))).toEqual({ outcome: 'removed' });
  });

  it('of a post of several parts names all that are known', async () => {
    await publish();
    const asked: unknown[] = [];
    const { bluesky } = services.network.platforms;
    bluesky.partsOut = ({ sent }) => sent as string[];
    bluesky.removePost = async (_context, ...which) => {
      asked.push(which);
      return { ok: true, value: 'removed' };
    };
    const keep = services.database.raw.prepare('UPDATE deliveries SET progress = ?');
    must(await engagement.removePost(deliveryId));
    // Parts that `publish` had saved, where nothing was said of the whole.
    keep.run(JSON.stringify({ network: { sent: ['post-1', 'post-2'] } }));
    must(await engagement.removePost(deliveryId));
    keep.run(JSON.stringify({ network: null, parts: ['post-1', 'post-2', 'post-3'] }));
    must(await engagement.removePost(deliveryId));
    expect(asked).toEqual([
      ['post-1', ['post-1']],
      ['post-1', ['post-1', 'post-2']],
      ['post-1', ['post-1', 'post-2', 'post-3']],
    ]);
  });

  it('asks nothing where the account is paused', async () => {
    await publish();
    must(await services.accounts.setEnabled(accountId, false));
    expect(codeOf(await reply())).toBe('disabled');
    expect(codeOf(await engagement.removePost(deliveryId))).toBe('disabled');
    expect(talk.replies).toEqual([]);
  });
});
