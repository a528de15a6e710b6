import { describe, expect, it } from 'vitest';
import { createThrottle } from '../../../../electron/vault/throttle.ts';
import { testClock } from '../../../support/clock.ts';

describe('throttle', () => {
  it('lets three tries pass and then waits twice as long each time, up to a minute', () => {
    const clock = testClock();
    const throttle = createThrottle(clock);
    const waits: number[] = [];
    for (let tries = 0; tries < 12; tries++) {
      throttle.failed();
      waits.push(throttle.waiting());
      clock.advance(throttle.waiting());
      expect(throttle.waiting()).toBe(0);
    }
    expect(waits.map((wait) => wait / 1000)).toEqual([0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60]);
    throttle.failed();
    throttle.succeeded();
    expect(throttle.waiting()).toBe(0);
  });

  it('never waits longer than a minute, even when the clock is set back', () => {
    const clock = testClock();
    const throttle = createThrottle(clock);
    for (let tries = 0; tries < 20; tries++) throttle.failed();
    clock.advance(-86_400_000);
    expect(throttle.waiting()).toBe(60_000);
  });
});
