import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type HeardComment,
  type Turn,
  turnOf,
} from '../../../../../shared/domain/sentiment/turn.ts';

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1);

/** The same figures on every run (mulberry32). */
function randomOf(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return { next, normal };
}

interface Life {
  days: number;
  perDay: number;
  mood: number;
  /** From this day on it is as many points lower. */
  turn?: { day: number; by: number };
}

/** Comments as they come: many that say nothing, days that are better or worse, bursts, and some that nobody can read. */
function live(seed: number, { days, perDay, mood, turn }: Life): HeardComment[] {
  const { next, normal } = randomOf(seed);
  const all: HeardComment[] = [];
  for (let day = 0; day < days; day++) {
    const ofDay = mood + 10 * normal() - (turn && day >= turn.day ? turn.by : 0);
    const burst = next() < 0.05 ? 4 : 1;
    const count = Math.round(perDay * burst * next() * 2);
    for (let one = 0; one < count; one++) {
      const at = START + (day + next()) * DAY;
      const told = Math.max(-100, Math.min(100, Math.round(ofDay + 45 * normal())));
      const score = next() < 0.15 ? null : next() < 0.35 ? 0 : told;
      all.push({ at, score });
    }
  }
  return all.sort((a, b) => a.at - b.at);
}

/** A look each evening; a turn that goes on is told once. */
function alarms(
  comments: readonly HeardComment[],
  from: number,
  to: number,
): (Turn & { day: number })[] {
  const told: (Turn & { day: number })[] = [];
  for (let day = from; day <= to; day++) {
    const now = START + day * DAY;
    const near = comments.filter(({ at }) => at <= now && at > now - 64 * DAY);
    const turn = turnOf(near, now);
    const last = told.at(-1);
    if (turn && !(last?.direction === turn.direction && day - last.day < 14))
      told.push({ ...turn, day });
  }
  return told;
}

describe('a sudden turn', () => {
  it('is no alarm while nothing has turned', () => {
    const lives = [2, 6, 20].flatMap((perDay) =>
      [-10, 25, 60].flatMap((mood) =>
        Array.from({ length: 8 }, (_, seed) => ({
          seed: seed + 100 * perDay + mood,
          perDay,
          mood,
        })),
      ),
    );
    let looks = 0;
    let wolf = 0;
    for (const { seed, perDay, mood } of lives) {
      wolf += alarms(live(seed, { days: 200, perDay, mood }), 30, 199).length;
      looks += 170;
    }
    const perYear = (wolf * 365) / looks;
    console.log(
      `turns: ${wolf} false alarms in ${looks} evenings of ${lives.length} clients, ${perYear.toFixed(2)} a year for each`,
    );
    expect(perYear).toBeLessThan(0.5);
  });

  it('is noticed within days where it comes', () => {
    const found: number[] = [];
    const times = 60;
    for (let seed = 0; seed < times; seed++) {
      const comments = live(seed, { days: 120, perDay: 8, mood: 35, turn: { day: 100, by: 75 } });
      const first = alarms(comments, 100, 107).find(({ direction }) => direction === 'worse');
      if (first) found.push(first.day - 100);
    }
    const mean = found.reduce((sum, one) => sum + one, 0) / found.length;
    console.log(
      `turns: ${found.length} of ${times} drops by 75 points noticed within a week, after ${mean.toFixed(1)} days`,
    );
    expect(found.length / times).toBeGreaterThanOrEqual(0.9);
    expect(mean).toBeLessThan(4);
  });

  it('says which way, how far and since when', () => {
    const calm = Array.from({ length: 100 }, (_, hour) => ({
      at: START + hour * 8 * 3_600_000,
      score: 30 + (hour % 7) * 4,
    }));
    const from = START + 40 * DAY;
    const angry = Array.from({ length: 12 }, (_, hour) => ({
      at: from + hour * 3_600_000,
      score: -60,
    }));
    expect(turnOf([...calm, ...angry], from + DAY)).toEqual({
      direction: 'worse',
      before: 42,
      now: -60,
      comments: 12,
      since: from,
    });
    const happy = angry.map((one) => ({ ...one, score: 100 }));
    expect(turnOf([...calm, ...happy], from + DAY)?.direction).toBe('better');
  });

  it('needs enough comments on either side', () => {
    const before = Array.from({ length: 100 }, (_, hour) => ({
      at: START + hour * 8 * 3_600_000,
      score: (hour % 5) * 10,
    }));
    const from = START + 40 * DAY;
    const newest = (count: number) =>
      Array.from({ length: count }, (_, hour) => ({ at: from + hour * 60_000, score: -100 }));
    expect(turnOf([...before, ...newest(12)], from + DAY)).not.toBeNull();
    expect(turnOf([...before, ...newest(7)], from + DAY)).toBeNull();
    expect(turnOf([...before.slice(0, 39), ...newest(12)], from + DAY)).toBeNull();
    // What nobody can read is not counted, nor what is over.
    const unread = newest(12).map((one) => ({ ...one, score: null }));
    expect(turnOf([...before, ...unread], from + DAY)).toBeNull();
    expect(turnOf([...before, ...newest(12)], from + 10 * DAY)).toBeNull();
  });

  it('asks nothing of the order, and never throws', () => {
    const comment = fc.record({
      at: fc.integer({ min: START, max: START + 60 * DAY }),
      score: fc.option(fc.integer({ min: -100, max: 100 })),
    });
    fc.assert(
      fc.property(
        fc.array(comment, { maxLength: 200 }),
        fc.infiniteStream(fc.nat()),
        (all, stream) => {
          const now = START + 60 * DAY;
          const shuffled = all
            .map((one) => ({ one, by: stream.next().value }))
            .sort((a, b) => a.by - b.by)
            .map(({ one }) => one);
          const turn = turnOf(all, now);
          // Of comments of the same moment either may be first.
          if (new Set(all.map(({ at }) => at)).size === all.length)
            expect(turnOf(shuffled, now)).toEqual(turn);
          if (turn) expect(Math.abs(turn.now - turn.before)).toBeGreaterThanOrEqual(24);
        },
      ),
    );
  });
});
