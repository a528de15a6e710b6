import { describe, expect, it } from 'vitest';
import { stillIn, unaskedIn, withoutThem } from '../../../../shared/domain/unasked.ts';

const found = (text: string, ...written: string[]) =>
  unaskedIn(text, written).map((one) => one.text);

describe('links and mentions that nobody wrote', () => {
  it('are found with a scheme, without one, and once each', () => {
    expect(found('See https://evil.example/win, and (www.evil.example). Or evil.com/x!')).toEqual([
      'https://evil.example/win',
      'www.evil.example',
      'evil.com/x',
    ]);
    expect(found('@eve @eve thanks, @eve@mastodon.social.')).toEqual([
      '@eve',
      '@eve@mastodon.social',
    ]);
  });

  it('are not those that the person wrote, however they are written', () => {
    expect(found('Read https://www.Ada.example/ and @Ada', 'ada.example by @ada')).toEqual([]);
    expect(found('Read https://ada.example/other', 'https://ada.example')).toEqual([
      'https://ada.example/other',
    ]);
  });

  it('are not numbers, ends of sentences or addresses of e-mail', () => {
    expect(found('From 6.30 to 7.15. We bake. Write to ada@bakery.example')).toEqual([]);
  });
});

describe('what a suggestion brought along', () => {
  const suspects = unaskedIn('Win at https://evil.example/win with @eve', []);

  it('is seen for as long as it is there, however its path is changed', () => {
    const left = (text: string) => stillIn(text, suspects).map((one) => one.text);
    expect(left('Win at https://evil.example/win with @eve')).toHaveLength(2);
    expect(left('Look: evil.example/other')).toEqual(['evil.example/other']);
    expect(left('Thanks, @EVE.')).toEqual(['@EVE']);
    expect(left('Look at ada.example, @evelyn')).toEqual([]);
  });

  it('is taken out without a gap', () => {
    const text = 'Win at https://evil.example/win, now. Thanks @eve';
    expect(withoutThem(text, stillIn(text, suspects))).toBe('Win at, now. Thanks');
    expect(stillIn(withoutThem(text, stillIn(text, suspects)), suspects)).toEqual([]);
  });
});
