import { availableParallelism } from 'node:os';
import { prepareApp } from '../app/prepare.mjs';
import { openTestSession } from '../session/session.mjs';
import { withNode24 } from '../setup/node24.mjs';
import { runtimeEnv } from '../setup/runtime.mjs';
import { SetupError } from '../setup/say.mjs';
import { ensureSystemPackages } from '../setup/system.mjs';
import { checks } from './checks.mjs';
import { faults, playwright, vitest } from './suites.mjs';
import { check, inWords, NOTHING, sum } from './tally.mjs';

const CHECKS = Object.keys(checks);
const IN_SESSION = ['integration', 'contract', 'faults', 'e2e'];
/** In the order in which they run: the quick ones first. */
const STAGES = [...CHECKS, 'unit', ...IN_SESSION];

/** Runs the stages, prints their counts, and answers the exit code. */
export async function runTests(args) {
  const { stages, extra } = readArguments(args);
  const needs = (names) => names.some((name) => stages.includes(name));
  const session = needs(IN_SESSION) ? prepareSession() : undefined;
  // After the session: both may have to install system packages, and there is one apt.
  const app = needs(['e2e']) ? session.catch(() => {}).then(prepareApp) : undefined;
  const others = needs(['e2e']) ? session.then(openOtherSessions) : undefined;
  // What goes wrong here is reported by the stages that wait for it.
  for (const preparing of [session, app, others]) preparing?.catch(() => {});
  const checking = startChecks(stages);

  const inSession = async () => ({ ...plainEnv(), ...(await session).env });
  const withApp = async () => {
    await app;
    const sessions = [{ env: (await session).env }, ...(await others)].map(({ env }) => env);
    return { ...runtimeEnv(await inSession()), CLIENTNEST_SESSIONS: JSON.stringify(sessions) };
  };
  const suites = {
    unit: () => vitest('unit', { env: plainEnv, extra }),
    integration: () => vitest('integration', { env: inSession, extra }),
    contract: () => vitest('contract', { env: inSession, extra }),
    faults: () => faults({ env: inSession, extra }),
    e2e: () => playwright({ env: withApp, extra }),
  };
  const rows = [];
  try {
    for (const stage of stages) {
      const running = checking[stage];
      rows.push(await (running ? reportCheck(stage, running) : reportSuite(stage, suites[stage])));
    }
  } finally {
    const opened = [session, ...((await others?.catch(() => [])) ?? [])];
    for (const one of opened)
      await Promise.resolve(one)
        .then((it) => it?.close())
        .catch(() => {});
  }
  return printSummary(rows);
}

async function prepareSession() {
  await ensureSystemPackages(['display', 'keyring']);
  return openTestSession();
}

/** At most two windows at once: each has a display and a keyring that no other window sees. */
const WINDOWS = process.platform === 'linux' ? Math.min(2, availableParallelism()) : 1;

const openOtherSessions = () =>
  Promise.all(Array.from({ length: WINDOWS - 1 }, () => openTestSession()));

function readArguments(args) {
  const firstOther = args.findIndex((arg) => !STAGES.includes(arg));
  const named = firstOther < 0 ? args : args.slice(0, firstOther);
  const extra = firstOther < 0 ? [] : args.slice(firstOther);
  return {
    stages: named.length > 0 ? STAGES.filter((name) => named.includes(name)) : STAGES,
    extra,
  };
}

/** The checks wait for nothing, so they run beside the set-up and the build. */
function startChecks(stages) {
  const started = CHECKS.filter((name) => stages.includes(name)).map((name) => {
    const elapsed = stopwatch();
    const running = Promise.resolve(checks[name]());
    return [name, running.then((outcome) => ({ outcome, seconds: elapsed() }))];
  });
  return Object.fromEntries(started);
}

async function reportCheck(stage, running) {
  const { outcome, seconds } = await running;
  if (!outcome) return nothingToRun(stage);
  if (!outcome.isGood) console.log(`\n${outcome.output.trim()}\n`);
  console.log(`${stage}: ${outcome.isGood ? 'good' : 'FAILED'} (${seconds.toFixed(1)} s)`);
  return { stage, tally: check(outcome.isGood), seconds };
}

async function reportSuite(stage, suite) {
  console.log(`\n── ${stage}`);
  const elapsed = stopwatch();
  try {
    const tally = await suite();
    return tally ? { stage, tally, seconds: elapsed() } : nothingToRun(stage);
  } catch (error) {
    console.log(error instanceof SetupError ? error.message : error.stack);
    return { stage, tally: check(false), seconds: elapsed() };
  }
}

function nothingToRun(stage) {
  console.log(`${stage}: there is nothing to run`);
  return { stage, tally: NOTHING, seconds: 0 };
}

function stopwatch() {
  const startedAt = performance.now();
  return () => (performance.now() - startedAt) / 1000;
}

/** For stages on plain Node: there the binaries in the npm packages fit. */
function plainEnv() {
  const { CLIENTNEST_SQLITE_BINDING: _forElectron, ...env } = process.env;
  return { ...env, PATH: withNode24(env.PATH) };
}

/** The last line is the total; nothing ran is no success. */
function printSummary(rows) {
  const total = sum(rows.map(({ tally }) => tally));
  console.log();
  for (const { stage, tally, seconds } of rows) {
    console.log(
      `${stage.padEnd(12)} ${inWords(tally).padEnd(36)} ${seconds.toFixed(1).padStart(6)} s`,
    );
  }
  console.log(`\n${inWords(total)}`);
  return total.failed > 0 || total.passed === 0 ? 1 : 0;
}
