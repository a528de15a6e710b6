import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moodOf } from '../../../../../shared/domain/sentiment/mood.ts';
import { sentimentOf } from '../../../../../shared/domain/sentiment/sentiment.ts';
import { COMMENTS, FOREIGN, UNSEEN } from './comments.ts';

const moodIn = (text: string) => moodOf(sentimentOf(text));
const plain = COMMENTS.filter(({ hard }) => !hard);
const hard = COMMENTS.filter(({ hard: kind }) => kind);
const right = (list: typeof COMMENTS) => list.filter(({ text, mood }) => moodIn(text) === mood);
const share = (some: number, of: number) =>
  `${some} of ${of} (${((100 * some) / of).toFixed(1)} %)`;

describe('labelled comments', () => {
  it('are told right nearly always, and hardly ever the wrong way round', () => {
    const wrong = plain.filter(({ text, mood }) => moodIn(text) !== mood);
    const turned = wrong.filter(
      ({ text, mood }) => mood !== 'neutral' && !['neutral', 'unknown'].includes(moodIn(text)),
    );
    console.log(
      `sentiment: ${share(right(plain).length, plain.length)} plain comments right, ${turned.length} the wrong way round; ` +
        `${share(right(hard).length, hard.length)} with sarcasm or two sides right`,
    );
    for (const { text, mood } of [...wrong, ...hard.filter((one) => moodIn(one.text) !== one.mood)])
      console.log(`  ${mood}, taken for ${moodIn(text)} (${sentimentOf(text)}): ${text}`);
    expect(COMMENTS.length).toBeGreaterThanOrEqual(150);
    expect(right(plain).length / plain.length).toBeGreaterThanOrEqual(0.85);
    expect(turned.length / plain.length).toBeLessThanOrEqual(0.03);
  });

  it('are told right mostly where they are new', () => {
    console.log(`sentiment: ${share(right(UNSEEN).length, UNSEEN.length)} unseen comments right`);
    const turned = UNSEEN.filter(
      ({ text, mood }) =>
        mood !== 'neutral' && !['neutral', 'unknown', mood].includes(moodIn(text)),
    );
    for (const { text, mood } of UNSEEN)
      if (moodIn(text) !== mood) console.log(`  ${mood}, taken for ${moodIn(text)}: ${text}`);
    expect(right(UNSEEN).length / UNSEEN.length).toBeGreaterThanOrEqual(0.6);
    expect(turned.length / UNSEEN.length).toBeLessThanOrEqual(0.06);
  });

  it.each(FOREIGN)('are not guessed in another language: %s', (text) => {
    expect(sentimentOf(text)).toBeNull();
  });
});

describe('what turns a word', () => {
  const score = (text: string) => sentimentOf(text) ?? Number.NaN;

  it.each([
    ['It is good', 'It is not good'],
    ['I would recommend it', "I wouldn't recommend it"],
    ['We loved it', 'We used to love it'],
    ['This is good!!!', 'This is good'],
    ['This is very good', 'This is good'],
    ['This is good', 'This is slightly good'],
    ['This is GOOD', 'This is good'],
    ['The food was bad but the staff was great', 'The staff was great but the food was bad'],
    ['This is a good idea 😍', 'This is a good idea'],
    ['This is bad', 'This is VERY bad'],
    ['This is sooo good', 'This is so-so'],
  ])('“%s” sounds better than “%s”', (better, worse) => {
    expect(score(better)).toBeGreaterThan(score(worse));
  });

  it('reads fancy letters, addresses and mentions for what they are', () => {
    expect(score('𝓘 𝓵𝓸𝓿𝓮 𝓲𝓽')).toBe(score('I love it'));
    expect(score('See https://example.com/awful-terrible')).toBe(0);
    expect(score('@happy_awesome what time is it?')).toBe(0);
  });

  it('needs no words where there are emoji', () => {
    expect(score('😍')).toBeGreaterThan(50);
    expect(score('👎🏽')).toBeLessThan(-30);
    expect(score('2026')).toBe(0);
  });
});

describe('any text at all', () => {
  it('is taken, within bounds, always the same', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          // Lone halves of surrogate pairs as well.
          fc.array(fc.integer({ min: 0, max: 0xffff })).map((all) => String.fromCharCode(...all)),
          fc
            .array(
              fc.constantFrom(
                'not',
                'good',
                'BAD',
                '!',
                '?',
                'but',
                'very',
                '😍',
                ',',
                "can't",
                'enough',
                'like',
                'used',
                'to',
              ),
            )
            .map((words) => words.join(' ')),
        ),
        (text) => {
          const score = sentimentOf(text);
          if (score !== null) {
            expect(Number.isInteger(score)).toBe(true);
            expect(Math.abs(score)).toBeLessThanOrEqual(100);
            expect(Object.is(score, -0)).toBe(false);
          }
          expect(sentimentOf(text)).toBe(score);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('is neutral where nothing is said', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\s.,;:!?\d@#()-]*$/), (text) => {
        expect(sentimentOf(text)).toBe(0);
      }),
    );
  });

  it('takes no longer than its length, also where it is hostile', () => {
    const started = performance.now();
    for (const piece of ['a', '!', '😍', "can't ", 'not good ', '@a', 'http://', '-', "'", '#'])
      sentimentOf(piece.repeat(50_000 / piece.length));
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
