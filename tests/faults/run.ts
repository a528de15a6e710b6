import { parseArgs } from 'node:util';
import { runKills } from './kills.ts';

/**
 * Kills the runner N times while it publishes, and counts what was lost, doubled or not explained:
 *   npm run faults -- --kills 100 --seed 7
 */
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    quiet: { type: 'boolean', default: false },
  },
});

const report = await runKills({
  kills: Number(values.kills),
  seed: Number(values.seed),
  ...(values.quiet ? {} : { say: (line) => console.error(line) }),
});
const bad = [...report.lost, ...report.doubled, ...report.unexplained];
for (const line of bad) console.log(line);
console.log(
  JSON.stringify({
    ...report,
    lost: report.lost.length,
    doubled: report.doubled.length,
    unexplained: report.unexplained.length,
  }),
);
process.exitCode = bad.length === 0 ? 0 : 1;
