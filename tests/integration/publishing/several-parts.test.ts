import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type {
  OutgoingPost,
  PlatformResult,
  RemotePost,
  SentPost,
} from '../../../electron/platforms/platform.ts';
import { createCostReport } from '../../../electron/publishing/costs.ts';
import type { NetworkCapabilities } from '../../../shared/domain/network.ts';
import type { EventPayload } from '../../../shared/ipc/events.ts';
import { ok } from '../../../shared/ipc/route.ts';
import { failure } from '../../support/sample-network.ts';
import { openSchedule } from '../../support/schedule.ts';
import { must } from '../../support/services.ts';

// A network that has threads and comments, and charges for each of them.
vi.mock('../../../shared/domain/networks/index.ts', async (original) => {
  const { NETWORKS } = (await original()) as { NETWORKS: Record<string, NetworkCapabilities> };
  const source = { page: 'made up', readOn: '2026-11-23' };
  return {
    NETWORKS: {
      ...NETWORKS,
      bluesky: {
        ...NETWORKS.bluesky,
        thread: { most: null, source },
        firstComment: true,
        price: { post: 0.015, postWithLink: 0.2, source },
      },
    },
  };
});

let test: ReturnType<typeof openSchedule>;
/** Posts as the network got them. */
let sent: OutgoingPost[];

beforeEach(() => {
  test = openSchedule();
  sent = [];
  test.network.platforms.bluesky.publish = async (_context, post) => {
    sent.push(post);
    return ok({ remoteId: post.recordKey, remoteUrl: null });
  };
});
afterEach(() => test.close());

const LONG = `${'One sentence of fresh bread. '.repeat(15)}See https://example.com/list for all.`;
const report = () => createCostReport({ database: test.database, zone: () => 'Europe/Berlin' });
const costs = () => must(report()(test.bakery.id));
const state = (postId: string) => must(test.publishing.forPost(postId))[0];

/** A post of several parts that is due now. */
function due(over: { text?: string; firstComment?: string } = {}): string {
  const { id } = must(
    test.posts.create({
      clientId: test.bakery.id,
      text: LONG,
      threading: 'numbered',
      firstComment: '#bread',
      targets: [{ accountId: test.bakery.accountId, text: null }],
      media: [],
      ...over,
    }),
  );
  must(test.posts.publishNow(id));
  return id;
}
const rewrite = (id: string) =>
  test.posts.update({
    id,
    expectedVersion: must(test.posts.get(id)).version,
    text: 'Other words',
  });
const run = async () => {
  test.clock.advance(1000);
  await test.schedule.sweep();
};

describe('a post of several parts', () => {
  it('goes out with its parts and its comment, once', async () => {
    const id = due();
    await run();
    await run();
    expect(sent).toHaveLength(1);
    expect(sent[0]?.text).toMatch(/ 1\/2$/);
    expect(sent[0]?.thread).toHaveLength(1);
    expect(sent[0]?.thread[0]).toMatch(/^One sentence .* for all\. 2\/2$/);
    expect(sent[0]?.firstComment).toBe('#bread');
    expect(state(id)?.state).toBe('published');
  });

  it('goes on after the parts that are out where the person sends it again', async () => {
    const saved: (Record<string, unknown> | null)[] = [];
    test.network.platforms.bluesky.isPartlyOut = ({ parts }) => Array.isArray(parts);
    test.network.platforms.bluesky.publish = async (_context, _post, progress) => {
      saved.push(progress.saved);
      await progress.save({ parts: ['first'] });
      return failure('refused', 'The second part says too much.', 400);
    };
    const id = due();
    await run();
    expect(state(id)?.state).toBe('failed');
    // The first part is out: other words would not fit to it.
    expect(rewrite(id)).toMatchObject({ ok: false, error: { code: 'not_editable' } });
    must(test.publishing.retry(state(id)?.id ?? ''));
    await run();
    expect(saved).toEqual([null, { parts: ['first'] }]);
  });

  it('begins anew, and can be changed, where nothing of it is out', async () => {
    const saved: (Record<string, unknown> | null)[] = [];
    test.network.platforms.bluesky.isPartlyOut = ({ parts }) => Array.isArray(parts);
    test.network.platforms.bluesky.publish = async (_context, _post, progress) => {
      saved.push(progress.saved);
      await progress.save({ uploads: ['image'] });
      return failure('refused', 'The image is too dark.', 400);
    };
    const id = due();
    await run();
    must(test.publishing.retry(state(id)?.id ?? ''));
    await run();
    expect(saved).toEqual([null, null]);
    expect(rewrite(id)).toMatchObject({ ok: true });
  });

  it('is taken for half out where its network can not tell', async () => {
    delete test.network.platforms.bluesky.isPartlyOut;
    test.network.platforms.bluesky.publish = async (_context, _post, progress) => {
      await progress.save({ anything: true });
      return failure('refused', 'No.', 400);
    };
    const several = due();
    const single = due({ text: 'Short', firstComment: '' });
    await run();
    expect(rewrite(several)).toMatchObject({ ok: false, error: { code: 'not_editable' } });
    expect(rewrite(single)).toMatchObject({ ok: true });
  });
});

