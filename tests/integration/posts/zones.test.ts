import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOLD } from '../../../shared/domain/slots.ts';
import { resolveWallTime, wallTimeAt } from '../../../shared/domain/wall-time.ts';
import type { Post } from '../../../shared/ipc/views.ts';
import { must, openServices, type TestServices } from '../../support/services.ts';
import { CHANGING_ZONES, CLOCK_CHANGES, FROM, TO } from '../../support/zones.ts';

const DAY = 86_400_000;

let workspace: TestServices;
beforeEach(() => {
  workspace = openServices();
});
afterEach(() => workspace.close());

const get = (id: string): Post => must(workspace.posts.get(id));
const travel = (timeZone: string) =>
  workspace.profiles.save({ name: 'Ada', email: null, bio: null, timeZone });
function draft(client: { id: string; accountId: string }): string {
  const targets = [{ accountId: client.accountId, text: null }];
  return must(
    workspace.posts.create({ clientId: client.id, text: 'Fresh bread', targets, media: [] }),
  ).id;
}
const someZone = fc.constantFrom(...CHANGING_ZONES, 'UTC', 'Asia/Kolkata');
/** Often within two days of a change of some clock. */
const someMoment = fc.oneof(
  fc.integer({ min: FROM, max: TO - 400 * DAY }),
  fc
    .tuple(fc.constantFrom(...CLOCK_CHANGES), fc.integer({ min: -2 * DAY, max: 0 }))
    .map(([{ at }, before]) => at + before),
);

describe('a person who travels while posts are scheduled', () => {
  it('finds those with a time of their own where they were, and the queue on the slots of the new clock', () => {
    const slots = [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) =>
      ['02:15', '09:00'].map((time) => ({ weekday, time, accountId: null })),
    );
    fc.assert(
      fc.property(
        someMoment,
        someZone,
        fc.array(someZone, { minLength: 1, maxLength: 4 }),
        // Past any hour that comes twice: its clock time means the first one, which may be over.
        fc.array(fc.integer({ min: 240, max: 5 * 24 * 60 }), { minLength: 1, maxLength: 4 }),
        (now, home, journey, ahead) => {
          const { posts, clock } = workspace;
          clock.set(now);
          travel(home);
          const client = workspace.client(`Client ${Math.random()}`);
          const byHand = ahead.map((minutes) => {
            const id = draft(client);
            const wallTime = wallTimeAt(now + minutes * 60_000, home);
            must(posts.schedule({ id, wallTime, zone: home }));
            return get(id);
          });
          must(posts.queue.set({ clientId: client.id, slots }));
          const queued = [0, 1, 2, 3].map(() => draft(client));
          for (const id of queued) must(posts.enqueue(id));
          for (const zone of journey) {
            const held = new Set(queued.filter((id) => (get(id).scheduledAt ?? 0) <= now + HOLD));
            travel(zone);
            expect(byHand.map(({ id }) => get(id))).toEqual(byHand);
            const times = queued.map((id) => get(id).scheduledAt ?? 0);
            // Each at a time of its own, still in the order in which they were queued.
            const flowing = queued
              .filter((id) => !held.has(id))
              .map((id) => get(id).scheduledAt ?? 0);
            expect(new Set(times).size).toBe(times.length);
            expect(flowing).toEqual([...flowing].sort((a, b) => a - b));
            for (const id of queued.filter((one) => !held.has(one))) {
              const { wallTime, zone: of, scheduledAt } = get(id);
              expect(of).toBe(zone);
              expect(['02:15', '09:00']).toContain(wallTime?.slice(11));
              expect(resolveWallTime(wallTime ?? '', zone).at).toBe(scheduledAt);
            }
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('finds each post due once, at its instant, whatever the clock of the day shows', () => {
    const client = workspace.client();
    const { posts, clock } = workspace;
    for (const { at, zone, minutes } of CLOCK_CHANGES.filter((_, index) => index % 12 === 0)) {
      clock.set(at - 6 * 3_600_000);
      const id = draft(client);
      // On the very edge: the first minute that is skipped, or that comes twice.
      const edge = wallTimeAt(at - 60_000, zone);
      const wall = new Date(Date.parse(`${edge}Z`) + (minutes > 0 ? 60_000 : 0));
      const wallTime = wall.toISOString().slice(0, 16);
      must(posts.schedule({ id, wallTime, zone }));
      const due = get(id).scheduledAt ?? 0;
      expect(due, `${zone} ${wallTime}`).toBe(minutes > 0 ? at : at - 60_000);
      const dueAt = (now: number) => posts.due(now, 10).filter((post) => post.id === id).length;
      expect([dueAt(due - 1), dueAt(due)]).toEqual([0, 1]);
      travel('Pacific/Auckland');
      travel(zone);
      expect([dueAt(due - 1), dueAt(due)]).toEqual([0, 1]);
      must(posts.setStatus(id, 'publishing'));
      // The same minute comes again on this clock; it is not due again.
      expect(dueAt(due + Math.abs(minutes) * 60_000)).toBe(0);
    }
  });
});
