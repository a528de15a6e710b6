import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const project = (name: string, timeout: number) => ({
  test: {
    name,
    include: [`tests/${name}/**/*.test.{ts,tsx}`],
    testTimeout: timeout,
    hookTimeout: timeout,
  },
});

export default defineConfig({
  test: {
    environment: 'node',
    // Native addons and worker threads are safest in processes of their own.
    pool: 'forks',
    // Many tests wait for processes and servers. Vitest alone would take one core of two.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // A wall clock and a zone of this machine must not decide a test.
    env: { TZ: 'UTC' },
    projects: [
      project('unit', 10_000),
      project('integration', 30_000),
      project('contract', 60_000),
      project('faults', 300_000),
    ],
    coverage: {
      provider: 'v8',
      include: ['electron/**/*.ts', 'shared/**/*.ts'],
      exclude: [
        'electron/shell/**',
        'electron/{app,main}.ts',
        'electron/preload.ts',
        'electron/cli/**',
      ],
      reporter: ['text-summary', 'html'],
    },
  },
});
