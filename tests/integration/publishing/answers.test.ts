import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type {
  PlatformContext,
  PlatformFailureClass,
  PlatformResult,
  RemotePost,
} from '../../../electron/platforms/platform.ts';
import { createPublishing } from '../../../electron/publishing/publishing.ts';
import { type DeliveryState, nextStepOf } from '../../../shared/domain/post-status.ts';
import { RETRY } from '../../../shared/domain/retry.ts';
import { fail, ok } from '../../../shared/ipc/route.ts';
import { BARE_CONTEXT } from '../../support/platform-call.ts';
import { must, openServices, type TestServices } from '../../support/services.ts';

const MINUTE = 60_000;

/** What the network does with one call. */
interface Answered {
  class: PlatformFailureClass | 'ok' | 'throws';
  /** Whether it took effect, where the class leaves that open; a look: whether it is answered. */
  effect: boolean;
  /** Minutes that it wants to be left alone, told of by its headers; null where it does not say. */
  leaveAlone: number | null;
  /** It is told with the answer, or a counter is empty all the same. */
  empty: boolean;
}

const answered = (...classes: Answered['class'][]): fc.Arbitrary<Answered> =>
  fc.record({
    class: fc.constantFrom(...classes),
    effect: fc.boolean(),
    leaveAlone: fc.option(fc.integer({ min: 1, max: 90 })),
    empty: fc.boolean(),
  });
const passing = answered(
  'unreachable',
  'rate_limited',
  'interrupted',
  'service_error',
  'auth',
  'throws',
);
const ends = answered('ok', 'refused', 'duplicate');
const courses = fc.array(fc.oneof({ arbitrary: passing, weight: 5 }, ends), {
  minLength: 1,
  maxLength: 25,
});

let services: TestServices;
let bakeries = 0;

beforeAll(() => {
  services = openServices();
  // Nothing here is about the disk.
  services.database.raw.pragma('synchronous = off');
});
afterAll(() => services.close());

