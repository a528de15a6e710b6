import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FaultPlanInput } from '../../../electron/sandbox/faults/plan.ts';
import { memory } from '../../support/platform-call.ts';
import { photo, startRelay } from '../tiktok/tiktok.ts';
import { DAY, MAKE, MINUTE, NODE, PUBLISH, QUOTA, withThreads } from './threads.ts';

type Fault = NonNullable<FaultPlanInput['rules']>[number]['fault'];

const { line, clock, post, publish, reconcile, fault, texts, sent, restart } = withThreads();

const on = (operation: string, kind: Fault, over: Record<string, number> = { nth: 1 }) =>
  fault({ when: { operation, ...over }, fault: kind });
const published = () => sent('/threads_publish').length;

describe('before Threads is told to publish there is nothing', () => {
  it.each([
    [QUOTA, { kind: 'cut', effect: 'none' }, 'unreachable'],
    [MAKE, { kind: 'cut', effect: 'done' }, 'unreachable'],
    [MAKE, { kind: 'reset' }, 'unreachable'],
    [MAKE, { kind: 'status', status: 500 }, 'unreachable'],
    [MAKE, { kind: 'html', status: 502 }, 'unreachable'],
    [MAKE, { kind: 'status', status: 401 }, 'auth'],
    [MAKE, { kind: 'status', status: 403 }, 'auth'],
    [MAKE, { kind: 'status', status: 400, message: 'No' }, 'refused'],
    [MAKE, { kind: 'rate_limit', seconds: 120 }, 'rate_limited'],
    [NODE, { kind: 'cut', effect: 'none' }, 'unreachable'],
    [PUBLISH, { kind: 'status', status: 400, message: 'No' }, 'refused'],
    [PUBLISH, { kind: 'status', status: 400, error: '9/2207042' }, 'rate_limited'],
    [PUBLISH, { kind: 'rate_limit', seconds: 120 }, 'rate_limited'],
    [PUBLISH, { kind: 'status', status: 401 }, 'auth'],
  ] as const)('%s with %o is told as %s', async (operation, kind, failureClass) => {
    await on(operation, kind);
    const progress = memory();
    const outgoing = post('x');
    const result = await publish(outgoing, progress);
    expect(result).toMatchObject({ ok: false, class: failureClass });
    expect(texts()).toEqual([]);
    // It is no doubt: sent again, it is there once.
    expect(await reconcile(outgoing, progress)).toEqual({ ok: true, value: null });
    expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
    expect(texts()).toEqual(['x']);
  });

  it('says how long to stay away', async () => {
    await on(MAKE, { kind: 'rate_limit', seconds: 120, headers: true });
    expect(await publish(post('x'))).toMatchObject({
      class: 'rate_limited',
      retryAfter: 2 * MINUTE,
    });
  });
});

