import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createImageCodec } from '../../../electron/media/image-codec.ts';
import { type BuiltRunner, buildRunner } from '../build-runner.ts';
import type { ReplyMutation } from '../mutations.ts';
import { startRunner } from '../process.ts';
import { receivedBy } from '../received.ts';
import { play, settle } from '../rounds.ts';
import { createWorld, type World } from '../world.ts';
import { lives, type PlannedReply, planReplies, postsToTalkAbout } from './plan.ts';

export interface ReplyReport {
  seed: number;
  kills: number;
  /** How many of them hit the moment that was aimed at. */
  hits: number;
  /** Answers that a person wanted, and those that are there. */
  wanted: number;
  there: number;
  /** How many of those that were wanted answer a mention elsewhere. */
  mentions: number;
  /** In which states the process was killed: rows of that state at its end. */
  states: Record<string, number>;
  lost: string[];
  doubled: string[];
  unexplained: string[];
  seconds: number;
}

export interface ReplyKillOptions {
  kills: number;
  seed: number;
  mutation?: ReplyMutation | null;
  say?: (line: string) => void;
}

/** Looks, a minute apart, until an answer counts as stuck. */
const LOOKS = 40;

/**
 * Kills a process again and again while it answers comments on networks that do not say whether they took an answer, lets
 * the person press the button until all are there, and compares what the ledger says with what the networks have.
 */
export async function killReplies(options: ReplyKillOptions): Promise<ReplyReport> {
  const { kills, seed, mutation = null, say = () => {} } = options;
  const began = Date.now();
  const report: ReplyReport = {
    ...{ seed, kills, hits: 0, wanted: 0, there: 0, mentions: 0, states: {}, seconds: 0 },
    ...{ lost: [], doubled: [], unexplained: [] },
  };
  const publisher = await buildRunner(null);
  const runner = await buildRunner(mutation, 'replies/runner.ts');
  const images = createImageCodec();
  try {
    const world = await createWorld(postsToTalkAbout(), seed, images);
    try {
      const plan = await furnish(world, publisher);
      report.wanted = plan.length;
      report.mentions = plan.filter(({ isMention }) => isMention).length;
      for (const [index, round] of lives(kills, seed).entries()) {
        const { hit, died } = await play(world, round, runner.file);
        if (hit) report.hits += 1;
        if (died !== null) report.unexplained.push(`The process ended by itself: ${died}`);
        await countStates(world, report);
        say(`kill ${index + 1} of ${kills}: ${round.kill.kind}${hit ? '' : ' (did not come)'}`);
      }
      await finish(world, runner);
      await judge(world, plan, report);
    } finally {
      await world.remove();
    }
  } finally {
    await images.close();
    runner.remove();
    publisher.remove();
  }
  return { ...report, seconds: Math.round((Date.now() - began) / 1000) };
}

/** Everything is published, people have said something, and it was read. */
async function furnish(world: World, publisher: BuiltRunner): Promise<PlannedReply[]> {
  await settle(world, publisher.file);
  world.pass(240);
  const plan = await world.open(async (services) => {
    for (const { id } of services.accounts.list())
      await services.collecting.collect({ accountId: id });
    return planReplies(services);
  });
  const file = join(world.folder, 'replies.json');
  writeFileSync(file, JSON.stringify(plan));
  world.runnerOptions.replies = file;
  return plan;
}

async function countStates(world: World, { states }: ReplyReport): Promise<void> {
  await world.open(({ database }) => {
    const rows = database.raw
      .prepare<[], { state: string; count: number }>(
        'SELECT state, count(*) AS count FROM replies GROUP BY state',
      )
      .all();
    for (const { state, count } of rows) states[state] = (states[state] ?? 0) + count;
  });
}

/** Without faults, until nothing is left to do. */
async function finish(world: World, { file }: BuiltRunner): Promise<void> {
  await world.setFaults({});
  const runner = startRunner(file, world, { retries: 'all' });
  try {
    if (!(await runner.ready)) throw new Error(`It did not start: ${runner.died()}`);
    for (let look = 0; look < LOOKS; look += 1) {
      world.pass(1);
      // The clock looks at its file at most so often.
      await new Promise((resolve) => setTimeout(resolve, 220));
      const left = await runner.look();
      if (left === null) throw new Error(`It ended: ${runner.died()}`);
      if (left === 0) return;
    }
  } finally {
    runner.child.kill('SIGTERM');
    await runner.ended;
  }
}

/** What the ledger says of each, against what the networks have. */
async function judge(world: World, plan: readonly PlannedReply[], report: ReplyReport) {
  const received = receivedBy(world);
  await world.open(({ database, accounts }) => {
    const sent = database.raw
      .prepare<[], { accountId: string; text: string; remoteId: string; state: string }>(
        `SELECT account_id AS accountId, text, replies.remote_id AS remoteId, replies.state
         FROM replies`,
      )
      .all();
    const groups = new Map(plan.map((one) => [`${one.accountId} ${one.text}`, one]));
    for (const { accountId, text } of groups.values()) {
      const account = accounts.list().find(({ id }) => id === accountId);
      if (!account) continue;
      const isIt = (one: { accountId: string; text: string }) =>
        one.accountId === accountId && one.text === text;
      const wanted = plan.filter(isIt).length;
      const rows = sent.filter((row) => isIt(row) && row.state === 'sent');
      // Mastodon's full names end with the server, which the server itself leaves out.
      const who = account.network === 'mastodon' ? account.handle.split('@')[0] : account.handle;
      const there = new Set(
        received
          .filter((one) => one.network === account.network && one.account === who)
          .filter((one) => one.text === text || one.text.endsWith(` ${text}`))
          .map(({ remoteId }) => remoteId),
      );
      report.there += there.size;
      const story = `“${text}” as ${who} on ${account.network}: ${wanted} wanted, ${rows.length} sent, ${there.size} there`;
      if (there.size > wanted) report.doubled.push(story);
      else if (there.size < wanted) report.lost.push(story);
      if (rows.length !== wanted) report.unexplained.push(story);
      else if (rows.some(({ remoteId }) => !isAmong(there, remoteId)))
        report.unexplained.push(`${story}: not by these ids`);
    }
  });
}

/** LinkedIn's urn of a comment has its id in it, by which the network itself keeps it. */
const isAmong = (there: ReadonlySet<string>, remoteId: string): boolean =>
  there.has(remoteId) || [...there].some((id) => remoteId.endsWith(`,${id})`));
