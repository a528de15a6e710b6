import { describe, expect, it } from 'vitest';
import { matchWords } from '../../../../renderer/ui/match.ts';

describe('matchWords', () => {
  it('finds by the beginning of any word, in any order', () => {
    expect(matchWords('york', ['New York'])).toBeGreaterThan(0);
    expect(matchWords('yo ne', ['New York'])).toBeGreaterThan(0);
    expect(matchWords('ork', ['New York'])).toBe(0);
    expect(matchWords('new paris', ['New York'])).toBe(0);
  });

  it('does not mind case and accents', () => {
    expect(matchWords('cafe', ['Café Ölwerk'])).toBeGreaterThan(0);
    expect(matchWords('ÖL', ['Café Ölwerk'])).toBeGreaterThan(0);
  });

  it('puts what begins with the typed word first', () => {
    expect(matchWords('post', ['Posts'])).toBeGreaterThan(matchWords('post', ['New post']));
  });

  it('finds everything while nothing is typed', () => {
    expect(matchWords('  ', ['Anything'])).toBe(1);
  });

  it('finds an offset', () => {
    expect(matchWords('gmt+1', ['Berlin', 'GMT+1'])).toBeGreaterThan(0);
  });
});
