import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  handleOf,
  type Mention,
  mentionedIn,
  mentionToken,
} from '../../../../shared/domain/mention.ts';
import { messageFor } from '../../../../shared/domain/message.ts';
import { NETWORK_IDS } from '../../../../shared/domain/network.ts';
import { NETWORKS } from '../../../../shared/domain/networks/index.ts';
import { checkPost } from '../../../../shared/domain/preflight.ts';
import { wordsFor } from '../../../../shared/domain/wording.ts';

const harbour: Mention = {
  name: 'Harbour Books',
  handles: { x: 'harbourbooks', bluesky: 'harbour.bsky.social', mastodon: 'harbour@books.social' },
  formerly: ['Harbour'],
};

describe('a saved mention in a text', () => {
  it('is the handle of each network, and the plain name where there is none', () => {
    const words = (network: (typeof NETWORK_IDS)[number]) =>
      wordsFor('Tea with @{harbour books}.', network, [harbour]);
    expect(words('x')).toBe('Tea with @harbourbooks.');
    expect(words('mastodon')).toBe('Tea with @harbour@books.social.');
    expect(words('threads')).toBe('Tea with Harbour Books.');
    // Where an @handle is no mention, even one that somebody kept is not sent.
    const kept = { ...harbour, handles: { linkedin: 'harbour' } };
    expect(wordsFor('@{Harbour Books}', 'linkedin', [kept])).toBe('Harbour Books');
  });

  it('is found by a name that it had, but a present name goes before', () => {
    const other: Mention = { name: 'Harbour', handles: { x: 'theharbour' }, formerly: [] };
    expect(wordsFor('@{Harbour}', 'x', [harbour])).toBe('@harbourbooks');
    expect(wordsFor('@{Harbour}', 'x', [harbour, other])).toBe('@theharbour');
  });

  it('is plain words where nobody has that name, and the check says so once', () => {
    expect(wordsFor('Ask @{Nobody}', 'x', [harbour])).toBe('Ask Nobody');
    const target = { network: 'x', handle: 'ada', status: 'connected' } as const;
    const findings = checkPost({
      targets: [{ ...target, accountId: '1', text: '@{Nobody} and @{Harbour Books}' }],
      firstComment: '@{Nobody}',
      mentions: [harbour],
      media: [],
    });
    expect(findings.filter(({ code }) => code === 'unknown_mention')).toMatchObject([
      { severity: 'warning', message: expect.stringContaining('“Nobody”') },
    ]);
  });

  it('leaves every other text as it is', () => {
    const plain = fc
      .string()
      .filter((text) => mentionedIn(text).length === 0 && !text.includes('{network}'));
    fc.assert(
      fc.property(plain, fc.constantFrom(...NETWORK_IDS), (text, network) => {
        expect(wordsFor(text, network, [harbour])).toBe(text);
      }),
    );
  });

  it('never leaves a token, and changes nothing around it', () => {
    const word = fc.stringMatching(/^[a-z ]{0,20}$/);
    const name = fc.stringMatching(/^[A-Za-z][A-Za-z ]{0,20}$/);
    fc.assert(
      fc.property(
        word,
        name,
        word,
        fc.constantFrom(...NETWORK_IDS),
        (before, named, after, network) => {
          const sent = wordsFor(`${before}${mentionToken(named)}${after}`, network, [harbour]);
          expect(sent.startsWith(before) && sent.endsWith(after)).toBe(true);
          expect(sent).not.toContain('@{');
        },
      ),
    );
  });

  it('counts as what is sent: a text that fits with the handle fits', () => {
    const filler = 'a'.repeat(300 - '@harbour.bsky.social'.length);
    const text = `${filler}@{Harbour Books}`;
    const message = messageFor(NETWORKS.bluesky, {
      ...{ text, threading: 'off', firstComment: '@{Harbour Books}', mentions: [harbour] },
    });
    expect(message.text).toHaveLength(300);
    const target = { network: 'bluesky', handle: 'ada', status: 'connected' } as const;
    const check = (over: string) =>
      checkPost({
        targets: [{ ...target, accountId: '1', text: text + over }],
        mentions: [harbour],
        media: [],
      }).map(({ code }) => code);
    expect(check('')).toEqual([]);
    expect(check('b')).toEqual(['text_too_long']);
  });
});

describe('a handle as somebody types it', () => {
  it.each([
    ['@harbour', 'harbour'],
    ['https://www.instagram.com/harbour/', 'harbour'],
    ['https://bsky.app/profile/harbour.bsky.social', 'harbour.bsky.social'],
    ['https://www.tiktok.com/@harbour?lang=en', 'harbour'],
    [' harbour@books.social ', 'harbour@books.social'],
  ])('%s is %s', (typed, handle) => {
    expect(handleOf(typed)).toBe(handle);
  });
});
