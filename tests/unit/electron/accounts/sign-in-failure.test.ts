import { describe, expect, it } from 'vitest';
import { signInFailure } from '../../../../electron/accounts/sign-in-failure.ts';
import { failure } from '../../../support/sample-network.ts';

describe('what a failed sign-in is told as', () => {
  it.each([
    ['auth', 'sign_in_refused'],
    ['refused', 'sign_in_refused'],
    ['unreachable', 'service_unreachable'],
    ['interrupted', 'service_unreachable'],
    ['rate_limited', 'service_error'],
    ['service_error', 'service_error'],
  ] as const)('%s is %s, with the next step', (failureClass, code) => {
    const told = signInFailure('bluesky', failure(failureClass, 'It did not work.'));
    expect(told.error.code).toBe(code);
    expect(told.error.message).toMatch(/^[A-Z].*\.$/);
  });

  it('says where app passwords are, when the password was refused', () => {
    const told = signInFailure('bluesky', failure('auth', 'Wrong password.', 401));
    expect(told.error.message).toBe(
      'Wrong password. In Bluesky, app passwords are in Settings → Privacy and security → App passwords.',
    );
  });

  it.each([
    [null, 'in a few minutes'],
    [20_000, 'in a minute'],
    [61_000, 'in 2 minutes'],
  ])('says when to try again: %s', (retryAfter, when) => {
    const told = signInFailure('bluesky', failure('rate_limited', 'Slow down.', 429, retryAfter));
    expect(told.error.message).toContain(when);
    expect(told.error.details).toEqual(retryAfter === null ? undefined : { retryAfter });
  });
});
