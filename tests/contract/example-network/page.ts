import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');
const PAGE = join(ROOT, 'docs/adding-a-network.md');

interface Block {
  file: string;
  /** Where in the file it goes, after the text or below its line; null where it is the whole file. */
  place: { how: 'inside' | 'below'; text: string } | null;
  code: string;
}

/** The pieces of code on the page, in order. */
function blocksOf(markdown: string): Block[] {
  const blocks = markdown.matchAll(
    /```ts file=(\S+)(?: (inside|below)="([^"]+)")?\n([\s\S]*?)```/g,
  );
  return [...blocks].map(([, file = '', how, text = '', code = '']) => ({
    file,
    place: how === 'inside' || how === 'below' ? { how, text } : null,
    code,
  }));
}

const NEEDED = ['shared', 'electron', 'tsconfig.base.json'];

/**
 * Makes a copy of the product's networks in `folder`, and does there what the page says.
 * @throws where the page names a place that is not there
 */
export function buildFromPage(folder: string): void {
  for (const part of NEEDED) cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: './tsconfig.base.json',
      compilerOptions: { types: ['node'] },
      // What the networks stand on, and not the screens that are to say something about each.
      files: ['electron/platforms/registry.ts'],
    }),
  );
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'dir');
  for (const { file, place, code } of blocksOf(readFileSync(PAGE, 'utf8'))) {
    const path = join(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, place ? put(readFileSync(path, 'utf8'), place, code, file) : code);
  }
}

function put(
  source: string,
  { how, text }: NonNullable<Block['place']>,
  code: string,
  file: string,
): string {
  const at = source.indexOf(text);
  if (at < 0) throw new Error(`docs/adding-a-network.md: there is no “${text}” in ${file}`);
  const end = how === 'inside' ? at + text.length : source.indexOf('\n', at) + 1;
  return source.slice(0, end) + (how === 'inside' ? `${code.trim()} ` : code) + source.slice(end);
}
