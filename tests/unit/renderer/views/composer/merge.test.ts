import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Draft, EMPTY_DRAFT } from '../../../../../renderer/views/composer/draft.ts';
import { mergeDrafts } from '../../../../../renderer/views/composer/merge/merge-drafts.ts';
import { mergeText, tokensOf } from '../../../../../renderer/views/composer/merge/merge-text.ts';
import type { PostMedia } from '../../../../../shared/ipc/views.ts';

const word = fc.constantFrom('bread', 'rye', 'Monday', 'ü', '🥐', '.', '\n', 'a', 'b', '@{Ada}');
const words = fc.array(word, { maxLength: 14 }).map((list) => list.join(' '));

const image = (id: string, altText = ''): PostMedia =>
  ({ media: { id, fileName: `${id}.jpg` }, altText }) as PostMedia;
const draft = (change: Partial<Draft>): Draft => ({ ...EMPTY_DRAFT, ...change });
const drafts = fc.record({
  text: words,
  firstComment: words,
  threading: fc.constantFrom('off' as const, 'split' as const, 'numbered' as const),
  category: fc.constantFrom('', 'Offers', 'Hours'),
  labelIds: fc.uniqueArray(fc.constantFrom('l1', 'l2', 'l3')),
  byAi: fc.boolean(),
  targets: fc
    .uniqueArray(fc.constantFrom('x', 'sky', 'elephant'))
    .chain((ids) =>
      fc
        .tuple(...ids.map(() => fc.option(words)))
        .map((texts) => ids.map((accountId, index) => ({ accountId, text: texts[index] ?? null }))),
    ),
  media: fc
    .uniqueArray(fc.constantFrom('i1', 'i2', 'i3'))
    .chain((ids) =>
      fc
        .tuple(...ids.map(() => fc.constantFrom('', 'A loaf', 'Two loaves')))
        .map((alts) => ids.map((id, index) => image(id, alts[index] ?? ''))),
    ),
});

describe('two changes of a text', () => {
  it('at different places are both kept', () => {
    const base = 'We open at seven on Monday. Come early for rolls.';
    expect(mergeText(base, base.replace('rolls', 'pretzels'), base.replace('seven', 'eight'))).toBe(
      'We open at eight on Monday. Come early for pretzels.',
    );
  });

  it('at the same place, or side by side, are for the person to decide', () => {
    expect(mergeText('at seven', 'at eight', 'at nine')).toBeNull();
    expect(mergeText('Bread', 'Bread, today', 'Bread, tomorrow')).toBeNull();
    expect(mergeText('', 'Mine', 'Theirs')).toBeNull();
  });

  it('that are alike are one', () => {
    expect(mergeText('at seven', 'at eight', 'at eight')).toBe('at eight');
  });

  it('are cut into pieces that are the text again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(tokensOf(text).join('')).toBe(text);
      }),
    );
  });

  it('never lose a word of either, and do not depend on who is who', () => {
    fc.assert(
      fc.property(words, words, words, (base, mine, theirs) => {
        const merged = mergeText(base, mine, theirs);
        expect(mergeText(base, theirs, mine)).toBe(merged);
        if (mine === base) expect(merged).toBe(theirs);
        if (theirs === base) expect(merged).toBe(mine);
        if (merged === null) return;
        const count = (text: string) => {
          const counts = new Map<string, number>();
          for (const token of tokensOf(text)) counts.set(token, (counts.get(token) ?? 0) + 1);
          return counts;
        };
        const [was, ours, other, both] = [base, mine, theirs, merged].map(count);
        // What either wrote beyond what was there is there.
        for (const token of new Set([...tokensOf(mine), ...tokensOf(theirs)])) {
          const before = was?.get(token) ?? 0;
          const added = Math.max(
            (ours?.get(token) ?? 0) - before,
            (other?.get(token) ?? 0) - before,
          );
          if (added > 0 && before === 0)
            expect(both?.get(token) ?? 0).toBeGreaterThanOrEqual(added);
        }
      }),
      { numRuns: 400 },
    );
  });
});

