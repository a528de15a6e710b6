import { describe, expect, it } from 'vitest';
import { REPLY_MUTATIONS } from '../mutations.ts';
import { killReplies } from './kills.ts';

/** So many short ones are played until a broken fence is given away. */
const STORIES = 4;

/** A short one of what `npm run faults` does at length. */
describe('a process that is killed while it answers comments', () => {
  it('loses no answer, doubles none, and can explain the rest', async () => {
    const report = await killReplies({ kills: 14, seed: 20261123 });
    expect(report).toMatchObject({ lost: [], doubled: [], unexplained: [] });
    expect(report.wanted).toBeGreaterThan(20);
    expect(report.mentions).toBeGreaterThan(3);
    expect(report.there).toBe(report.wanted);
    expect(report.hits).toBeGreaterThan(4);
  });

  it.each(REPLY_MUTATIONS)('is found out where its fence is broken: %s', async (mutation) => {
    let doubled: readonly string[] = [];
    for (let seed = 7; seed < 7 + STORIES && doubled.length === 0; seed++)
      ({ doubled } = await killReplies({ kills: 10, seed, mutation }));
    expect(doubled).not.toEqual([]);
  });
});
