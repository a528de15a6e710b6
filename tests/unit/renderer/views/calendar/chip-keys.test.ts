import { describe, expect, it } from 'vitest';
import { nudged } from '../../../../../renderer/views/calendar/chip-keys.ts';

describe('nudged', () => {
  it.each([
    ['ArrowLeft', '2026-11-30T09:30', '2026-12-01T09:30'],
    ['ArrowRight', '2026-12-02T09:30', '2026-12-01T09:30'],
    ['ArrowUp', '2026-11-24T09:30', '2026-12-01T09:30'],
    ['ArrowDown', '2026-12-08T09:30', '2026-12-01T09:30'],
  ])('%s in the month keeps the time of day', (key, to, from) => {
    expect(nudged(key, from, true)).toBe(to);
  });

  it('goes by quarters of an hour in the week, over midnight too', () => {
    expect(nudged('ArrowDown', '2026-12-31T23:50', false)).toBe('2027-01-01T00:05');
    expect(nudged('ArrowUp', '2026-12-01T09:30', false)).toBe('2026-12-01T09:15');
    expect(nudged('ArrowRight', '2026-12-01T09:30', false)).toBe('2026-12-02T09:30');
  });

  it('leaves other keys alone', () => {
    expect(nudged('Enter', '2026-12-01T09:30', true)).toBeNull();
    expect(nudged('PageDown', '2026-12-01T09:30', false)).toBeNull();
  });
});
