import { describe, expect, it } from 'vitest';
import { buildRunner } from './build-runner.ts';
import { runKills } from './kills.ts';
import { MUTATIONS } from './mutations.ts';
import { tell } from './story.ts';

/** So many short ones are played until one gives a broken fence away; nearly always the first does. */
const STORIES = 12;

/** A short one of what `npm run faults` does at length. */
describe('a runner that is killed while it publishes', () => {
  it('loses nothing, doubles nothing, and can explain the rest', async () => {
    const report = await runKills({ kills: 20, seed: 20261122 });
    expect(report).toMatchObject({ lost: [], doubled: [], unexplained: [] });
    expect(report.published).toBeGreaterThan(100);
    expect(report.hits).toBeGreaterThan(5);
  });

  it.each(MUTATIONS)('is found out where its fence is broken: %s', async (mutation) => {
    const runner = await buildRunner(mutation);
    try {
      // The networks' own keys forgive much of what is sent twice, and a busy machine lets a kill come late.
      let doubled: readonly string[] = [];
      for (let seed = 7; seed < 7 + STORIES && doubled.length === 0; seed++)
        doubled = (await runKills({ kills: 10, seed, mutation, runner })).doubled;
      expect(doubled).not.toEqual([]);
    } finally {
      runner.remove();
    }
  });
});

describe('the story', () => {
  it('is the same for the same seed, and another one for another', () => {
    expect(tell(40, 7)).toEqual(tell(40, 7));
    expect(tell(40, 8)).not.toEqual(tell(40, 7));
    expect(tell(40, 7).flatMap(({ rounds }) => rounds)).toHaveLength(40);
  });
});
