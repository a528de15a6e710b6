import { expect, it } from 'vitest';
import { runKills } from '../../faults/kills.ts';

/** The whole runner as a process of its own, killed with SIGKILL; `npm run faults` does it at length. */
it('is one record for each post and account, wherever the process is killed', async () => {
  const report = await runKills({
    kills: 4,
    seed: 20261122,
    moments: ['after_write', 'before_write', 'after_write', 'any_time'],
  });
  expect(report).toMatchObject({ lost: [], doubled: [], unexplained: [] });
  expect(report).toMatchObject({ posts: 4, deliveries: 8, published: 8 });
  expect(report.hits).toBeGreaterThanOrEqual(3);
}, 120_000);