describe('an answer that is lost', () => {
  it.each([
    [{ kind: 'cut', effect: 'done' }, 'interrupted'],
    [{ kind: 'truncate' }, 'interrupted'],
    [{ kind: 'wrong_json' }, 'service_error'],
    [{ kind: 'status', status: 500, effect: 'done' }, 'service_error'],
  ] as const)(
    'to publishing is in doubt, found again, and never published twice: %o',
    async (kind, failureClass) => {
      await on(PUBLISH, kind as Fault);
      const progress = memory();
      const outgoing = post('Lost answer');
      expect(await publish(outgoing, progress)).toMatchObject({ class: failureClass });
      await restart();
      const [entry] = line.sandbox.posts();
      expect(await reconcile(outgoing, progress)).toMatchObject({
        ...{ ok: true, value: { remoteId: entry?.remoteId } },
      });
      expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
      expect(texts()).toEqual(['Lost answer']);
    },
  );

  it('is found where the post was changed since, by its time alone', async () => {
    await on(PUBLISH, { kind: 'cut', effect: 'done' });
    const progress = memory();
    const outgoing = post('Changed');
    await publish(outgoing, progress);
    expect(await reconcile(outgoing, progress, { content: null })).toMatchObject({
      ...{ ok: true, value: { remoteId: line.sandbox.posts()[0]?.remoteId } },
    });
  });

  it('to a call that never arrived is surely absent, and the same container is published', async () => {
    await on(PUBLISH, { kind: 'cut', effect: 'none' });
    const progress = memory();
    const outgoing = post('Never arrived');
    expect(await publish(outgoing, progress)).toMatchObject({ class: 'interrupted' });
    expect(await reconcile(outgoing, progress)).toEqual({ ok: true, value: null });
    expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
    expect(sent('/threads')).toHaveLength(1);
    expect(texts()).toEqual(['Never arrived']);
  });

  it('is looked into again as long as Threads does not list the post', async () => {
    await on(PUBLISH, { kind: 'cut', effect: 'done' });
    const progress = memory();
    const outgoing = post('Not listed');
    await publish(outgoing, progress);
    const taken = { isTaken: () => true };
    expect(await reconcile(outgoing, progress, taken)).toMatchObject({ class: 'service_error' });
    const again = await publish({ ...outgoing, ...taken }, progress);
    expect(again).toMatchObject({ ok: false, class: 'service_error' });
    expect(published()).toBe(1);
  });

  it('to an earlier call is not taken for a no to a later one', async () => {
    const progress = memory();
    const outgoing = post('Out already');
    await on(PUBLISH, { kind: 'cut', effect: 'done' });
    await publish(outgoing, progress);
    // As if Threads had told of the container before it was through with it.
    const saved = progress.saved as { parts: { sentAt: number | null }[] };
    progress.saved = { ...saved, parts: saved.parts.map((part) => ({ ...part, sentAt: null })) };
    expect(await publish(outgoing, progress)).toMatchObject({ class: 'interrupted' });
    expect(await reconcile(outgoing, progress)).toMatchObject({ ok: true, value: {} });
    expect(texts()).toEqual(['Out already']);
  });

  it.each([
    [{ kind: 'cut', effect: 'none' }],
    [{ kind: 'rate_limit', seconds: 60 }],
    [{ kind: 'status', status: 401 }],
  ] as const)('stays in doubt while Threads can’t be asked: %o', async (kind) => {
    const progress = memory();
    const outgoing = post('Doubt');
    await on(PUBLISH, { kind: 'cut', effect: 'done' });
    await publish(outgoing, progress);
    await on(NODE, kind as Fault);
    expect(await publish(outgoing, progress)).toMatchObject({ ok: false, class: 'interrupted' });
    expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
    expect(texts()).toEqual(['Doubt']);
  });

  it('can’t be told where Threads knows the container no more', async () => {
    const progress = memory();
    const outgoing = post('Who knows');
    const part = { items: {}, container: '999', madeAt: 1, sentAt: clock.now(), postId: null };
    progress.saved = { parts: [part] };
    expect(await reconcile(outgoing, progress)).toMatchObject({
      ...{ ok: false, class: 'refused', httpStatus: null },
    });
    expect(await publish(outgoing, progress)).toMatchObject({ class: 'interrupted' });
    expect(published()).toBe(0);
  });
});

