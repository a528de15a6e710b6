import { describe, expect, it } from 'vitest';
import {
  addMedia,
  contentOf,
  type Draft,
  describeMedia,
  EMPTY_DRAFT,
  insertMedia,
  isBlank,
  moveMedia,
  removeMedia,
  sameDraft,
  textFor,
  toggleTarget,
  writeText,
} from '../../../../../renderer/views/composer/draft.ts';
import { checkDraft } from '../../../../../renderer/views/composer/draft-checks.ts';
import { imageFit } from '../../../../../renderer/views/composer/image-fit.ts';
import type { Account, PostMedia } from '../../../../../shared/ipc/views.ts';

const image = (id: string, altText = ''): PostMedia => ({
  media: {
    id,
    sha256: 'a'.repeat(64),
    fileName: `${id}.jpg`,
    mimeType: 'image/jpeg',
    bytes: 1000,
    width: 800,
    height: 600,
    durationMs: null,
    createdAt: 0,
  },
  altText,
  crop: null,
});
const account = (id: string, status: Account['status'] = 'connected'): Account => ({
  id,
  clientId: 'client',
  network: 'bluesky',
  signedInBy: 'secret',
  sessionEndsAt: null,
  scopes: null,
  serverLimits: null,
  handOver: false,
  practice: false,
  serviceUrl: 'https://bsky.social',
  remoteId: `did:plc:${id}`,
  handle: `${id}.bsky.social`,
  displayName: id,
  status,
  statusMessage: null,
  followers: null,
  following: null,
  postCount: null,
  checkedAt: null,
  createdAt: 0,
});
const order = (draft: Draft) => draft.media.map(({ media }) => media.id).join('');
const abc = ['a', 'b', 'c'].reduce((draft, id) => addMedia(draft, image(id)), EMPTY_DRAFT);

describe('targets and their versions', () => {
  const both = toggleTarget(toggleTarget({ ...EMPTY_DRAFT, text: 'Main' }, 'ada'), 'brio');

  it('follow the main text until they have words of their own, and can be put back', () => {
    const own = writeText(both, 'brio', 'Only here');
    expect([textFor(own, 'ada'), textFor(own, 'brio')]).toEqual(['Main', 'Only here']);
    const later = writeText(own, null, 'New main');
    expect([textFor(later, 'ada'), textFor(later, 'brio')]).toEqual(['New main', 'Only here']);
    expect(textFor(writeText(later, 'brio', null), 'brio')).toBe('New main');
  });

  it('are taken off again', () => {
    expect(toggleTarget(both, 'ada').targets).toEqual([{ accountId: 'brio', text: null }]);
  });
});

describe('images', () => {
  it('are moved within the row and not out of it', () => {
    expect(order(moveMedia(abc, 'a', 2))).toBe('bca');
    expect(order(moveMedia(abc, 'c', 0))).toBe('cab');
    expect(order(moveMedia(abc, 'b', 9))).toBe('acb');
    expect(order(moveMedia(abc, 'b', -1))).toBe('bac');
    expect(order(moveMedia(abc, 'x', 0))).toBe('abc');
  });

  it('come back where they were', () => {
    expect(order(insertMedia(removeMedia(abc, 'b'), image('b'), 1))).toBe('abc');
  });

  it('are not added twice', () => {
    expect(order(addMedia(abc, image('a')))).toBe('abc');
  });

  it('are saved with their descriptions', () => {
    expect(contentOf(describeMedia(abc, 'b', 'A loaf')).media).toEqual([
      { mediaId: 'a', altText: '', crop: null },
      { mediaId: 'b', altText: 'A loaf', crop: null },
      { mediaId: 'c', altText: '', crop: null },
    ]);
  });
});

describe('isBlank and sameDraft', () => {
  it('is blank without words and images, whatever the accounts', () => {
    expect(isBlank(toggleTarget({ ...EMPTY_DRAFT, text: ' \n' }, 'ada'))).toBe(true);
    expect(isBlank(writeText(toggleTarget(EMPTY_DRAFT, 'ada'), 'ada', 'Hi'))).toBe(false);
    expect(isBlank(abc)).toBe(false);
    expect(isBlank({ ...EMPTY_DRAFT, firstComment: '#bread' })).toBe(false);
  });

  it('sees each thing that a save sends', () => {
    const base = toggleTarget({ ...abc, text: 'Main' }, 'ada');
    expect(sameDraft(base, structuredClone(base))).toBe(true);
    for (const other of [
      writeText(base, null, 'Other'),
      writeText(base, 'ada', 'Own'),
      toggleTarget(base, 'brio'),
      toggleTarget(base, 'ada'),
      moveMedia(base, 'a', 1),
      describeMedia(base, 'a', 'Alt'),
      removeMedia(base, 'c'),
      { ...base, threading: 'split' as const },
      { ...base, firstComment: 'More' },
    ])
      expect(sameDraft(base, other)).toBe(false);
  });
});

describe('checkDraft', () => {
  const accounts = [account('ada'), account('brio', 'reconnect_needed')];

  it('checks each account by the text it gets', () => {
    const draft = writeText(
      toggleTarget(toggleTarget({ ...EMPTY_DRAFT, text: 'x'.repeat(301) }, 'ada'), 'brio'),
      'brio',
      'short',
    );
    const { findings, passed } = checkDraft(draft, accounts);
    expect(findings.map(({ code, accountId }) => [code, accountId])).toEqual([
      ['text_too_long', 'ada'],
      ['reconnect_needed', 'brio'],
    ]);
    expect(passed).toEqual(['The text fits Bluesky: 5 of 300 for @brio.bsky.social.']);
  });

  it('says once what two accounts of one network say about an image', () => {
    const draft = toggleTarget(toggleTarget({ ...abc, text: 'Hi' }, 'ada'), 'brio');
    const missing = checkDraft(draft, accounts).findings.filter(
      ({ code }) => code === 'alt_text_missing',
    );
    expect(missing.length).toBe(3);
  });

  it('praises what is in order', () => {
    const draft = toggleTarget(
      { ...EMPTY_DRAFT, text: 'Hi', media: [image('a', 'A loaf')] },
      'ada',
    );
    expect(checkDraft(draft, accounts)).toEqual({
      findings: [],
      practice: null,
      passed: [
        'The text fits Bluesky: 2 of 300 for @ada.bsky.social.',
        'The account is signed in.',
        'The image is described.',
        'The image can be sent.',
      ],
    });
  });
});

describe('imageFit', () => {
  const of = (width: number, height: number, bytes = 1000, mimeType = 'image/jpeg') =>
    imageFit({ width, height, bytes, mimeType }, ['bluesky']);

  it('leaves alone what fits', () => {
    expect(of(1200, 800)).toEqual({ size: '1200 × 800', told: 'Sent as it is, 1200 × 800.' });
  });

  it('says what a large image becomes', () => {
    expect(of(4000, 3000).size).toBe('2000 × 1500');
    expect(of(1500, 6000).size).toBe('500 × 2000');
  });

  it('says when only the file is made lighter', () => {
    expect(of(1200, 800, 5_000_000).told).toMatch(/made lighter/);
    expect(of(1200, 800, 1000, 'image/tiff').told).toMatch(/made lighter/);
  });
});
