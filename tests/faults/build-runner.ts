import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { type Mutation, mutating } from './mutations.ts';

const ROOT = join(import.meta.dirname, '../..');
/** Native modules stay outside, as in the packaged application. */
const NATIVE = ['better-sqlite3', 'sharp', 'keytar', 'keytar/keytar.js'];

export interface BuiltRunner {
  file: string;
  remove(): void;
}

/** Where its compiled code is kept. */
export const compileCache = (file: string) => ({ NODE_COMPILE_CACHE: `${file}.cache` });

/**
 * The runner as one file, as the application is shipped: it starts in a tenth of the time that its
 * sources take. `mutation` builds one that is broken on purpose.
 */
export async function buildRunner(mutation: Mutation | null): Promise<BuiltRunner> {
  // Below the project, so that the native modules are found.
  const results = join(ROOT, 'test-results');
  mkdirSync(results, { recursive: true });
  const folder = mkdtempSync(join(results, 'faults-'));
  await build({
    configFile: false,
    logLevel: 'error',
    root: ROOT,
    plugins: mutation ? [mutating(mutation)] : [],
    build: {
      ssr: true,
      outDir: folder,
      minify: false,
      target: 'node24',
      rolldownOptions: {
        input: {
          runner: join(import.meta.dirname, 'runner.ts'),
          'image-worker': join(ROOT, 'electron/media/image-worker.ts'),
        },
        external: NATIVE,
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
    ssr: { noExternal: true, external: NATIVE },
  });
  const file = join(folder, 'runner.js');
  execFileSync(process.execPath, [file], { env: { ...process.env, ...compileCache(file) } });
  return {
    file,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
