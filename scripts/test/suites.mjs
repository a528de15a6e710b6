import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { run } from '../setup/child.mjs';
import { inProject, node24, readJson, root } from '../setup/project.mjs';
import { fromWords, NOTHING, withExitCode } from './tally.mjs';

const RESULTS = 'test-results';
/** In a log file colours are only noise. */
const COLOURS = process.stdout.isTTY ? {} : { NO_COLOR: '1' };

/**
 * Runs the tests of a folder with vitest; undefined when it has none. `env` answers the environment,
 * and may wait for it.
 */
export async function vitest(name, { env, extra = [] }) {
  if (!hasTests(name, /\.test\.tsx?$/)) return undefined;
  const report = freshReport(name);
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
  const report = freshReport('e2e');
  const cli = inProject('node_modules/playwright/cli.js');
  const { code } = await run(node24, [cli, 'test', ...extra], {
    cwd: root,
    env: await env(),
    stdio: 'inherit',
  });
  const stats = readJson(report)?.stats;
  if (!stats) return { ...NOTHING, failed: 1 };
  const tally = {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
  };
  return withExitCode(tally, code);
}

/** Runs the fault experiments, fewer rounds than `npm run faults`; their last line has the counts. */
export async function faults({ env, extra = [] }) {
  const script = 'tests/faults/run.ts';
  if (!existsSync(inProject(script))) return undefined;
  const args = [script, '--short', ...extra];
  const { code, output } = await run(node24, args, { echo: true, cwd: root, env: await env() });
  return withExitCode(fromWords(output) ?? NOTHING, code);
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
