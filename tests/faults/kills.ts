import { createImageCodec } from '../../electron/media/image-codec.ts';
import { type BuiltRunner, buildRunner } from './build-runner.ts';
import type { Mutation } from './mutations.ts';
import { receivedBy } from './received.ts';
import { play, settle } from './rounds.ts';
import { type KillMoment, type Tale, tell } from './story.ts';
import { judge, type Verdict } from './verdict.ts';
import { createWorld } from './world.ts';

export interface KillReport extends Verdict {
  seed: number;
  kills: number;
  /** How many of them hit the moment that was aimed at. */
  hits: number;
  moments: Record<KillMoment['kind'], number>;
  /** How often each kind of trouble came. */
  faults: Record<string, number>;
  seconds: number;
}

export interface KillOptions {
  kills: number;
  seed: number;
  mutation?: Mutation | null;
  /** One that was built before, of that mutation. */
  runner?: BuiltRunner;
  say?: (line: string) => void;
}

/**
 * Kills the headless runner again and again while it publishes to networks on which much goes wrong,
 * lets it finish, and compares what its ledger says with what the networks have.
 */
export async function runKills(options: KillOptions): Promise<KillReport> {
  const { kills, seed, mutation = null, say = () => {} } = options;
  const from = Date.now();
  const report: KillReport = {
    ...{ seed, kills, hits: 0, moments: { call: 0, ledger: 0, time: 0 }, faults: {} },
    ...{ posts: 0, deliveries: 0, published: 0, unsent: 0, asked: 0 },
    ...{ lost: [], doubled: [], unexplained: [], seconds: 0 },
  };
  const runner = options.runner ?? (await buildRunner(mutation));
  const images = createImageCodec();
  let done = 0;
  const live = async (tale: Tale, index: number) => {
    const world = await createWorld(tale.posts, seed * 1000 + index, images);
    try {
      for (const round of tale.rounds) {
        const { hit, died } = await play(world, round, runner.file);
        if (hit) report.hits++;
        if (died !== null) report.unexplained.push(`The runner ended by itself: ${died}`);
        report.moments[round.kill.kind]++;
        for (const kind of ['jump', 'sleep', 'full'] as const)
          if (round[kind]) count(report.faults, NAMES[kind]);
        say(`kill ${++done} of ${kills}: ${describe(round.kill)}${hit ? '' : ' (did not come)'}`);
      }
      await settle(world, runner.file);
      const { sandbox } = world;
      for (const { kind } of sandbox.played()) count(report.faults, kind);
      add(
        report,
        await world.open((services) => judge(services, receivedBy(world), sandbox.played())),
      );
    } finally {
      await world.remove();
    }
  };
  try {
    await Promise.all(tell(kills, seed).map(live));
  } finally {
    await images.close();
    if (!options.runner) runner.remove();
  }
  return { ...report, seconds: Math.round((Date.now() - from) / 1000) };
}

const describe = (moment: KillMoment): string => {
  if (moment.kind === 'time') return `${moment.after} ms after the start`;
  if (moment.kind === 'ledger') return `write ${moment.nth} to the ledger`;
  return `${moment.of} ${moment.nth} ${moment.when}`;
};

const NAMES = { jump: 'clock jump', sleep: 'sleep', full: 'full disk' };

const count = (counts: Record<string, number>, kind: string) => {
  counts[kind] = (counts[kind] ?? 0) + 1;
};

function add(report: KillReport, verdict: Verdict): void {
  for (const name of ['posts', 'deliveries', 'published', 'unsent', 'asked'] as const)
    report[name] += verdict[name];
  for (const name of ['lost', 'doubled', 'unexplained'] as const)
    report[name].push(...verdict[name]);
}
