import { parseArgs } from 'node:util';
import { type KillReport, runKills } from './kills.ts';
import { MUTATIONS, REPLY_MUTATIONS } from './mutations.ts';
import { killReplies } from './replies/kills.ts';
import { tell } from './story.ts';

/**
 * Kills the runner N times while it publishes, and counts what was lost, doubled or not explained:
 *   npm run faults -- --kills 100 --seed 7
 * `--replies` kills it while it answers comments instead.
 * `--story` only prints what would happen; `--mutate` breaks the fence first, and must be found out.
 */
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '25' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    mutate: { type: 'string' },
    replies: { type: 'boolean', default: false },
    story: { type: 'boolean', default: false },
    quiet: { type: 'boolean', default: false },
  },
});

const kills = whole(values.kills, '--kills');
const seed = whole(values.seed, '--seed');
const mutation = MUTATIONS.find((name) => name === values.mutate) ?? null;
const ofReplies = REPLY_MUTATIONS.find((name) => name === values.mutate) ?? null;
if (values.mutate !== undefined && (values.replies ? ofReplies : mutation) === null)
  throw new Error(
    `--mutate is one of ${MUTATIONS.join(', ')}; with --replies, of ${REPLY_MUTATIONS.join(', ')}`,
  );

if (values.story) process.stdout.write(`${JSON.stringify(tell(kills, seed), null, 1)}\n`);
else process.exitCode = values.replies ? await runReplies() : await run();

async function run(): Promise<number> {
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const report = await runKills({ kills, seed, mutation, ...(values.quiet ? {} : { say }) });
  const { lost, doubled, unexplained } = report;
  for (const [name, stories] of Object.entries({ lost, doubled, unexplained }))
    for (const story of stories) console.log(`${name}: ${story}`);
  console.log(figures(report));
  console.log(`lost ${lost.length}, doubled ${doubled.length}, unexplained ${unexplained.length}`);
  return lost.length + doubled.length + unexplained.length === 0 ? 0 : 1;
}

async function runReplies(): Promise<number> {
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const report = await killReplies({
    ...{ kills, seed, mutation: ofReplies },
    ...(values.quiet ? {} : { say }),
  });
  const { lost, doubled, unexplained, wanted, mentions, there, hits, states, seconds } = report;
  for (const [name, stories] of Object.entries({ lost, doubled, unexplained }))
    for (const story of stories) console.log(`${name}: ${story}`);
  const counted = Object.entries(states).map(([state, times]) => `${state} ${times}`);
  console.log(`seed ${seed}: ${kills} kills (${hits} hit their moment) in ${seconds} s`);
  console.log(`answers at the kills, by state: ${counted.join(', ')}`);
  console.log(`${wanted} answers wanted, ${mentions} of them to mentions; ${there} there`);
  console.log(`lost ${lost.length}, doubled ${doubled.length}, unexplained ${unexplained.length}`);
  return lost.length + doubled.length + unexplained.length === 0 ? 0 : 1;
}

function figures(report: KillReport): string {
  const { moments, faults } = report;
  const counted = Object.entries(faults).sort(([, a], [, b]) => b - a);
  return [
    `seed ${report.seed}: ${report.kills} kills (${moments.call} at a call, ${moments.ledger} at a write to the ledger, ${moments.time} at any time; ${report.hits} hit their moment) in ${report.seconds} s`,
    `${report.posts} posts as ${report.deliveries} deliveries: ${report.published} published, ${report.unsent} told as not sent, ${report.asked} asked of the person`,
    `faults: ${counted.map(([kind, times]) => `${kind} ${times}`).join(', ')}`,
  ].join('\n');
}

function whole(text: string, option: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 0) throw new Error(`${option} is a whole number`);
  return number;
}
