import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type {
  PlatformFailureClass,
  PlatformResult,
  RemotePost,
} from '../../../../electron/platforms/platform.ts';
import { afterReconciling, afterSending } from '../../../../electron/publishing/outcome.ts';
import {
  type DeliveryState,
  deliveryCanBecome,
  nextStepOf,
} from '../../../../shared/domain/post-status.ts';
import { isSpent, RETRY } from '../../../../shared/domain/retry.ts';

/** An answer, and whether the network did what was asked: it can't tell where the class says so. */
interface Answered {
  class: PlatformFailureClass | 'ok';
  effect: boolean;
  retryAfter: number | null;
  random: number;
}

const NEVER_DONE = ['unreachable', 'rate_limited', 'auth', 'refused', 'duplicate'] as const;
const PERHAPS_DONE = ['interrupted', 'service_error'] as const;

const details = {
  retryAfter: fc.option(fc.nat(RETRY.total)),
  random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
};
const passing = fc.record({
  class: fc.constantFrom('unreachable', 'rate_limited', 'interrupted', 'service_error', 'auth'),
  effect: fc.boolean(),
  ...details,
}) as fc.Arbitrary<Answered>;
const any = fc.record({
  class: fc.constantFrom('ok', ...NEVER_DONE, ...PERHAPS_DONE),
  effect: fc.boolean(),
  ...details,
}) as fc.Arbitrary<Answered>;

/** Mostly trouble that passes, so that courses are long; they go round where they are too short. */
const answers = fc.array(fc.oneof({ arbitrary: passing, weight: 4 }, any), {
  minLength: 1,
  maxLength: 30,
});

const remote: RemotePost = { remoteId: 'x', remoteUrl: null };
const failure = ({ class: failureClass, retryAfter }: Answered) => ({
  ok: false as const,
  class: failureClass as PlatformFailureClass,
  message: 'Because.',
  httpStatus: null,
  retryAfter,
});

/** A delivery with a network that knows no keys: every call that takes effect makes one more post. */
function course(said: readonly Answered[]) {
  const world = { posts: 0, sends: 0, lastSendAt: 0, blindSends: 0, illegal: [] as string[] };
  let state: DeliveryState = 'prepared';
  let now = 0;
  let attempts = 0;
  let inDoubt = false;
  let duplicate = false;
  const go = (to: DeliveryState) => {
    if (!deliveryCanBecome(state, to)) world.illegal.push(`${state} → ${to}`);
    state = to;
  };
  for (let turn = 0; state === 'prepared' || state === 'ambiguous'; turn++) {
    if (turn > 10_000) throw new Error('It does not end');
    // As the lane does before a call.
    if (state === 'prepared' && isSpent(attempts, 0, now)) {
      go('failed');
      break;
    }
    const answer = said[turn % said.length] as Answered;
    attempts++;
    const standing = { attempts, preparedAt: 0, now, random: answer.random, duplicate };
    const sending = state === 'prepared';
    let outcome: ReturnType<typeof afterSending>;
    if (sending) {
      world.sends++;
      world.lastSendAt = now;
      if (inDoubt) world.blindSends++;
      go('sending');
      const isDone = answer.class === 'ok' || isPerhaps(answer);
      if (isDone && (answer.class === 'ok' || answer.effect)) world.posts++;
      const result: PlatformResult<RemotePost> =
        answer.class === 'ok' ? { ok: true, value: remote } : failure(answer);
      outcome = afterSending(result, standing);
      inDoubt = isPerhaps(answer) || answer.class === 'duplicate';
      duplicate ||= answer.class === 'duplicate';
    } else {
      // A look that is answered is answered truly.
      const result: PlatformResult<RemotePost | null> =
        answer.class === 'ok' || answer.effect
          ? { ok: true, value: world.posts > 0 ? remote : null }
          : failure(answer);
      if (result.ok && result.value === null) inDoubt = false;
      outcome = afterReconciling(result, standing);
    }
    for (const to of outcome.path) go(to);
    now = Math.max(now, outcome.nextAttemptAt ?? now);
  }
  return { ...world, state: state as DeliveryState, attempts };
}

const isPerhaps = ({ class: of }: Answered) => of === 'interrupted' || of === 'service_error';

describe('a delivery, whatever the network answers', () => {
  it('is never sent again before a look has found nothing', () => {
    fc.assert(
      fc.property(answers, (said) => {
        const { blindSends, posts } = course(said);
        expect(blindSends).toBe(0);
        expect(posts).toBeLessThanOrEqual(1);
      }),
      { numRuns: 2000 },
    );
  });

  it('ends as what it is: published where the network has it, failed where it has not', () => {
    const seen = new Set<DeliveryState>();
    fc.assert(
      fc.property(answers, (said) => {
        const { state, posts, illegal } = course(said);
        seen.add(state);
        expect(illegal).toEqual([]);
        expect(['published', 'failed', 'needs_check']).toContain(state);
        if (state === 'published') expect(posts).toBe(1);
        if (state === 'failed') expect(posts).toBe(0);
        expect(nextStepOf(state, false)).toBe(state === 'published' ? 'none' : 'person');
      }),
      { numRuns: 2000 },
    );
    expect([...seen].sort()).toEqual(['failed', 'needs_check', 'published']);
  });

  it('keeps its budget of attempts and of time', () => {
    fc.assert(
      fc.property(answers, (said) => {
        const { attempts, lastSendAt } = course(said);
        expect(attempts).toBeLessThanOrEqual(RETRY.attempts + 2);
        // To look may take longer: it does no harm, and only it can end a doubt.
        expect(lastSendAt).toBeLessThanOrEqual(RETRY.total);
      }),
      { numRuns: 1000 },
    );
  });

  it('asks the person at once where the network will never take it, and only then', () => {
    fc.assert(
      fc.property(any, (first) => {
        const { state, sends } = course([first, { ...first, class: 'ok', effect: true }]);
        if (first.class === 'refused') expect([state, sends]).toEqual(['failed', 1]);
        if (first.class === 'duplicate') expect([state, sends]).toEqual(['failed', 1]);
        if (first.class === 'ok') expect([state, sends]).toEqual(['published', 1]);
      }),
    );
  });
});
