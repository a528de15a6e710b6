import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ghostsBeside } from '../../../../../renderer/views/calendar/ghost-room.ts';
import {
  ghostsUnder,
  roomOfDay,
  shownOf,
} from '../../../../../renderer/views/calendar/month-room.ts';

const MINUTE = 60_000;
const at = (minute: number) => ({ at: minute * MINUTE });

describe('free slots beside posts', () => {
  it('give way where the posts need the room', () => {
    const posts = [60, 60, 200].map((minute) => minute * MINUTE);
    expect(ghostsBeside(posts, [at(45), at(120), at(200)], 2)).toEqual([at(120), at(200)]);
  });

  it('never stand with more than fit, and are not left out without a reason', () => {
    const minutes = fc
      .array(fc.integer({ min: 0, max: 600 }), { maxLength: 25 })
      .map((list) => list.sort((a, b) => a - b));
    fc.assert(
      fc.property(minutes, minutes, fc.integer({ min: 1, max: 4 }), (posts, slots, stack) => {
        const taken = posts.map((minute) => minute * MINUTE);
        const kept = ghostsBeside(taken, slots.map(at), stack);
        const beside = (slot: number) =>
          [...taken, ...kept.map((ghost) => ghost.at).filter((other) => other <= slot)].filter(
            (other) => Math.abs(other - slot) < 30 * MINUTE,
          ).length;
        // One that is kept counts itself.
        for (const { at: slot } of kept) expect(beside(slot)).toBeLessThanOrEqual(stack);
        for (const slot of slots.map((minute) => minute * MINUTE))
          if (!kept.some((ghost) => ghost.at === slot))
            expect(beside(slot)).toBeGreaterThanOrEqual(stack);
      }),
    );
    expect(ghostsBeside([], [at(0), at(30), at(60)], 1)).toHaveLength(3);
  });
});

describe('free slots under the posts of a day', () => {
  it('take what the posts leave, and never more', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 300, max: 1400 }),
        fc.constantFrom(4, 5, 6),
        (count, height, weeks) => {
          const room = roomOfDay(weeks, height);
          const { chips, isRoomy } = shownOf(count, room);
          const used = chips * (isRoomy ? 40 : 24) + (chips < count ? 19 : 0);
          const ghosts = ghostsUnder(count, room);
          expect(ghosts === 0 || used + ghosts * 20 <= room.height).toBe(true);
        },
      ),
    );
    expect(ghostsUnder(0, roomOfDay(5, 755))).toBeGreaterThan(3);
  });
});
