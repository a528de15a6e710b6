import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { configure, connect } from '../../../electron/database/connection.ts';
import { secretNames } from '../../../electron/vault/secret-store.ts';
import { costOf } from '../../../shared/domain/ai.ts';
import { type HostileLlm, type LlmScript, startHostileLlm } from '../../support/hostile-llm.ts';
import { MIGRATIONS, temporaryFolder } from '../../support/workspace.ts';
import { buildRunner, compileCache } from '../build-runner.ts';
import type { AiMutation } from '../mutations.ts';
import { type Seeded, seeded } from '../seeded.ts';
import type { AiRunnerOptions, AiTell } from './protocol.ts';

export interface AiReport {
  seed: number;
  kills: number;
  /** What somebody wanted, and how it stands at the end. */
  wanted: number;
  states: Record<string, number>;
  /** Asked for, and not there any more; or still not over. */
  lost: string[];
  /** Asked of the service again although something of its answer was written. */
  askedAgain: string[];
  /** A bill that is not its tokens times the table, or sums that are not their rows. */
  billedWrong: string[];
  /** How often a kill hit while an answer was coming: else nothing was tried out. */
  inTheMiddle: number;
}

interface Row {
  id: string;
  words: string;
  state: string;
  answer: string;
  problem: string | null;
  firstTokenAt: number | null;
  tokensIn: number;
  tokensCached: number;
  tokensOut: number;
  cost: number;
}

const PRICE = { in: 3, cached: 1, out: 7 };
const IN_A_LIFE = 5;
const PIECES = ['Fresh ', 'bread, ', 'every ', 'morning ', 'from ', 'seven ', 'on.'];
const WHOLE = PIECES.join('');
const PATIENCE = 60_000;

/**
 * Kills a process again and again while it asks a model, at moments that the seed chooses, lets a last one finish, and
 * compares what its ledger says with what was asked of the service.
 */
export async function killAi(options: {
  kills: number;
  seed: number;
  mutation?: AiMutation | null;
}): Promise<AiReport> {
  const { kills, seed, mutation = null } = options;
  const random = seeded(seed);
  const report: AiReport = {
    ...{ seed, kills, wanted: 0, states: {}, inTheMiddle: 0 },
    ...{ lost: [], askedAgain: [], billedWrong: [] },
  };
  const runner = await buildRunner(mutation, 'ai/runner.ts');
  const server = await startHostileLlm();
  server.always({ pieces: PIECES, every: 12 });
  const userData = temporaryFolder();
  const life = createLives({ file: runner.file, userData, url: server.url });
  /** What the service was asked for after something of its answer had been written. */
  const begun = new Map<string, number>();
  try {
    for (let kill = 0; kill < kills; kill++) {
      server.next(...trouble(random));
      const child = life.start(wordsOf(kill));
      await moment(random, server, child);
      child.process.kill('SIGKILL');
      await child.ended;
      for (const row of life.rows()) {
        if (row.firstTokenAt === null && row.answer === '' && row.state !== 'done') continue;
        if (row.state === 'running') report.inTheMiddle++;
        if (!begun.has(row.words)) begun.set(row.words, timesAsked(server, row.words));
      }
    }
    server.always({ pieces: PIECES });
    const last = life.start([]);
    await life.untilAllIsOver(last);
    last.process.kill('SIGKILL');
    await last.ended;
    judge(report, { rows: life.rows(), known: life.known, server, begun });
  } finally {
    life.stop();
    await server.stop();
    runner.remove();
    rmSync(userData, { recursive: true, force: true });
  }
  return report;
}

const wordsOf = (life: number): string[] =>
  Array.from({ length: IN_A_LIFE }, (_, at) => `Life ${life}, answer ${at}${'.'.repeat(at)}`);

/** Services fail besides. */
const trouble = (random: Seeded): LlmScript[] =>
  Array.from({ length: random.below(3) }, () =>
    random.pick<LlmScript>([
      { status: 500 },
      { status: 429, headers: { 'retry-after': '1' } },
      { pieces: PIECES, every: 12, after: 150 },
      { pieces: PIECES.slice(0, 3), every: 12, ending: 'cut' },
      { pieces: PIECES, every: 12, usage: null },
    ]),
  );

const timesAsked = ({ requests }: HostileLlm, words: string): number =>
  requests.filter(({ body }) => body.messages?.at(-1)?.content === words).length;