describe('a thread that is cut off', () => {
  it.each([
    ['before its second part is made', MAKE, { kind: 'cut', effect: 'none' }, 'unreachable'],
    [
      'before its second part is published',
      PUBLISH,
      { kind: 'cut', effect: 'none' },
      'interrupted',
    ],
    ['after its second part is published', PUBLISH, { kind: 'cut', effect: 'done' }, 'interrupted'],
  ] as const)('%s goes on from there', async (_, operation, kind, failureClass) => {
    await on(operation, kind as Fault, { nth: 2 });
    const progress = memory();
    const outgoing = post('One', { thread: ['Two', 'Three'] });
    expect(await publish(outgoing, progress)).toMatchObject({ class: failureClass });
    await restart();
    // Parts are missing: what is there is found, and the rest is to be sent.
    expect(await reconcile(outgoing, progress)).toEqual({ ok: true, value: null });
    expect(await publish(outgoing, progress)).toMatchObject({
      ...{ ok: true, value: { remoteId: line.sandbox.posts()[0]?.remoteId } },
    });
    expect(texts()).toEqual(['One', 'Two', 'Three']);
  });

  it('at its last part is found whole', async () => {
    await on(PUBLISH, { kind: 'cut', effect: 'done' }, { nth: 3 });
    const progress = memory();
    const outgoing = post('One', { thread: ['Two', 'Three'] });
    await publish(outgoing, progress);
    expect(await reconcile(outgoing, progress)).toMatchObject({
      ...{ ok: true, value: { remoteId: line.sandbox.posts()[0]?.remoteId } },
    });
    expect(texts()).toEqual(['One', 'Two', 'Three']);
  });

  it('and refused says how much of it is there', async () => {
    const result = await publish(post('One', { thread: ['Two', 'x'.repeat(501)] }));
    expect(result).toMatchObject({ ok: false, class: 'refused' });
    expect(result.ok ? '' : result.message).toMatch(
      /^The first 2 parts of the thread are on Threads already\./,
    );
  });

  it('with two parts that say the same keeps them apart', async () => {
    await on(PUBLISH, { kind: 'cut', effect: 'done' }, { nth: 3 });
    const progress = memory();
    const outgoing = post('Again', { thread: ['Again', 'Again'] });
    await publish(outgoing, progress);
    expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
    expect(texts()).toEqual(['Again', 'Again', 'Again']);
  });
});

describe('a container', () => {
  let relay: Awaited<ReturnType<typeof startRelay>>;
  beforeEach(async () => {
    relay = await startRelay();
  });
  afterEach(() => relay.stop());

  it('that is older than a day is made anew', async () => {
    await on(PUBLISH, { kind: 'cut', effect: 'none' });
    const progress = memory();
    const outgoing = post('Old');
    await publish(outgoing, progress);
    clock.advance(DAY + MINUTE);
    expect(await reconcile(outgoing, progress)).toEqual({ ok: true, value: null });
    expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
    expect(sent('/threads')).toHaveLength(2);
    expect(texts()).toEqual(['Old']);
  });

  it('of a carousel is kept with each of its items, as they arrive', async () => {
    await on(MAKE, { kind: 'cut', effect: 'none' }, { nth: 3 });
    const progress = memory();
    const outgoing = post('Three', { images: [photo(1), photo(2), photo(3)] });
    expect(await publish(outgoing, progress, { relay })).toMatchObject({ class: 'unreachable' });
    line.calls.calls.length = 0;
    expect(await publish(outgoing, progress, { relay })).toMatchObject({ ok: true });
    expect(sent('/threads').map(({ media_type }) => media_type)).toEqual(['IMAGE', 'CAROUSEL']);
    expect(line.sandbox.posts()[0]?.media).toHaveLength(3);
  });

  it('that stays in work is waited for, and nothing is published meanwhile', async () => {
    await on(MAKE, { kind: 'processing', ms: null });
    const progress = memory();
    const outgoing = post('Slow', { images: [photo(1)] });
    const result = await publish(outgoing, progress, { relay });
    expect(result).toMatchObject({ ok: false, class: 'unreachable' });
    expect(published()).toBe(0);
    clock.advance(DAY + MINUTE);
    await fault();
    expect(await publish(outgoing, progress, { relay })).toMatchObject({ class: 'unreachable' });
    expect(await publish(outgoing, progress, { relay })).toMatchObject({ ok: true });
    expect(texts()).toEqual(['Slow']);
  });
});

it('quotes Threads, and never the token', async () => {
  await on(MAKE, { kind: 'status', status: 400, message: `(#100) Bad ${line.token} in\nhere` });
  const result = await publish(post('x'));
  expect(result.ok ? '' : result.message).toMatch(/It says: “Bad … in here”/);
  expect(JSON.stringify(result)).not.toContain(line.token);
});
