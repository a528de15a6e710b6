import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NETWORK_IDS, type NetworkId } from '../../../../../shared/domain/network.ts';
import { NETWORKS } from '../../../../../shared/domain/networks/index.ts';
import {
  createQuality,
  type EarlierPost,
  type QualityCode,
  qualityWord,
} from '../../../../../shared/domain/quality/quality.ts';

interface Rated {
  network?: NetworkId;
  avoid?: string[];
  earlier?: string[];
  parts?: string[];
}

const DAY = 86_400_000;
const earlierOf = (texts: readonly string[]): EarlierPost[] =>
  texts.map((text, index) => ({
    postId: `${index}`,
    at: Date.UTC(2026, 2, 3) - index * DAY,
    text,
  }));

function rate(text: string, { network = 'bluesky', avoid, earlier = [], parts }: Rated = {}) {
  const quality = createQuality({
    voice: avoid ? { avoid } : null,
    earlier: earlierOf(earlier),
  })({ capabilities: NETWORKS[network], text, parts: parts ?? [text] });
  if (!quality) throw new Error('Nothing was rated');
  return quality;
}

const reason = (text: string, code: QualityCode, rated: Rated = {}) =>
  rate(text, rated).reasons.find((one) => one.code === code);
/** The share of its points that a rule leaves. */
function share(text: string, code: QualityCode, rated: Rated = {}) {
  const found = reason(text, code, rated);
  return found ? found.points / found.weight : null;
}

const GOOD =
  'Our first Stollen of the year is out of the oven.\n\nCome by from seven on Saturday. Which one is yours, almond or marzipan?';

describe('the score of a post', () => {
  it('is high where everything is well, and says so', () => {
    const { score, reasons } = rate(GOOD, { avoid: ['cheap'], earlier: ['Closed on Monday.'] });
    expect(score).toBe(100);
    expect(qualityWord(score)).toBe('Strong');
    expect(reasons.map(({ code }) => code).sort()).toEqual(
      [
        'call',
        'capitals',
        'emoji',
        'fits',
        'hashtags',
        'hook',
        'links',
        'readability',
        'repetition',
        'words',
      ].sort(),
    );
  });

  it('is low where hardly anything is', () => {
    const bad =
      'https://example.com CHEAP CHEAP CHEAP!!! 🔥🔥🔥🔥🔥 #a #b #c #d #e #f #g #h #i #j https://example.org';
    const { score } = rate(bad, { avoid: ['cheap'], earlier: [bad] });
    expect(score).toBeLessThan(45);
    expect(qualityWord(score)).toBe('Weak');
  });

  it('is never good where the network does not take it', () => {
    const long = `${GOOD} `.repeat(4);
    expect(rate(long).score).toBeLessThanOrEqual(40);
    expect(rate(long).reasons[0]?.code).toBe('fits');
    // As a thread it fits.
    expect(rate(long, { parts: [GOOD, GOOD, GOOD, GOOD] }).score).toBeGreaterThan(80);
  });

  it('is none where nothing is written', () => {
    const quality = createQuality({ voice: null, earlier: [] });
    expect(quality({ capabilities: NETWORKS.x, text: ' \n', parts: [' \n'] })).toBeNull();
  });
});

