import { describe, expect, it } from 'vitest';
import { placesOf, takeText } from '../../../../../renderer/views/composer/ai/place-text.ts';
import { EMPTY_DRAFT } from '../../../../../renderer/views/composer/draft.ts';
import type { Account, StudioText } from '../../../../../shared/ipc/views.ts';

const account = (id: string, network: Account['network'], textLimit?: number) =>
  ({ id, network, serverLimits: textLimit ? { textLimit } : null }) as Account;
const ACCOUNTS = [account('b', 'bluesky'), account('m', 'mastodon'), account('n', 'mastodon', 200)];
const proposal = (network: Account['network'], text: string, parts = 1): StudioText => ({
  ...{ place: { network, accountId: null }, text, parts, used: 1, limit: 300 },
  ...{ over: false, shortened: false, hashtags: 0, unasked: [] },
});
const to = (...ids: string[]) => ({
  ...EMPTY_DRAFT,
  targets: ids.map((accountId) => ({ accountId, text: null })),
});

describe('a proposal that is taken', () => {
  it('is the main text where it is for all that goes out, and marks the post', () => {
    const taken = takeText(to('b'), ACCOUNTS, proposal('bluesky', 'Rye', 3));
    expect(taken).toMatchObject({
      text: 'Rye',
      byAi: true,
      threading: 'split',
      targets: [{ text: null }],
    });
  });

  it('is the own version of the accounts of its network where others are there, which are not left without words', () => {
    const first = takeText(to('b', 'm', 'n'), ACCOUNTS, proposal('mastodon', 'Rye'));
    expect(first.text).toBe('Rye');
    expect(first.targets.map(({ text }) => text)).toEqual([null, 'Rye', 'Rye']);
    const second = takeText(first, ACCOUNTS, proposal('bluesky', 'Rolls'));
    expect(second.text).toBe('Rye');
    expect(second.targets.map(({ text }) => text)).toEqual(['Rolls', 'Rye', 'Rye']);
  });

  it('has to fit the account of its network with the least room', () => {
    expect(placesOf(to('m', 'n'), ACCOUNTS)).toEqual([{ network: 'mastodon', accountId: 'n' }]);
    expect(placesOf(to(), ACCOUNTS).map(({ network }) => network)).toEqual(['bluesky', 'mastodon']);
  });
});
