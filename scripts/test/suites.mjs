import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { run } from '../setup/child.mjs';
import { withLock } from '../setup/lock.mjs';
import { checkoutId, inProject, node24, readJson, root } from '../setup/project.mjs';
import { check, NOTHING, withExitCode } from './tally.mjs';

const RESULTS = 'test-results';
/** In a log file colours are only noise. */
const COLOURS = process.stdout.isTTY ? {} : { NO_COLOR: '1' };

/**
 * Runs the tests of a folder with vitest; undefined when it has none. `env` answers the environment,
 * and may wait for it.
 */
export async function vitest(name, { env, extra = [] }) {
  if (!hasTests(name, /\.test\.tsx?$/)) return undefined;
  const report = freshReport(`${name}-${process.pid}`);
  const { code } = await run(
    node24,
    [
      inProject('node_modules/vitest/vitest.mjs'),
      'run',
      '--project',
      name,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...extra,
    ],
    { cwd: root, env: { ...COLOURS, ...(await env()) }, stdio: 'inherit' },
  );
  const result = readJson(report);
  rmSync(report, { force: true });
  if (!result) return { ...NOTHING, failed: 1 };
  // A file that does not even load has no tests to fail.
  const unloadable = result.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((one) => one.status === 'failed'),
  );
  const tally = {
    passed: result.numPassedTests,
    failed: result.numFailedTests + unloadable.length,
    skipped: result.numPendingTests + result.numTodoTests,
  };
  return withExitCode(tally, code);
}

/** Runs the end-to-end tests with Playwright, in real Electron. */
export async function playwright({ env, extra = [] }) {
  if (!hasTests('e2e', /\.(test|spec)\.ts$/)) return undefined;
  const cli = inProject('node_modules/playwright/cli.js');
  // Playwright empties the folder of its results when it begins.
  const { code, stats } = await withLock(`e2e-${checkoutId}`, async () => {
    const report = freshReport('e2e');
    const options = { cwd: root, env: await env(), stdio: 'inherit' };
    const ended = await run(node24, [cli, 'test', ...extra], options);
    return { code: ended.code, stats: readJson(report)?.stats };
  });
  if (!stats) return { ...NOTHING, failed: 1 };
  const tally = {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
  };
  return withExitCode(tally, code);
}

/** Runs the fault tests; while there are none, a short run of the experiment of `npm run faults`. */
export async function faults({ env, extra = [] }) {
  const tested = await vitest('faults', { env, extra });
  const script = 'tests/faults/run.ts';
  if (tested || !existsSync(inProject(script))) return tested;
  const args = [script, '--kills', '10', ...extra];
  const { code } = await run(node24, args, { cwd: root, env: await env(), stdio: 'inherit' });
  return check(code === 0);
}

function hasTests(folder, pattern) {
  const place = inProject('tests', folder);
  return (
    existsSync(place) && readdirSync(place, { recursive: true }).some((file) => pattern.test(file))
  );
}

function freshReport(name) {
  mkdirSync(inProject(RESULTS), { recursive: true });
  const report = path.join(inProject(RESULTS), `${name}.json`);
  rmSync(report, { force: true });
  return report;
}
