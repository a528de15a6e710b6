import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRedaction } from '../../../../electron/ai/redaction.ts';

const masked = (text: string) => createRedaction().of(text);

describe('masking', () => {
  it.each([
    ['Write to ada.b+x@bakery.co.uk.', 'Write to [e-mail 1].'],
    ['Grüße an jörg@bäckerei.de', 'Grüße an [e-mail 1]'],
    ['Call +49 30 1234567 or (030) 123 45 67', 'Call [phone 1] or [phone 2]'],
    ['030-1234567, 0171/2345678', '[phone 1], [phone 2]'],
    ['555 123 4567', '[phone 1]'],
  ])('%s', (text, expected) => expect(masked(text)).toBe(expected));

  it.each([
    'Open 2026-11-23, 9:00–17:00',
    '23.11.2026',
    'For $12,500.00 a year, 1000000 people',
    '#20261123 and @ada2026',
    'https://example.test/2026/11/23/0301234567',
    '100% of 24 loaves, 2019 - 2026',
  ])('leaves %s alone', (text) => expect(masked(text)).toBe(text));

  it('gives the same one the same mark, and counts', () => {
    const redaction = createRedaction();
    expect(redaction.of('a@b.test')).toBe('[e-mail 1]');
    expect(redaction.of('c@d.test, A@B.test, +1 555 010 9999')).toBe(
      '[e-mail 2], [e-mail 1], [phone 1]',
    );
    expect(redaction.count()).toBe(3);
  });

  it('leaves no address in any text', () => {
    const part = fc.stringMatching(/^[a-z0-9]{1,12}$/);
    fc.assert(
      fc.property(fc.string(), part, part, fc.string(), (before, name, host, after) => {
        const address = `${name}@${host}.test`;
        expect(masked(`${before} ${address} ${after}`)).not.toContain(address);
      }),
    );
  });
});