describe('a first comment that does not go through', () => {
  const REFUSED = failure('refused', 'The comment says too much.', 400);
  let answers: PlatformResult<RemotePost>[];
  let looks: SentPost[];
  let told: EventPayload<'delivery.changed'>[];

  /** A network that has taken the post, and not its comment. */
  beforeEach(() => {
    const { bluesky } = test.network.platforms;
    answers = [REFUSED];
    looks = [];
    told = [];
    test.bus.on('delivery.changed', (event) => void told.push(event));
    bluesky.partsOut = ({ parts }) => (parts ?? []) as string[];
    bluesky.publish = async (_context, post, progress) => {
      sent.push(post);
      await progress.save({ parts: ['first'], tries: sent.length });
      return answers.shift() ?? ok({ remoteId: 'first', remoteUrl: null, parts: ['first', 'c'] });
    };
    bluesky.reconcile = async (_context, post) => {
      looks.push(post);
      return ok({ remoteId: 'first', remoteUrl: 'https://bsky.app/first' });
    };
  });
  const published = async () => {
    const id = due({ text: 'Fresh bread' });
    await run();
    return id;
  };
  const again = (postId: string) => test.publishing.commentAgain(state(postId)?.id ?? '');
  const LEFT = {
    ...{ state: 'published', remoteId: 'first', remoteUrl: 'https://bsky.app/first' },
    errorCode: 'without_comment',
    errorMessage: 'The post is published, its first comment is not. The comment says too much.',
  };

  it('leaves the post published, and says what is missing', async () => {
    const id = await published();
    expect(state(id)).toMatchObject({ ...LEFT, costMicroUsd: 15_000 });
    expect(must(test.posts.get(id)).status).toBe('published');
    // The post alone was looked for.
    expect(looks.map(({ content }) => content?.firstComment)).toEqual([null]);
    expect(told.at(-1)).toMatchObject({
      ...{ kind: 'problem', reason: 'first_comment' },
      notice: expect.stringMatching(/^Published on Bluesky as @.*, without its first comment\. /),
    });
    await run();
    expect(sent).toHaveLength(1);
  });

  it('is there once when it is tried again, however often that is asked for at once', async () => {
    const id = await published();
    const [one, other] = await Promise.all([again(id), again(id)]);
    expect([one?.ok, other?.ok]).toEqual([true, true]);
    expect(sent).toHaveLength(2);
    expect(sent[1]).toMatchObject({ firstComment: '#bread', recordKey: sent[0]?.recordKey });
    expect(state(id)).toMatchObject({
      ...{ state: 'published', errorCode: null, errorMessage: null, costMicroUsd: 30_000 },
      attempts: [{ responseClass: 'refused' }, { responseClass: 'commented' }],
    });
    expect(again(id)).toBeNull();
  });

  it('that fails again says so, and can be tried once more from where it stands', async () => {
    const id = await published();
    answers = [failure('interrupted', 'Cut off.'), REFUSED];
    expect(await again(id)).toMatchObject({
      error: { code: 'not_ready', message: expect.stringContaining('Cut off.') },
    });
    expect(state(id)).toMatchObject({ state: 'published', errorCode: 'without_comment' });
    expect(await again(id)).toMatchObject({ ok: false });
    expect(state(id)?.errorMessage).toContain('The comment says too much.');
    must((await again(id)) ?? failed());
    expect(state(id)).toMatchObject({ state: 'published', errorCode: null });
  });

  it('is not written where the post was taken away meanwhile', async () => {
    const id = await published();
    test.network.platforms.bluesky.reconcile = async () => ok(null);
    expect(await again(id)).toMatchObject({
      error: { message: expect.stringMatching(/not there/) },
    });
    expect(sent).toHaveLength(1);
  });

  it('can be left out', async () => {
    const id = await published();
    must(test.publishing.resolve(state(id)?.id ?? '', 'give_up'));
    expect(state(id)).toMatchObject({ state: 'published', errorCode: null, errorMessage: null });
    expect(again(id)).toBeNull();
  });

  it('is given up after a day of trying, with the post published', async () => {
    test.network.platforms.bluesky.publish = async (_context, post, progress) => {
      sent.push(post);
      await progress.save({ parts: ['first'] });
      return failure('rate_limited', 'Slow down.', 429);
    };
    const id = await published();
    expect(state(id)?.state).toBe('prepared');
    // This computer was off meanwhile.
    test.clock.advance(3 * 24 * 60 * 60_000);
    await run();
    await run();
    expect(state(id)).toMatchObject({ state: 'published', errorCode: 'without_comment' });
  });

  it('is no reason to call a post published that is not there, or is a thread half-way', async () => {
    test.network.platforms.bluesky.reconcile = async () => ok(null);
    expect(state(await published())).toMatchObject({ state: 'failed', errorCode: 'refused' });
    answers = [REFUSED];
    const thread = due();
    await run();
    expect(state(thread)).toMatchObject({ state: 'failed', errorCode: 'refused' });
  });
});

