import { describe, expect, it } from 'vitest';
import { createServerTime, settlingFor } from '../../../../electron/platforms/server-time.ts';

const SERVER = 'https://graph.example';
const NOW = Date.UTC(2026, 10, 23, 9, 0);
const HOUR = 60 * 60_000;
const dated = (at: number) => new Headers({ date: new Date(at).toUTCString() });

describe('the time at a server', () => {
  it.each([
    ['is right', 0],
    ['is ahead', 3 * HOUR],
    ['is behind', -3 * HOUR],
  ])('is what its answers say where this computer’s clock %s', (_, wrong) => {
    const time = createServerTime(() => NOW + wrong);
    expect(time.at(SERVER)).toBeNull();
    time.hear(SERVER, dated(NOW));
    expect(time.at(SERVER)).toBeGreaterThanOrEqual(NOW);
    expect(time.at(SERVER)).toBeLessThan(NOW + 60_000);
    expect(time.at('https://another.example')).toBeNull();
  });

  it.each([
    ['has slept', 2 * HOUR],
    ['was set back', -2 * HOUR],
  ])('is not known where this computer %s since, until it is heard again', (_, moved) => {
    let now = NOW;
    const time = createServerTime(() => now);
    time.hear(SERVER, dated(NOW));
    now += moved;
    expect(time.at(SERVER)).toBeNull();
    time.hear(SERVER, dated(NOW + 2 * HOUR));
    expect(time.at(SERVER)).toBeGreaterThanOrEqual(NOW + 2 * HOUR);
  });
});

describe('how long a lost call may still be at work', () => {
  it.each([
    [0, 10_000],
    [-900, 10_000],
    [4000, 6000],
    [10_000, 0],
    [-600_000, 0],
  ])('%i ms after it: %i more', (age, wait) => {
    expect(settlingFor(NOW, NOW + age, 10_000)).toBe(wait);
  });
});
