import { defineConfig } from 'playwright/test';

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/e2e',
  preserveOutput: 'failures-only',
  // One window at a time: they share a display, and two cores.
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // scripts/test.mjs reads the counts from the JSON report.
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
});