describe('two versions of a post', () => {
  it('of which one is as it was make the other', () => {
    fc.assert(
      fc.property(drafts, drafts, (base, changed) => {
        const sorted = (one: Draft) => ({
          ...one,
          labelIds: [...one.labelIds].sort(),
          targets: [...one.targets].sort((a, b) => (a.accountId < b.accountId ? -1 : 1)),
        });
        for (const merge of [mergeDrafts(base, changed, base), mergeDrafts(base, base, changed)]) {
          expect(merge.conflicts).toEqual([]);
          expect(sorted(merge.draft)).toEqual(sorted(changed));
        }
      }),
    );
  });

  it('lose no text of either side that was not chosen against', () => {
    fc.assert(
      fc.property(drafts, drafts, drafts, (base, mine, theirs) => {
        const { draft: merged, conflicts } = mergeDrafts(base, mine, theirs);
        const asked = new Set<string>(conflicts.map(({ field }) => field));
        const texts = (one: Draft): [string, string | null | undefined][] => [
          ['text', one.text],
          ['firstComment', one.firstComment],
          ...['x', 'sky', 'elephant'].map((id): [string, string | null | undefined] => [
            `own ${id}`,
            one.targets.find(({ accountId }) => accountId === id)?.text,
          ]),
        ];
        const was = new Map(texts(base));
        const is = new Map(texts(merged));
        for (const [field, said] of [...texts(mine), ...texts(theirs)]) {
          if (said === was.get(field) || typeof said !== 'string') continue;
          // Changed by somebody: it is there, alone or with the other change, or it was asked about.
          const there = is.get(field);
          const before = new Set(tokensOf(was.get(field) ?? ''));
          const isThere =
            typeof there === 'string' &&
            tokensOf(said)
              .filter((token) => !before.has(token))
              .every((token) => there.includes(token));
          expect(isThere || asked.has(field)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('have the choice in each place that both changed, and ours until one is made', () => {
    const base = draft({ text: 'at seven', category: 'Hours' });
    const mine = draft({ text: 'at eight', category: 'Hours' });
    const theirs = draft({ text: 'at nine', category: 'Offers' });
    const ask = mergeDrafts(base, mine, theirs);
    expect(ask.conflicts).toEqual([
      { field: 'text', base: 'at seven', mine: 'at eight', theirs: 'at nine' },
    ]);
    expect(ask.draft).toMatchObject({ text: 'at eight', category: 'Offers' });
    expect(mergeDrafts(base, mine, theirs, { text: 'theirs' }).draft.text).toBe('at nine');
    expect(mergeDrafts(base, mine, theirs, { text: 'both' }).draft.text).toBe(
      'at eight\n\nat nine',
    );
  });

  it('ask about an account that one took off and the other wrote for', () => {
    const base = draft({ targets: [{ accountId: 'x', text: null }] });
    const gone = draft({ targets: [] });
    const written = draft({ targets: [{ accountId: 'x', text: 'Own words' }] });
    expect(mergeDrafts(base, gone, written).conflicts).toMatchObject([{ field: 'own x' }]);
    expect(mergeDrafts(base, gone, written, { 'own x': 'theirs' }).draft.targets).toEqual(
      written.targets,
    );
  });

  it('have the images that both added, and ask where both reordered them', () => {
    const base = draft({ media: [image('i1')] });
    const mine = draft({ media: [image('i1'), image('i2')] });
    const theirs = draft({ media: [image('i1', 'A loaf'), image('i3')] });
    const both = mergeDrafts(base, mine, theirs);
    expect(both.conflicts).toEqual([]);
    expect(both.draft.media.map(({ media, altText }) => [media.id, altText])).toEqual([
      ['i1', 'A loaf'],
      ['i2', ''],
      ['i3', ''],
    ]);
    const three = draft({ media: [image('i1'), image('i2'), image('i3')] });
    const turned = draft({ media: [image('i3'), image('i2'), image('i1')] });
    const first = draft({ media: [image('i2'), image('i1'), image('i3')] });
    expect(mergeDrafts(three, turned, first).conflicts).toMatchObject([{ field: 'media' }]);
  });
});
