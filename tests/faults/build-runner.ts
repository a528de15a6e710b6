import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'vite';
import { type AnyMutation, mutating } from './mutations.ts';

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
export async function buildRunner(
  mutation: AnyMutation | null,
  entry = 'runner.ts',
): Promise<BuiltRunner> {
  // Below the project, so that the native modules are found.
  const results = join(ROOT, 'test-results');
  mkdirSync(results, { recursive: true });
  const folder = mkdtempSync(join(results, 'faults-'));
  const runner = join(import.meta.dirname, entry);
  await bundle(folder, 'runner.js', runner, mutation ? [mutating(mutation)] : []);
  // Under the names by which the application looks for them.
  for (const worker of ['image-worker', 'video-worker'])
    await bundle(folder, `${worker}.cjs`, join(ROOT, `electron/media/${worker}.ts`), []);
  const file = join(folder, 'runner.js');
  execFileSync(process.execPath, [file], { env: { ...process.env, ...compileCache(file) } });
  return {
    file,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function bundle(folder: string, name: string, input: string, plugins: Plugin[]) {
  await build({
    configFile: false,
    logLevel: 'error',
    root: ROOT,
    plugins,
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      target: 'node24',
      rolldownOptions: {
        input,
        external: NATIVE,
        output: {
          format: name.endsWith('.cjs') ? 'cjs' : 'es',
          entryFileNames: name,
          chunkFileNames: '[name]-[hash].js',
        },
      },
    },
    ssr: { noExternal: true, external: NATIVE },
  });
}
