import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  COLLECTED_FOR,
  collectEvery,
  isCollectionDue,
} from '../../../../shared/domain/collection.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 10, 23, 9);

describe('when numbers are read', () => {
  it('is each hour in the first week, once a day after that, and not at all after ninety days', () => {
    expect(collectEvery(0)).toBe(HOUR);
    expect(collectEvery(7 * DAY)).toBe(HOUR);
    expect(collectEvery(7 * DAY + 1)).toBe(DAY);
    expect(collectEvery(90 * DAY)).toBe(DAY);
    expect(collectEvery(90 * DAY + 1)).toBeNull();
  });

  it('is at once where nobody asked yet, or where the last time lies ahead', () => {
    expect(isCollectionDue(NOW - DAY, null, NOW)).toBe(true);
    expect(isCollectionDue(NOW - DAY, NOW + DAY, NOW)).toBe(true);
    expect(isCollectionDue(NOW - DAY, NOW - HOUR + 1, NOW)).toBe(false);
    expect(isCollectionDue(NOW - DAY, NOW - HOUR, NOW)).toBe(true);
    expect(isCollectionDue(NOW - 91 * DAY, null, NOW)).toBe(false);
  });

  it('comes about ninety days long, however long nobody looked, and never twice within its time', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 30 * 24 }), { minLength: 1, maxLength: 200 }),
        (hours) => {
          let now = NOW;
          let last: number | null = null;
          for (const step of hours) {
            now += step * HOUR;
            const age = now - NOW;
            const due = isCollectionDue(NOW, last, now);
            if (due && last !== null) expect(now - last).toBeGreaterThanOrEqual(HOUR);
            if (age > COLLECTED_FOR) expect(due).toBe(false);
            else if (last === null || now - last >= DAY) expect(due).toBe(true);
            if (due) last = now;
          }
        },
      ),
    );
  });
});