const failed = (): never => {
  throw new Error('No comment is missing');
};

describe('what it cost', () => {
  it('is booked to the client with the delivery: each part and the comment', async () => {
    const id = due();
    expect(state(id)).toBeUndefined();
    expect(costs()).toEqual([]);
    await run();
    // The first part and the comment without a link, the second part with one.
    const microUsd = 15_000 + 200_000 + 15_000;
    expect(state(id)?.costMicroUsd).toBe(microUsd);
    expect(costs()).toEqual([{ month: '2026-11', microUsd, posts: 1 }]);
  });

  it('is not booked while it is not published, and once where it is found later', async () => {
    test.network.platforms.bluesky.publish = async () => failure('interrupted', 'Cut off.');
    test.network.platforms.bluesky.reconcile = async () => failure('refused', 'Nobody can tell.');
    const id = due({ text: 'Short', firstComment: '' });
    await run();
    await run();
    expect(state(id)).toMatchObject({ state: 'needs_check', costMicroUsd: null });
    must(test.publishing.resolve(state(id)?.id ?? '', 'was_published'));
    expect(state(id)?.costMicroUsd).toBe(15_000);
    expect(costs()).toEqual([{ month: '2026-11', microUsd: 15_000, posts: 1 }]);
  });

  it('is booked for the parts that are out, and for the rest when that follows', async () => {
    const { bluesky } = test.network.platforms;
    bluesky.partsOut = ({ parts }) => parts as string[];
    bluesky.publish = async (_context, _post, progress) => {
      await progress.save({ parts: ['first'] });
      return failure('refused', 'The second part says too much.', 400);
    };
    const id = due();
    await run();
    expect(state(id)).toMatchObject({ state: 'failed', costMicroUsd: 15_000 });
    expect(costs()).toEqual([{ month: '2026-11', microUsd: 15_000, posts: 1 }]);
    const sendAgain = async () => {
      must(test.publishing.retry(state(id)?.id ?? ''));
      await run();
    };
    // Nothing new: nothing more to pay.
    await sendAgain();
    expect(costs()).toEqual([{ month: '2026-11', microUsd: 15_000, posts: 1 }]);
    bluesky.publish = async (_context, post) => ok({ remoteId: post.recordKey, remoteUrl: null });
    await sendAgain();
    const microUsd = 15_000 + 200_000 + 15_000;
    expect(state(id)).toMatchObject({ state: 'published', costMicroUsd: microUsd });
    expect(costs()).toEqual([{ month: '2026-11', microUsd, posts: 1 }]);
  });

  it('is nothing where no part is out', async () => {
    test.network.platforms.bluesky.partsOut = ({ parts }) => (parts ?? []) as string[];
    test.network.platforms.bluesky.publish = async () => failure('refused', 'No.', 400);
    const id = due();
    await run();
    expect(state(id)).toMatchObject({ state: 'failed', costMicroUsd: null });
    expect(costs()).toEqual([]);
  });

  it('is not written where the delivery could not be', async () => {
    test.database.raw.exec(
      `CREATE TEMP TRIGGER no_cost BEFORE INSERT ON publishing_costs
       BEGIN SELECT raise(abort, 'full'); END`,
    );
    const id = due({ text: 'Short', firstComment: '' });
    await run();
    expect(state(id)?.state).not.toBe('published');
    expect(costs()).toEqual([]);
  });

  it('is told by the month of the profile’s zone', async () => {
    due({ text: 'Short', firstComment: '' });
    await run();
    const later = Date.UTC(2026, 10, 30, 23, 30);
    test.database.raw.prepare('UPDATE publishing_costs SET booked_at = ?').run(later);
    expect(costs()).toEqual([{ month: '2026-12', microUsd: 15_000, posts: 1 }]);
    const unknown = report()('019a0000-0000-7000-8000-000000000000');
    expect(unknown).toMatchObject({ ok: false, error: { code: 'not_found' } });
  });
});
