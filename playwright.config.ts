import { defineConfig } from 'playwright/test';

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/e2e',
  preserveOutput: 'failures-only',
  // One window at a time: they share a display, and two cores.
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  // A busy machine may be late once; the report says `flaky`, and on a desk nothing is tried again.
  retries: process.env.CI ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // scripts/test.mjs reads the counts from the JSON report.
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
});
