import { defineConfig } from 'playwright/test';

/** What each worker gets to itself; see tests/support/session.ts. */
const SESSIONS = JSON.parse(process.env.CLIENTNEST_SESSIONS ?? '[{}]') as unknown[];

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/e2e',
  preserveOutput: 'failures-only',
  // One window at a time on each display; scripts/test.mjs opens them.
  workers: SESSIONS.length,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  // A busy machine may be late once; the report says `flaky`, and on a desk nothing is tried again.
  retries: process.env.CI ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // scripts/test.mjs reads the counts from the JSON report.
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
});