/** Two posts of one account, and a network without keys: each call that takes effect makes a post. */
async function play(said: readonly Answered[]) {
  const { database, bus, clock, log, posts, network } = services;
  const client = services.client(`Bakery ${++bakeries}`);
  const began = clock.now();
  const world = {
    /** Texts, as often as the network has them. */
    posts: [] as string[],
    inDoubt: new Set<string>(),
    blindSends: 0,
    tooSoon: 0,
    /** Ms after the start. */
    lastSendAt: 0,
    calls: 0,
  };
  let silentUntil = 0;
  let connected = true;
  let turn = 0;

  function next(context: PlatformContext): Answered {
    const answer = said[turn++ % said.length] as Answered;
    world.calls++;
    if (clock.now() < silentUntil) world.tooSoon++;
    if (answer.leaveAlone !== null && (answer.class === 'rate_limited' || answer.empty)) {
      silentUntil = clock.now() + answer.leaveAlone * MINUTE;
      const counter = { limit: 30, remaining: 0, resetsAt: silentUntil };
      context.onLimits?.([{ bucket: 'writes', ...counter, blockedUntil: silentUntil }]);
    }
    return answer;
  }
  const failure = ({ class: of, leaveAlone }: Answered): PlatformResult<never> => {
    if (of === 'throws') throw new Error('A bug');
    return {
      ok: false,
      class: of as PlatformFailureClass,
      message: 'Because.',
      httpStatus: of === 'unreachable' || of === 'interrupted' ? null : 400,
      retryAfter: of === 'rate_limited' && leaveAlone !== null ? leaveAlone * MINUTE : null,
    };
  };
  const remote = (text: string): RemotePost => ({
    remoteId: `${client.id} ${text}`,
    remoteUrl: null,
  });
  const platform = {
    ...network.platforms.bluesky,
    async publish(context: PlatformContext, { text }: { text: string }) {
      const answer = next(context);
      if (world.inDoubt.has(text)) world.blindSends++;
      world.lastSendAt = clock.now() - began;
      const isOpen = ['interrupted', 'service_error', 'throws'].includes(answer.class);
      if (answer.class === 'ok' || (isOpen && answer.effect)) world.posts.push(text);
      if (isOpen || answer.class === 'duplicate') world.inDoubt.add(text);
      return answer.class === 'ok' ? ok(remote(text)) : failure(answer);
    },
    async reconcile(context: PlatformContext, { content }: { content: { text: string } | null }) {
      const answer = next(context);
      const text = content?.text ?? '';
      if (answer.class !== 'ok' && !answer.effect) return failure(answer);
      world.inDoubt.delete(text);
      return ok(world.posts.includes(text) ? remote(text) : null);
    },
  };
  const publishing = createPublishing({
    database,
    bus,
    clock,
    log,
    posts,
    accounts: {
      hold: services.accounts.hold,
      context: async () =>
        connected
          ? ok({
              platform,
              context: {
                serviceUrl: 'https://bsky.social',
                remoteId: 'did:plc:x',
                handle: 'x.test',
                session: {},
                ...BARE_CONTEXT,
              },
            })
          : fail('reconnect_needed', 'Reconnect it.'),
      markReconnectNeeded: () => {
        connected = false;
      },
      get: () => fail('not_found', 'Nobody is connected here.'),
      setHandOver: () => fail('not_found', 'Nobody is connected here.'),
    },
    media: {
      outgoing: () => {
        throw new Error('No images here');
      },
      outgoingVideo: () => Promise.resolve(null),
    },
    platforms: { ...network.platforms, bluesky: platform },
  });
  const states = () =>
    ids.map((id) => must(publishing.forPost(id)).map((row) => row.state)[0] as DeliveryState);
  const ids = ['bread', 'rolls'].map(
    (text) =>
      must(
        posts.create({
          clientId: client.id,
          text,
          targets: [{ accountId: client.accountId, text: null }],
          media: [],
        }),
      ).id,
  );
  for (const id of ids) must(publishing.prepare(id));
  for (let step = 0; step < 2000; step++) {
    await publishing.run();
    const at = publishing.nextAttemptAt();
    if (at === null) break;
    clock.set(Math.max(at, clock.now() + 1));
    // The person signs in again now and then.
    if (!connected && step % 3 === 2) {
      connected = true;
      bus.emit('account.changed', { accountId: client.accountId, clientId: client.id });
    }
  }
  const attempts = database.raw
    .prepare(
      `select a.next_step, a.state, a.finished_at from delivery_attempts a
       join deliveries d on d.id = a.delivery_id where d.account_id = ?`,
    )
    .all(client.accountId) as { next_step: string; state: DeliveryState; finished_at: number }[];
  await publishing.close();
  return { ...world, ids, states: states(), attempts };
}

it('sends each post at most once, ends, keeps its budget, and leaves the network alone when told to', async () => {
  const seen = new Set<DeliveryState>();
  await fc.assert(
    fc.asyncProperty(courses, async (said) => {
      const course = await play(said);
      const { posts, states } = course;
      expect(course.blindSends).toBe(0);
      expect(course.tooSoon).toBe(0);
      expect(new Set(posts).size).toBe(posts.length);
      for (const [index, text] of ['bread', 'rolls'].entries()) {
        const state = states[index] as DeliveryState;
        seen.add(state);
        expect(['published', 'failed', 'needs_check']).toContain(state);
        if (state !== 'needs_check') expect(posts.includes(text)).toBe(state === 'published');
      }
      expect(course.calls).toBe(course.attempts.length);
      expect(course.calls).toBeLessThanOrEqual(2 * (RETRY.attempts + 2));
      expect(course.lastSendAt).toBeLessThanOrEqual(RETRY.total);
      for (const attempt of course.attempts) {
        expect(attempt.finished_at).not.toBeNull();
        const waits = attempt.state === 'prepared' || attempt.state === 'ambiguous';
        const steps = [nextStepOf(attempt.state, false), ...(waits ? ['wait'] : [])];
        expect(steps).toContain(attempt.next_step);
      }
    }),
    { numRuns: 40, interruptAfterTimeLimit: 40_000, markInterruptAsFailure: false },
  );
  expect(seen).toContain('published');
  expect(seen).toContain('failed');
}, 60_000);
