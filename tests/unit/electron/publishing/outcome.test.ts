import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type {
  PlatformFailureClass,
  PlatformResult,
  RemotePost,
} from '../../../../electron/platforms/platform.ts';
import {
  afterReconciling,
  afterSending,
  type Outcome,
  PARKED_FOR,
  type Standing,
} from '../../../../electron/publishing/outcome.ts';
import { type DeliveryState, deliveryCanBecome } from '../../../../shared/domain/post-status.ts';
import { RETRY } from '../../../../shared/domain/retry.ts';

const CLASSES: readonly PlatformFailureClass[] = [
  'unreachable',
  'interrupted',
  'rate_limited',
  'service_error',
  'auth',
  'refused',
];

const failure = fc.record({
  ok: fc.constant(false as const),
  class: fc.constantFrom(...CLASSES),
  message: fc.constant('Because.'),
  httpStatus: fc.constantFrom(null, 400, 401, 429, 503),
  retryAfter: fc.option(fc.nat(RETRY.total)),
});
const remote: RemotePost = { remoteId: 'at://x', remoteUrl: null };
const answer: fc.Arbitrary<PlatformResult<RemotePost>> = fc.oneof(
  fc.constant({ ok: true as const, value: remote }),
  failure,
);
const reading: fc.Arbitrary<PlatformResult<RemotePost | null>> = fc.oneof(
  answer,
  fc.constant({ ok: true as const, value: null }),
);
const standing: fc.Arbitrary<Standing> = fc
  .record({
    attempts: fc.integer({ min: 1, max: RETRY.attempts + 5 }),
    age: fc.nat(RETRY.total * 2),
    random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  })
  .map(({ age, ...rest }) => ({ ...rest, preparedAt: 1_000_000, now: 1_000_000 + age }));

const isWay = (from: DeliveryState, path: readonly DeliveryState[]) =>
  path.every((to, index) => deliveryCanBecome(path[index - 1] ?? from, to));

const fresh: Standing = { attempts: 1, preparedAt: 0, now: 0, random: 0.5 };
const failed = (failureClass: PlatformFailureClass, retryAfter: number | null = null) => ({
  ok: false as const,
  class: failureClass,
  message: 'Because.',
  httpStatus: null,
  retryAfter,
});

describe('what follows from an answer', () => {
  it('is always a way that the table allows, and a state that says what is next', () => {
    const check = (from: DeliveryState, outcome: Outcome, now: number) => {
      expect(isWay(from, outcome.path)).toBe(true);
      const to = outcome.path.at(-1) ?? from;
      const waits = to === 'prepared' || to === 'ambiguous';
      expect(outcome.nextAttemptAt !== null).toBe(waits);
      if (outcome.nextAttemptAt !== null) expect(outcome.nextAttemptAt).toBeGreaterThanOrEqual(now);
      expect(outcome.remote !== null).toBe(to === 'published');
      expect(outcome.errorMessage === null).toBe(to === 'published');
      expect(['prepared', 'ambiguous', 'published', 'failed', 'needs_check']).toContain(to);
    };
    fc.assert(
      fc.property(answer, reading, standing, (sent, read, at) => {
        check('sending', afterSending(sent, at), at.now);
        check('ambiguous', afterReconciling(read, at), at.now);
      }),
      { numRuns: 2000 },
    );
  });

  it('is never a second sending before a look, where the first may have been received', () => {
    fc.assert(
      fc.property(failure, standing, (sent, at) => {
        const doubtful = sent.class === 'interrupted' || sent.class === 'service_error';
        expect(afterSending(sent, at).path.at(-1) === 'ambiguous').toBe(doubtful);
      }),
    );
  });

  it('is never a second sending because the look failed', () => {
    fc.assert(
      fc.property(failure, standing, (read, at) => {
        expect(afterReconciling(read, at).path).not.toContain('prepared');
      }),
    );
  });

  it('comes to an end', () => {
    fc.assert(
      fc.property(answer, reading, standing, (sent, read, at) => {
        const spent = { ...at, now: at.preparedAt + RETRY.total + 1 };
        expect(afterSending(sent, spent).path.length > 0).toBe(true);
        expect(afterSending(failed('unreachable'), spent).path.at(-1)).toBe('failed');
        const looked = { ...at, attempts: RETRY.attempts };
        const isSignedOut = !read.ok && read.class === 'auth';
        expect(afterReconciling(read, looked).path.length > 0).toBe(!isSignedOut);
        expect(afterReconciling(failed('unreachable'), looked).path.at(-1)).toBe('needs_check');
        expect(afterReconciling({ ok: true, value: null }, spent).path.at(-1)).toBe('failed');
      }),
    );
  });

  it('looks again, however long it takes, while the network may still tell', () => {
    const late = { ...fresh, attempts: 5, now: RETRY.total * 3 };
    expect(afterReconciling(failed('unreachable'), late).path).toEqual([]);
    const blocked = { ...failed('refused'), httpStatus: 403 };
    expect(afterReconciling(blocked, fresh).path).toEqual([]);
    expect(afterReconciling(failed('refused'), fresh).path).toEqual(['needs_check']);
  });

  it('waits as long as the network says, and no shorter', () => {
    expect(afterSending(failed('rate_limited', 600_000), fresh).nextAttemptAt).toBe(600_000);
    expect(afterReconciling(failed('rate_limited', 600_000), fresh).nextAttemptAt).toBe(600_000);
  });

  it('waits for the person where the session is over', () => {
    expect(afterSending(failed('auth'), fresh)).toMatchObject({
      path: ['rejected', 'prepared'],
      errorCode: 'reconnect_needed',
      nextAttemptAt: PARKED_FOR,
    });
    // However long it is in doubt: once the account is back, the network can tell.
    const spent = { ...fresh, attempts: RETRY.attempts, now: RETRY.total * 3 };
    expect(afterReconciling(failed('auth'), spent)).toMatchObject({
      path: [],
      errorCode: 'reconnect_needed',
      nextAttemptAt: RETRY.total * 3 + PARKED_FOR,
    });
  });

  it('says what the network said when it gives up', () => {
    const spent = { ...fresh, now: RETRY.total };
    expect(afterSending(failed('unreachable'), spent).errorMessage).toBe(
      'ClientNest tried for 24 hours and stopped. Because. Send it again when it suits.',
    );
  });

  it('does not promise another try when it gives up on what is surely not there', () => {
    const spent = { ...fresh, now: RETRY.total };
    expect(afterReconciling({ ok: true, value: null }, spent).errorMessage).toBe(
      'ClientNest tried for 24 hours and stopped. It has not been published. Send it again when it suits.',
    );
  });
});
