import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  csvLine,
  guarded,
  joinList,
  splitNames,
  splitOwnList,
  splitSources,
  unguarded,
} from '../../../../../shared/domain/imports/cells.ts';

describe('what a spreadsheet would run', () => {
  it.each(['=1+1', '+49', '-5', '@SUM(A1)', '\t=1', "'=1"])('“%s” is written as text', (text) =>
    expect(guarded(text)).toBe(`'${text}`),
  );
  it('comes back as it was, whatever it is', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(unguarded(guarded(text))).toBe(text);
      }),
    );
  });
  it('leaves an apostrophe that belongs to a text', () => {
    expect(unguarded("'Tis the season")).toBe("'Tis the season");
    expect(unguarded("'=cmd|’ /C calc’!A0")).toBe('=cmd|’ /C calc’!A0');
  });
});

describe('several values in a cell', () => {
  it('of our own come back as they were', () => {
    const value = fc.string({
      unit: fc.constantFrom('a', '|', '\\', ' ', ';', ',', '\n', '"', 'ö'),
    });
    fc.assert(
      fc.property(fc.array(value, { minLength: 1 }), (values) => {
        fc.pre(values.length > 1 || values[0] !== '');
        expect(splitOwnList(joinList(values))).toEqual(values);
      }),
    );
  });
  it('are parted as people part names', () => {
    expect(splitNames('bluesky: ada; @brio, X\nMastodon | Threads')).toEqual([
      ...['bluesky: ada', '@brio', 'X', 'Mastodon', 'Threads'],
    ]);
  });
  it('keep the commas that belong to a path or an address', () => {
    expect(splitSources('Bread, old.jpg')).toEqual(['Bread', 'old.jpg']);
    expect(splitSources('a,b.jpg;c.jpg')).toEqual(['a,b.jpg', 'c.jpg']);
    expect(splitSources('https://x.example/a,w_10/b.jpg,https://x.example/c.png')).toEqual([
      ...['https://x.example/a,w_10/b.jpg', 'https://x.example/c.png'],
    ]);
  });
});

describe('a line', () => {
  it('is quoted by RFC 4180', () => {
    expect(csvLine(['a', 'b,c', 'say "hi"', 'two\nlines', '', '=1'])).toBe(
      'a,"b,c","say ""hi""","two\nlines",,\'=1\r\n',
    );
  });
});