describe('each rule', () => {
  it.each<[code: QualityCode, better: string, worse: string, rated?: Rated]>([
    ['hook', 'Fresh bread at six.', 'https://example.com Fresh bread at six.'],
    ['hook', 'Fresh bread at six.', '#bread Fresh bread at six.'],
    ['hook', 'Fresh bread at six.', '@ada Fresh bread at six.'],
    ['hook', 'Fresh bread at six.', "We're excited to announce fresh bread at six."],
    ['hook', 'Fresh bread at six.', `Fresh bread ${'and butter '.repeat(20)}at six.`],
    ['words', 'A fair price.', 'A cheap price.', { avoid: ['cheap'] }],
    ['words', 'A cheaply made thing', 'A cheap thing', { avoid: ['cheap'] }],
    [
      'readability',
      'We bake at night. You eat in the morning. So it has been for forty years now.',
      'Considering the organisational transformation, unprecedented operational responsibilities necessitate comprehensive reconsideration.',
    ],
    ['readability', 'We bake. '.repeat(20), 'We bake and '.repeat(20)],
    ['hashtags', 'Bread #bread', 'Bread #a1 #b2 #c3 #d4 #e5', { network: 'x' }],
    ['hashtags', 'Bread #bread #bakery #berlin', 'Bread', { network: 'instagram' }],
    ['hashtags', 'Bread #bread', 'Bread #bread #bakery', { network: 'threads' }],
    ['hashtags', 'Bread #bread', 'Bread #1', { network: 'mastodon' }],
    ['links', 'Read it at https://a.example', 'Read https://a.example and https://b.example now'],
    ['links', 'Read it in the profile', 'Read it at https://a.example', { network: 'instagram' }],
    [
      'links',
      'All about our bread: ada.com',
      'ada.com and brio.com, about bread',
      { network: 'x' },
    ],
    ['emoji', 'Bread is ready 🥖', 'Bread is ready 🥖🥖🥖🥖'],
    [
      'emoji',
      'Bread is ready 👩🏽‍🍳👨‍👩‍👧‍👦',
      'Bread 🥖 is 🥐 ready 🎉 now ✨ and 🔥 hot 😍 today 🥳',
    ],
    ['emoji', 'Bread™ is a © of 1 2 3 4 5 6', '🥖🥖 🥖🥖 Bread'],
    ['capitals', 'The NASA visit was fun', 'THE NASA VISIT was fun'],
    ['capitals', 'Der EU-Preis', 'KOMMT ALLE HER'],
    ['call', 'Fresh bread. Come by today.', 'We have fresh bread on the shelf today.'],
    ['call', 'Who likes fresh bread?', 'We like the bread on our shelf.'],
  ])('%s: “%s” is better than “%s”', (code, better, worse, rated = {}) => {
    const [high, low] = [share(better, code, rated), share(worse, code, rated)];
    expect(high).toBe(1);
    expect(low).toBeLessThan(1);
    expect(reason(worse, code, rated)?.message).toMatch(/\.$/);
  });

  it('knows what was said before, and when', () => {
    const before =
      'Saturday is market day. We bring forty loaves of rye, and take home none, if the sun is out.';
    const near = before.replace('forty', 'fifty');
    expect(share(before, 'repetition', { earlier: ['Other words.', before] })).toBe(0);
    expect(reason(near, 'repetition', { earlier: ['Other words.', before] })?.message).toBe(
      'It says nearly the same as the post of 2 March. Tell it from another side.',
    );
    const start = 'Saturday is market day again\n';
    expect(
      share(`${start}Rye and wheat.`, 'repetition', { earlier: [`${start}Come for cakes.`] }),
    ).toBeCloseTo(0.6);
    expect(share('Something else entirely', 'repetition', { earlier: [before] })).toBe(1);
    expect(share(before, 'repetition')).toBeNull();
    // Of more than a hundred only the last hundred are looked at.
    const many = [...Array.from({ length: 100 }, (_, n) => `Post number ${n}`), before];
    expect(share(before, 'repetition', { earlier: many })).toBe(1);
  });

  it('does not judge what it can’t', () => {
    expect(share('Heute backen wir wieder Brot mit Sauerteig.', 'call')).toBeNull();
    expect(share('Was backen wir heute?', 'call')).toBe(1);
    expect(
      share('今日はパンを焼きます。明日も焼きます。あさっても焼きます。', 'readability'),
    ).toBeNull();
    expect(share('Bread', 'readability')).toBeNull();
    expect(share('Bread', 'words', { avoid: [] })).toBeNull();
  });
});

describe('any post', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc
      .array(
        fc.constantFrom(
          'bread',
          'CHEAP',
          '#rye',
          '@ada',
          'https://a.example',
          '🥖',
          '.',
          '?',
          '\n',
          'we',
          'パン',
          '👩🏽‍🍳',
          '#️⃣',
          '1',
        ),
        { maxLength: 120 },
      )
      .map((words) => words.join(' ')),
  );

  it('has a score from 0 to 100 that its reasons add up to, the same each time', () => {
    fc.assert(
      fc.property(
        text,
        fc.constantFrom(...NETWORK_IDS),
        fc.array(text, { maxLength: 5 }),
        (one, network, before) => {
          const quality = createQuality({
            voice: { avoid: ['cheap', '(', ''] },
            earlier: earlierOf(before),
          });
          const post = { capabilities: NETWORKS[network], text: one, parts: [one] };
          const rated = quality(post);
          expect(rated === null).toBe(one.trim() === '');
          if (!rated) return;
          expect(rated.score).toBeGreaterThanOrEqual(0);
          expect(rated.score).toBeLessThanOrEqual(100);
          const weights = rated.reasons.reduce((sum, { weight }) => sum + weight, 0);
          expect(weights).toBeCloseTo(100, 0);
          const points = rated.reasons.reduce((sum, reason) => sum + reason.points, 0);
          const fits = rated.reasons.every(
            ({ code, points, weight }) => code !== 'fits' || points === weight,
          );
          if (fits) expect(Math.abs(points - rated.score)).toBeLessThanOrEqual(1.1);
          for (const { points: has, weight, message } of rated.reasons) {
            expect(has).toBeGreaterThanOrEqual(0);
            expect(has).toBeLessThanOrEqual(weight);
            expect(message).toMatch(/^\S.*\.$/s);
          }
          expect(quality(post)).toEqual(rated);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('takes less than 2 ms beside 100 earlier ones', () => {
    const words = GOOD.split(/\s+/);
    const sentence = (from: number) =>
      Array.from(
        { length: 45 },
        (_, at) => `${words[(from * 7 + at * 3) % words.length]}${from % 9}`,
      ).join(' ');
    const quality = createQuality({
      voice: { avoid: Array.from({ length: 20 }, (_, n) => `word${n}`) },
      earlier: earlierOf(Array.from({ length: 100 }, (_, n) => sentence(n))),
    });
    const times = Array.from({ length: 200 }, (_, n) => {
      const post = `${sentence(n + 200)} #rye https://a.example 🥖`;
      const started = performance.now();
      quality({ capabilities: NETWORKS.linkedin, text: post, parts: [post] });
      return performance.now() - started;
    }).sort((a, b) => a - b);
    const [half, most] = [times[100] ?? 0, times[190] ?? 0];
    console.log(
      `quality: ${half.toFixed(2)} ms a post beside 100 earlier ones (95 %: ${most.toFixed(2)} ms)`,
    );
    expect(half).toBeLessThan(2);
  });
});
