import { describe, expect, it } from 'vitest';
import { createLinkedIn } from '../../../electron/platforms/linkedin/linkedin.ts';
import { memory, sentPost } from '../../support/platform-call.ts';
import { authorise } from './browser.ts';
import { HOUR, image, SEND, withLinkedIn } from './linkedin.ts';

const { line, clock, context, post, texts, calls, fault } = withLinkedIn();

const CUT_AFTER = { kind: 'cut', effect: 'done' } as const;
const ME = 'GET /rest/me';
const PAGE = 'GET /rest/organizations/:id';

/** ClientNest as it was just started, on a computer whose clock is that wrong. */
const started = (wrong = 0) =>
  createLinkedIn({
    ...{ clock: { now: () => clock.now() + wrong }, userAgent: 'ClientNest/0', settles: 0 },
  });
const saidOf = (progress: ReturnType<typeof memory>) =>
  progress.saved as { sentAt: number | null; inDoubt: boolean } | null;

describe('a post that is the first thing a start of ClientNest sends', () => {
  it.each([
    ['page', 'ahead', 3 * HOUR],
    ['page', 'behind', -3 * HOUR],
    ['member', 'ahead', 3 * HOUR],
    ['member', 'behind', -3 * HOUR],
  ] as const)(
    'is found, as a %s, where the clock was %s then and is right again',
    async (who, how, wrong) => {
      const as = who === 'page' ? line.studio : line.ada;
      const progress = memory();
      const text = `Fresh bread, ${who}, ${how}`;
      const outgoing = post(text, { createdAt: clock.now() + wrong });
      await fault({ when: { operation: SEND, nth: 1 }, fault: CUT_AFTER });
      const lost = await started(wrong).publish(context(as), outgoing, progress);
      expect(lost).toMatchObject({ class: 'interrupted' });
      // It is started anew before it looks.
      const next = started();
      expect(await next.reconcile(context(as), sentPost(outgoing, progress.saved))).toMatchObject({
        ok: true,
        value: { remoteId: expect.stringMatching(/^urn:li:/) },
      });
      expect(await next.publish(context(as), outgoing, progress)).toMatchObject({ ok: true });
      expect(calls(SEND)).toHaveLength(1);
      expect(texts(as).filter((one) => one === text)).toHaveLength(1);
    },
  );

  it('asks LinkedIn for its time once, and not where an upload has told it', async () => {
    const fresh = started();
    await fresh.publish(context(), post('One'), memory());
    await fresh.publish(context(), post('Another'), memory());
    expect(calls('GET /rest/')).toHaveLength(1);
    const other = started();
    await other.publish(context(), post('Seen', { images: [image('seen')] }), memory());
    expect(calls('GET /rest/organizations/')).toHaveLength(1);
  });

  it.each([
    ['page', PAGE, 403],
    ['page', PAGE, 429],
    ['member', ME, 403],
    ['member', ME, 503],
  ] as const)(
    'goes out as a %s where %s is answered with %i: that tells the time too',
    async (who, operation, status) => {
      const as = who === 'page' ? line.studio : line.ada;
      const progress = memory();
      await fault({ when: { operation, times: 9 }, fault: { kind: 'status', status } });
      const outgoing = post(`Told by ${status} as ${who}`);
      expect(await started(5 * HOUR).publish(context(as), outgoing, progress)).toMatchObject({
        ok: true,
      });
      expect(Math.abs((saidOf(progress)?.sentAt ?? 0) - clock.now())).toBeLessThan(60_000);
    },
  );

  it('goes out for a member whose application may not even ask who that is', async () => {
    const [bare] = await authorise(line.linkedin, line.url, line.sandbox);
    if (!bare) throw new Error('Nobody');
    await fault({ when: { operation: ME, times: 9 }, fault: { kind: 'status', status: 403 } });
    const outgoing = post('May not ask');
    expect(await started().publish(context(bare), outgoing, memory())).toMatchObject({ ok: true });
  });

  it.each([
    ['the line is cut', { kind: 'cut' }, 'unreachable'],
    ['the session has ended', { kind: 'status', status: 401 }, 'auth'],
  ] as const)('is not sent where %s: nothing is in doubt then', async (_, kind, failureClass) => {
    const progress = memory();
    const outgoing = post(`Not sent: ${kind.kind}`);
    await fault({ when: { operation: PAGE, times: 9 }, fault: kind });
    const fresh = started();
    expect(await fresh.publish(context(), outgoing, progress)).toMatchObject({
      class: failureClass,
    });
    expect(calls(SEND)).toEqual([]);
    expect(saidOf(progress)?.inDoubt ?? false).toBe(false);
    await line.sandbox.faults.clear();
    expect(await fresh.publish(context(), outgoing, progress)).toMatchObject({ ok: true });
  });
});
