import { describe, expect, it } from 'vitest';
import {
  EMPTY_DRAFT,
  toggleTarget,
  writeText,
} from '../../../../../renderer/views/composer/draft.ts';
import {
  messagesOf,
  partsOf,
  roomsOf,
  threadable,
  totalCost,
} from '../../../../../renderer/views/composer/draft-messages.ts';
import type { NetworkId } from '../../../../../shared/domain/network.ts';
import type { Account } from '../../../../../shared/ipc/views.ts';

const account = (id: string, network: NetworkId, serverLimits: Account['serverLimits'] = null) =>
  ({ id, network, handle: id, serverLimits }) as Account;
const accounts = [
  account('sky', 'bluesky'),
  account('elephant', 'mastodon'),
  account('wide', 'mastodon', { textLimit: 5000 }),
  account('bird', 'x'),
];
const to = (...ids: string[]) => ids.reduce(toggleTarget, EMPTY_DRAFT);
const long = 'One sentence of fresh bread. '.repeat(20).trim();

describe('what each account gets of a draft', () => {
  it('is counted by its network, or its server', () => {
    const messages = messagesOf({ ...to('sky', 'elephant', 'wide'), text: long }, accounts);
    expect(messages.map(({ isLong }) => isLong)).toEqual([true, true, false]);
    expect(roomsOf(messages, []).map(({ network, limit }) => [network, limit.limit])).toEqual([
      ['bluesky', 300],
      ['mastodon', 500],
      ['mastodon', 5000],
    ]);
    expect(threadable(messages).map(({ accountId }) => accountId)).toEqual(['sky', 'elephant']);
  });

  it('is a thread where it has to be, of the words that the account gets', () => {
    const draft = { ...to('sky', 'elephant'), text: long, threading: 'numbered' as const };
    const parts = messagesOf(writeText(draft, 'elephant', 'Short'), accounts).map(partsOf);
    expect(parts.map(({ length }) => length)).toEqual([2, 1]);
    expect(parts[0]?.[1]).toMatch(/ 2\/2$/);
    expect(parts[1]).toEqual(['Short']);
  });

  it('has the room of the default network while no account is chosen', () => {
    expect(roomsOf([], ['bluesky'])).toMatchObject([{ network: 'bluesky', parts: 1 }]);
  });

  it('costs what its networks charge, for all accounts together', () => {
    const cost = (text: string, ...ids: string[]) =>
      totalCost(messagesOf({ ...to(...ids), text }, accounts));
    expect(cost('Hello', 'sky', 'elephant')).toBeNull();
    expect(cost('Hello', 'sky', 'bird')).toBe(15_000);
    expect(cost('See example.com', 'bird')).toBe(200_000);
  });
});
