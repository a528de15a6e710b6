import { execFile } from 'node:child_process';
import { watch } from 'node:fs';
import { onCall } from './calls.ts';
import { type RunnerProcess, startRunner } from './process.ts';
import type { KillMoment, Round } from './story.ts';
import type { World } from './world.ts';

/** How long nothing may happen before a moment counts as one that does not come: ms, and times its start. */
const QUIET = { atLeast: 400, starts: 2 };
/** How long the moment is waited for at most once it publishes: ms, and times its start. */
const PATIENCE = { atLeast: 8000, starts: 10 };
/** How long a start may take, ms. */
const START = 120_000;
/** Looks at what is unsettled at the end, half an hour apart, until it counts as stuck. */
const MOST_LOOKS = 150;

/**
 * One life of the runner. Answers whether it was killed at the very moment that was planned, and its
 * last words where it did not live until then.
 */
export async function play(
  world: World,
  round: Round,
  runnerFile: string,
): Promise<{ hit: boolean; died: string | null }> {
  world.pass(round.off);
  if (round.skew !== null) world.setSkew(round.skew);
  await world.setFaults({ seed: round.faultSeed, rules: round.faults });
  const runner = startRunner(runnerFile, world);
  const timers: NodeJS.Timeout[] = [];
  const at = (ms: number, act: () => void) => void timers.push(setTimeout(act, ms));
  void runner.ready.then((isReady) => {
    if (!isReady || runner.child.killed) return;
    disturb(world, runner, round, at);
    if (round.hurried) runner.ask({ kind: 'power', event: 'resume' });
  });
  const hit = await killedAt(round.kill, world, runner, round.sleep?.for ?? 0);
  for (const timer of timers) clearTimeout(timer);
  await runner.ended;
  return { hit, died: runner.died() };
}

/** What happens to the computer meanwhile. */
function disturb(
  world: World,
  runner: RunnerProcess,
  { jump, sleep, full }: Round,
  at: (ms: number, act: () => void) => void,
): void {
  if (jump) at(jump.at, () => world.moveSkew(jump.minutes));
  if (full) {
    at(full.at, () => fillDisk(runner, full.how, true));
    at(full.at + full.for, () => fillDisk(runner, full.how, false));
  }
  if (!sleep) return;
  at(sleep.at, () => {
    runner.ask({ kind: 'power', event: 'suspend' });
    runner.child.kill('SIGSTOP');
    world.pass(sleep.minutes);
  });
  at(sleep.at + sleep.for, () => {
    runner.child.kill('SIGCONT');
    runner.ask({ kind: 'power', event: 'resume' });
  });
}

/** Kills it, and answers whether the moment had come. */
function killedAt(
  moment: KillMoment,
  world: World,
  { child, ready, ended }: RunnerProcess,
  asleep: number,
): Promise<boolean> {
  return new Promise((resolve) => {
    const stops: (() => void)[] = [];
    let left = moment.kind === 'time' ? 0 : moment.nth;
    let idle: NodeJS.Timeout | undefined;
    let quiet = START;
    const from = performance.now();
    const kill = (hit: boolean) => {
      clearTimeout(idle);
      for (const stop of stops.splice(0)) stop();
      child.kill('SIGKILL');
      resolve(hit);
    };
    const killAfter = (ms: number, hit: boolean) => {
      const timer = setTimeout(() => kill(hit), ms);
      stops.push(() => clearTimeout(timer));
    };
    const stir = () => {
      clearTimeout(idle);
      idle = setTimeout(() => kill(false), quiet);
    };
    const happened = (isIt: boolean, delay: number) => {
      if (moment.kind !== 'time') stir();
      if (isIt && --left === 0) {
        if (delay === 0) kill(true);
        else killAfter(delay, true);
      }
    };
    // It must not end by itself: that is found by what it says.
    void ended.then(() => kill(false));
    killAfter(moment.kind === 'time' ? moment.after : START, moment.kind === 'time');
    if (moment.kind === 'time') return;
    void ready.then((isReady) => {
      if (!isReady || stops.length === 0) return;
      // On a busy machine all takes longer.
      const start = performance.now() - from;
      const longest = ({ atLeast, starts }: typeof QUIET) => Math.max(atLeast, starts * start);
      quiet = asleep + longest(QUIET);
      killAfter(longest(PATIENCE), false);
      stir();
    });
    stops.push(
      onCall(world.ports, ({ when, of }) => {
        const isIt = moment.kind === 'call' && moment.when === when && moment.of === of;
        happened(isIt, moment.delay);
      }),
    );
    const watcher = watch(world.userData, (_, name) => {
      if (name === 'workspace.db-wal') happened(moment.kind === 'ledger', moment.delay);
    });
    stops.push(() => watcher.close());
  });
}

/** A disk without room: no new page for SQLite, or no byte more for any file of the process. */
function fillDisk({ child, ask }: RunnerProcess, how: 'pages' | 'writes', isFull: boolean): void {
  if (how === 'pages') {
    ask({ kind: 'pages', full: isFull });
    return;
  }
  const limit = `--fsize=${isFull ? '0' : 'unlimited'}:`;
  // Only Linux has it; without it, what follows is a life without a fault.
  execFile('prlimit', ['--pid', String(child.pid), limit], () => {});
}

/** Lets the runner live without faults and with the right time until nothing is left to do. */
export async function settle(world: World, runnerFile: string): Promise<number> {
  await world.setFaults({});
  world.setSkew(0);
  const runner = startRunner(runnerFile, world, { retries: 'all' });
  try {
    if (!(await runner.ready)) throw new Error(`The runner did not start: ${runner.died()}`);
    let unsettled: number | null = null;
    for (let look = 0; look < MOST_LOOKS; look++) {
      world.pass(31);
      // The clock looks at its file at most so often.
      await new Promise((resolve) => setTimeout(resolve, 220));
      unsettled = await runner.look();
      if (unsettled === null) throw new Error(`The runner ended: ${runner.died()}`);
      if (unsettled === 0 && look > 2) break;
    }
    return unsettled ?? 0;
  } finally {
    runner.child.kill('SIGTERM');
    await runner.ended;
  }
}
