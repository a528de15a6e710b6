import { describe, expect, it } from 'vitest';
import { createLanes } from '../../../../electron/publishing/lanes.ts';

/** Accounts with so many things to do, and what ran at the same time. */
function world(todo: Record<string, number>, fails: (account: string) => boolean = () => false) {
  const left = new Map(Object.entries(todo));
  const now = new Set<string>();
  const seen = { most: 0, twiceAtOnce: false, done: [] as string[], errors: [] as unknown[] };
  const lanes = createLanes({
    waiting: () => [...left].filter(([, count]) => count > 0).map(([account]) => account),
    step: async (account) => {
      const count = left.get(account) ?? 0;
      if (count === 0) return null;
      if (now.has(account)) seen.twiceAtOnce = true;
      now.add(account);
      seen.most = Math.max(seen.most, now.size);
      await new Promise((resolve) => setTimeout(resolve, 2));
      now.delete(account);
      if (fails(account)) throw new Error(account);
      left.set(account, count - 1);
      seen.done.push(account);
      return { written: Promise.resolve() };
    },
    report: (error) => void seen.errors.push(error),
  });
  return { lanes, left, seen };
}

const accounts = (count: number, todo: number): Record<string, number> =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`account${at}`, todo]));

describe('lanes', () => {
  it('do one thing at a time for an account, and fifty accounts side by side', async () => {
    const { lanes, seen } = world(accounts(50, 3));
    await Promise.all([lanes.run(), lanes.run()]);
    expect(seen.done).toHaveLength(150);
    expect(seen.twiceAtOnce).toBe(false);
    expect(seen.most).toBe(50);
  });

  it('are no more than a machine can bear, and a long line keeps no account waiting', async () => {
    const { lanes, seen } = world({ ...accounts(64, 100), late: 1 });
    await lanes.run();
    expect(seen.twiceAtOnce).toBe(false);
    expect(seen.most).toBe(64);
    expect(seen.done).toHaveLength(6401);
    // Its turn comes when the first of the others has had one.
    expect(seen.done.indexOf('late')).toBeLessThan(64 * 9);
  });

  it('take in what becomes due while they run', async () => {
    const { lanes, left, seen } = world({ a: 1 });
    const running = lanes.run();
    left.set('b', 2);
    await lanes.run();
    await running;
    expect(seen.done.sort()).toEqual(['a', 'b', 'b']);
  });

  it('keep one account’s failure to itself, and try it again at the next run', async () => {
    let broken = true;
    const { lanes, seen } = world({ a: 1, b: 2 }, (account) => account === 'a' && broken);
    await lanes.run();
    expect(seen.done).toEqual(['b', 'b']);
    expect(seen.errors).toHaveLength(1);
    broken = false;
    await lanes.run();
    expect(seen.done).toEqual(['b', 'b', 'a']);
  });

  it('finish the step under way when closed, and begin no other', async () => {
    const { lanes, seen } = world({ a: 5, b: 5 });
    void lanes.run();
    await lanes.close();
    expect(seen.done.sort()).toEqual(['a', 'b']);
    await lanes.run();
    expect(seen.done).toHaveLength(2);
  });

  it('begin the next step while the one before is written down, and end when all is', async () => {
    const seen: string[] = [];
    const written: (() => void)[] = [];
    let left = 2;
    const lanes = createLanes({
      waiting: () => (left > 0 ? ['a'] : []),
      step: async () => {
        if (left === 0) return null;
        const step = left--;
        seen.push(`step ${step}`);
        return { written: new Promise((resolve) => written.push(resolve)) };
      },
      enter: () => () => void seen.push('left'),
      report: (error) => void seen.push(String(error)),
    });
    const running = lanes.run();
    await new Promise((resolve) => setTimeout(resolve, 5));
    // Not a third one before the first is on the disk.
    expect(seen).toEqual(['step 2', 'step 1']);
    written[0]?.();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(seen).toEqual(['step 2', 'step 1']);
    written[1]?.();
    await running;
    expect(seen).toEqual(['step 2', 'step 1', 'left']);
  });

  it('end where a step can’t be written down, and not before the one after it is', async () => {
    const seen: string[] = [];
    let steps = 0;
    const lanes = createLanes({
      waiting: () => ['a'],
      step: async () => ({
        written: ++steps === 1 ? Promise.reject(new Error('no room')) : later('written'),
      }),
      enter: () => () => void seen.push('left'),
      report: (error) => void seen.push(String(error)),
    });
    const later = async (what: string) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      seen.push(what);
    };
    await lanes.run();
    expect(seen).toEqual(['written', 'Error: no room', 'left']);
    expect(steps).toBe(2);
  });
});
