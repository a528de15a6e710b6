import { describe, expect, it } from 'vitest';
import { NETWORK_IDS, type NetworkId } from '../../shared/domain/network.ts';
import type { Delivery } from '../../shared/ipc/views.ts';
import { ACCOUNTS } from './story.ts';
import { cantBeTold, hadNoAnswer } from './verdict.ts';

const WORDS = 'Fresh bread';
const asked = (
  network: NetworkId,
  handle: string,
  over: { text?: string; photos?: boolean } = {},
) => ({ delivery: { network, handle } as Delivery, text: WORDS, photos: true, ...over }) as const;

/** Every account of the story as whom a person may be asked what came of a post, by what is in it. */
const allowed = (over: Parameters<typeof asked>[2], isThere: boolean): string[] =>
  ACCOUNTS.filter(({ network, person }) => cantBeTold(asked(network, person, over), isThere)).map(
    ({ network, person }) => `${person} on ${network}`,
  );

const MEMBER = 'mira on linkedin';
const PRIVATE = 'mira on tiktok';
const PUBLIC = 'ada on tiktok';

describe('what a person may be asked about', () => {
  it.each([
    ['photos that are there', {}, true, [MEMBER, PRIVATE]],
    ['photos that are not there', {}, false, [MEMBER, PUBLIC, PRIVATE]],
    ['photos without words', { text: '' }, true, [MEMBER, PUBLIC, PRIVATE]],
    ['a video that is there', { photos: false }, true, [MEMBER]],
    ['a video or a text that is not there', { photos: false }, false, [MEMBER]],
  ] as const)('is only what its network has no way to tell: %s', (_, over, isThere, names) => {
    expect(allowed(over, isThere)).toEqual(names);
  });

  it('is played by accounts of all networks, most of which can tell', () => {
    const played = new Set(ACCOUNTS.map(({ network }) => network));
    expect([...played].sort()).toEqual([...NETWORK_IDS].sort());
  });

  it('is what its network left without an answer a dozen times, and not less', () => {
    const made = (...classes: string[]) => ({
      attempts: classes.map((responseClass) => ({ responseClass }) as Delivery['attempts'][number]),
    });
    const eleven = Array<string>(11).fill('interrupted');
    expect(hadNoAnswer(made(...eleven, 'unreachable'))).toBe(true);
    expect(hadNoAnswer(made(...eleven))).toBe(false);
    expect(hadNoAnswer(made('interrupted', 'decided', ...eleven))).toBe(false);
    expect(hadNoAnswer(made('interrupted', 'absent', ...eleven))).toBe(false);
  });
});
