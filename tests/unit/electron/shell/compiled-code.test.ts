import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire, wrap } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readCompiledCode } from '../../../../electron/shell/compiled-code.ts';
import { temporaryFolder } from '../../../support/workspace.ts';

const require = createRequire(import.meta.url);
const SOURCE = 'exports.here = [__filename, __dirname, require("node:path").sep, module.id];';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
  mkdirSync(join(folder, 'chunks'));
  readCompiledCode(join(folder, 'chunks'));
});
afterEach(() => {
  delete require.extensions['.cjs'];
  rmSync(folder, { recursive: true, force: true });
});

/** What a chunk exports, with some code beside it. */
function load(source: string, code?: Uint8Array, place = 'chunks/chunk.cjs') {
  const file = join(folder, place);
  writeFileSync(file, source);
  if (code) writeFileSync(`${file}.code`, code);
  return { file, exported: require(file) };
}

const compiled = (source: string) => new Script(wrap(source)).createCachedData();

it('runs a chunk as Node does, with and without compiled code', () => {
  const plain = load(SOURCE);
  const { sep } = require('node:path');
  const here = (file: string) => [file, join(file, '..'), sep, file];
  expect(plain.exported.here).toEqual(here(plain.file));
  const ahead = load(SOURCE, compiled(SOURCE), 'chunks/other.cjs');
  expect(ahead.exported.here).toEqual(here(ahead.file));
});

it('runs the compiled code and not the source, which is how one sees that it is used', () => {
  // V8 compares lengths, not letters.
  const { exported } = load('exports.said = "source!!";', compiled('exports.said = "compiled";'));
  expect(exported.said).toBe('compiled');
});

it('compiles what V8 refuses, and what lies elsewhere', () => {
  expect(load('exports.said = 1;', Buffer.from('not code')).exported.said).toBe(1);
  const elsewhere = load(
    'exports.said = "source!!";',
    compiled('exports.said = "compiled";'),
    'x.cjs',
  );
  expect(elsewhere.exported.said).toBe('source!!');
});
