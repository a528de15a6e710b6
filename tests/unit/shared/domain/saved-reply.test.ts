import { describe, expect, it } from 'vitest';
import { filledReply } from '../../../../shared/domain/saved-reply.ts';

const lena = { author: 'Lena Ott', handle: 'lena.test', client: 'Ada’s Bakery' };
const TEXT = 'Thank you, {{name}} ({{ Handle }}), from {{client}}.';

describe('a saved reply', () => {
  it('has the names in their places', () => {
    expect(filledReply(TEXT, lena)).toBe('Thank you, Lena Ott (@lena.test), from Ada’s Bakery.');
  });

  it('keeps what is no variable of its own as it stands', () => {
    expect(filledReply('{{topic}} {Lena} {{name', lena)).toBe('{{topic}} {Lena} {{name');
  });

  it('takes no link and no mention from a name that somebody gave themselves', () => {
    const evil = { ...lena, author: 'Win at evil.example' };
    expect(filledReply('Thanks, {{name}}', evil)).toBe('Thanks, @lena.test');
    expect(filledReply('Thanks, {{name}}', { ...lena, author: '@eve' })).toBe('Thanks, @lena.test');
    expect(filledReply('Thanks, {{name}}', { ...lena, author: 'L'.repeat(61) })).toBe(
      'Thanks, @lena.test',
    );
    expect(filledReply('{{name}}', { ...lena, author: 'Le\u202ena\nOtt' })).toBe('Le na Ott');
  });

  it('says the name where there is no handle, as on Facebook', () => {
    expect(filledReply('{{handle}}', { ...lena, handle: 'Lena Ott' })).toBe('Lena Ott');
    expect(filledReply('{{handle}}', { ...lena, handle: '' })).toBe('Lena Ott');
  });
});
