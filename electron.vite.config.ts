import { globSync } from 'node:fs';
import path from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

const inProject = (...parts: string[]) => path.join(import.meta.dirname, ...parts);

/** The oldest Electron that must run the build: the fallback of scripts/setup. */
const NODE = 'node20.18';
const CHROME = 'chrome130';

/** Each worker is a file of its own, beside main.js. */
const workers = Object.fromEntries(
  globSync('electron/**/*-worker.ts', { cwd: import.meta.dirname }).map((file) => [
    path.basename(file, '.ts'),
    inProject(file),
  ]),
);

/** electron-vite forces './', which finds nothing when the page is loaded at a place in the app. */
const absoluteBase: Plugin = {
  name: 'clientnest:absolute-base',
  config: () => ({ base: '/' }),
};

/** What the first screen is made of is asked for with the page, not when the code that needs it runs. */
const screenAhead: Plugin = {
  name: 'clientnest:screen-ahead',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler(_html, { bundle }) {
      const built = (pattern: RegExp) => {
        const files = Object.keys(bundle ?? {}).filter((file) => pattern.test(file));
        if (files.length === 0) throw new Error(`Nothing in the build is called ${pattern.source}`);
        return files.map((file) => `/${file}`);
      };
      const letters = built(/inter-latin-wght.*\.woff2$/).map((href) => {
        return { rel: 'preload', as: 'font', type: 'font/woff2', href };
      });
      const code = built(/screen-[^/]*\.js$/).map((href) => ({ rel: 'modulepreload', href }));
      const styles = built(/screen-[^/]*\.css$/).map((href) => ({ rel: 'stylesheet', href }));
      return [...letters, ...code, ...styles].map((attrs) => ({
        tag: 'link',
        injectTo: 'head-prepend' as const,
        attrs: { ...attrs, crossorigin: '' },
      }));
    },
  },
};

export default defineConfig({
  main: {
    build: {
      outDir: inProject('out/main'),
      target: NODE,
      sourcemap: 'hidden',
      minify: true,
      // The run-time `dependencies` of package.json stay outside: they have native binaries.
      externalizeDeps: true,
      rolldownOptions: {
        input: { main: inProject('electron/main.ts'), ...workers },
        output: {
          // Its compiled code can be kept, as that of ES modules cannot: scripts/app/compile-ahead.cjs.
          format: 'cjs',
          dynamicImportInCjs: false,
          entryFileNames: '[name].cjs',
          chunkFileNames: 'chunks/[name]-[hash].cjs',
        },
      },
    },
  },
  preload: {
    build: {
      outDir: inProject('out/preload'),
      target: NODE,
      // A sandboxed preload cannot load other files, so it is one.
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: inProject('electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: inProject('renderer'),
    plugins: [react(), tailwindcss(), absoluteBase, screenAhead],
    build: {
      outDir: inProject('out/renderer'),
      emptyOutDir: true,
      target: CHROME,
      minify: true,
      rolldownOptions: {
        input: inProject('renderer/index.html'),
        // What the first screen needs is two files, not one for each part that another screen shares.
        output: {
          codeSplitting: {
            groups: [
              { name: 'first', tags: ['$initial'], priority: 1 },
              { name: 'screen', test: /renderer\/screen\.tsx$/ },
            ],
          },
        },
      },
    },
  },
});
