import { describe, expect, it } from 'vitest';
import { lifeOf, missingScopes } from '../../../../../renderer/views/accounts/account-life.ts';
import { X } from '../../../../../shared/domain/networks/x.ts';

const NOW = Date.UTC(2026, 10, 23);
const DAY = 24 * 60 * 60_000;
const day = (at: number) => new Date(at).toISOString().slice(0, 10);
const account = { signedInBy: 'oauth', sessionEndsAt: null, status: 'connected' } as const;

describe('how long a sign-in lasts', () => {
  it('renews by itself, lasts until a day, or is not known', () => {
    expect(lifeOf(account, NOW, day)).toEqual({ text: 'sign-in renews by itself', soon: false });
    expect(lifeOf({ ...account, sessionEndsAt: NOW + 50 * DAY }, NOW, day)).toEqual({
      text: 'signed in until 2027-01-12',
      soon: false,
    });
    expect(lifeOf({ ...account, signedInBy: 'secret' }, NOW, day)).toBeNull();
  });

  it('is marked while there is time, and says when it is over', () => {
    expect(lifeOf({ ...account, sessionEndsAt: NOW + 13 * DAY }, NOW, day)?.soon).toBe(true);
    expect(lifeOf({ ...account, sessionEndsAt: NOW }, NOW, day)?.text).toBe('sign-in has ended');
    expect(lifeOf({ ...account, status: 'reconnect_needed' }, NOW, day)).toBeNull();
  });
});

describe('what was not allowed', () => {
  const all = X.oauth?.scopes.map(({ scope }) => scope) ?? [];
  it('is what was asked for and is not among the scopes', () => {
    expect(missingScopes(X.oauth, { signedInBy: 'oauth', scopes: all })).toEqual([]);
    const some = all.filter((scope) => scope !== 'media.write');
    const missing = missingScopes(X.oauth, { signedInBy: 'oauth', scopes: some });
    expect(missing.map(({ scope }) => scope)).toEqual(['media.write']);
  });

  it('is not guessed where nobody said what was allowed', () => {
    expect(missingScopes(X.oauth, { signedInBy: 'oauth', scopes: null })).toEqual([]);
    expect(missingScopes(X.oauth, { signedInBy: 'secret', scopes: [] })).toEqual([]);
  });

  it('counts a narrow scope as allowed by the wide one', () => {
    if (!X.oauth) throw new Error('X is signed in through the browser');
    const wants = (scope: string) =>
      ({ ...X.oauth, scopes: [{ scope, why: '' }] }) as typeof X.oauth;
    const read = { signedInBy: 'oauth', scopes: ['read'] } as const;
    expect(missingScopes(wants('read:statuses'), read)).toEqual([]);
    expect(missingScopes(wants('readings'), read)).toHaveLength(1);
  });
});