/** Some time after so many more requests have come, or before any of them. */
async function moment(random: Seeded, server: HostileLlm, child: Life): Promise<void> {
  await Promise.race([child.ready, child.ended]);
  const until = server.requests.length + random.below(6);
  const began = Date.now();
  while (server.requests.length < until && Date.now() - began < 4000) await wait(2);
  await wait(random.below(120));
}

interface Life {
  process: ChildProcess;
  ready: Promise<void>;
  ended: Promise<void>;
}

function createLives({ file, userData, url }: { file: string; userData: string; url: string }) {
  const keychain = join(userData, 'keychain.json');
  /** What a life said that it asked for. */
  const known = new Map<string, string>();
  const running = new Set<ChildProcess>();

  function rows(): Row[] {
    const secrets = JSON.parse(readFileSync(keychain, 'utf8')) as Record<string, string>;
    // Its name begins with the workspace's.
    const [, key = ''] =
      Object.entries(secrets).find(([name]) => name.endsWith(secretNames.databaseKey)) ?? [];
    const database = connect({ file: join(userData, 'workspace.db'), key });
    try {
      configure(database);
      return database
        .prepare<[], Row>(
          `SELECT id, json_extract(subject, '$.words') AS words, state, answer, problem,
             first_token_at AS firstTokenAt, tokens_in AS tokensIn, tokens_cached AS tokensCached,
             tokens_out AS tokensOut, cost FROM ai_requests ORDER BY id`,
        )
        .all();
    } finally {
      database.close();
    }
  }

  return {
    known,
    rows,
    start(wanted: readonly string[]): Life {
      const options: AiRunnerOptions = { userData, migrations: MIGRATIONS, keychain, url, wanted };
      const child = spawn(process.execPath, [file, JSON.stringify(options)], {
        env: { ...process.env, ...compileCache(file), TZ: 'UTC', NODE_NO_WARNINGS: '1' },
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      });
      running.add(child);
      const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
      void ended.then(() => running.delete(child));
      const ready = new Promise<void>((resolve) => {
        child.on('message', (message: AiTell) => {
          if (message.kind === 'ready') resolve();
          else known.set(message.requestId, message.words);
        });
      });
      return { process: child, ready, ended };
    },
    async untilAllIsOver({ ended }: Life): Promise<void> {
      let isEnded = false;
      void ended.then(() => {
        isEnded = true;
      });
      const until = Date.now() + PATIENCE;
      const isOpen = ({ state }: Row) => state === 'queued' || state === 'running';
      while (rows().some(isOpen) && Date.now() < until) {
        if (isEnded) throw new Error('The last life ended by itself');
        await wait(100);
      }
    },
    stop(): void {
      for (const child of running) child.kill('SIGKILL');
    },
  };
}

interface Evidence {
  rows: readonly Row[];
  known: ReadonlyMap<string, string>;
  server: HostileLlm;
  begun: ReadonlyMap<string, number>;
}

function judge(report: AiReport, { rows, known, server, begun }: Evidence): void {
  report.wanted = known.size;
  const byId = new Map(rows.map((row) => [row.id, row]));
  for (const [id, words] of known) {
    const row = byId.get(id);
    const isOver = row && row.state !== 'queued' && row.state !== 'running';
    if (!isOver) report.lost.push(`${words}: ${row?.state ?? 'gone'}`);
  }
  for (const { words, state, problem, answer, cost, ...tokens } of rows) {
    const told = problem === null ? state : `${state}: ${problem}`;
    report.states[told] = (report.states[told] ?? 0) + 1;
    if (state === 'done' && answer !== WHOLE) report.lost.push(`${words}: only “${answer}”`);
    if (problem === 'interrupted' && answer === '') report.lost.push(`${words}: not a word`);
    const before = begun.get(words);
    const times = timesAsked(server, words);
    if (before !== undefined && times > before)
      report.askedAgain.push(`${words}: ${times} times, ${before} when its answer had begun`);
    const { tokensIn, tokensCached, tokensOut } = tokens;
    const exact = costOf({ in: tokensIn, cached: tokensCached, out: tokensOut }, PRICE);
    if (cost !== exact) report.billedWrong.push(`${words}: ${cost}, not ${exact}`);
    if ((state === 'done' || problem === 'interrupted') && cost === 0)
      report.billedWrong.push(`${words}: billed nothing`);
  }
  const once = new Set(rows.map(({ words }) => words));
  if (once.size !== rows.length) report.billedWrong.push('A request stands there twice');
}
