import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Launch, launch, root } from './application.ts';
import type { Row } from './report.ts';

const BUILT = path.join(root, 'out/renderer');
/** The module that draws the first screen; the page asks for it as soon as its questions are on their way. */
const SCREEN = /import\([`"']\.\/(screen-[\w-]+\.js)/;

const gzipped = (file: string): number => gzipSync(readFileSync(file), { level: 9 }).length / 1024;

/**
 * How much JavaScript the first screen is made of, gzipped: the page's own module, the screen's, and all that they
 * import. Beside it React's own client, which any page of its kind has, and what a window has read a second later.
 */
export async function measureFirstLoad(ours: Launch): Promise<Row[]> {
  const first = firstScreen();
  const react = createRequire(import.meta.url).resolve('react-dom/package.json');
  const yardstick = [gzipped(path.join(path.dirname(react), 'cjs/react-dom-client.production.js'))];
  const later = await readBy(ours);
  const missing = [...first].filter((file) => !later.includes(file));
  if (missing.length > 0) throw new Error(`The page never read ${missing.join(', ')}.`);
  const sum = (files: Iterable<string>) =>
    [...files].reduce((size, file) => size + gzipped(path.join(BUILT, file)), 0);
  return [
    {
      ...{ name: 'first load', unit: 'KB', ours: [sum(first)], yardstick },
      bar: { of: 'most', most: 350 },
      note: `${first.size} files of JavaScript, gzipped`,
    },
    {
      ...{ name: 'read a second later', unit: 'KB', ours: [sum(later)], yardstick, bar: null },
      note: `${later.length} files, with what is fetched ahead while nobody waits`,
    },
  ];
}

/** Paths within the built page. */
function firstScreen(): Set<string> {
  const html = readFileSync(path.join(BUILT, 'index.html'), 'utf8');
  const entry = /<script[^>]+src="\.?\/?(assets\/[\w-]+\.js)"/.exec(html)?.[1];
  if (!entry) throw new Error('The built page has no script.');
  const screen = SCREEN.exec(readFileSync(path.join(BUILT, entry), 'utf8'))?.[1];
  if (!screen) throw new Error('The page’s script asks for no screen.');
  const found = new Set<string>();
  const follow = (file: string) => {
    if (found.has(file)) return;
    found.add(file);
    const text = readFileSync(path.join(BUILT, file), 'utf8');
    for (const [, name] of text.matchAll(/(?:from|import)\s*["'`]\.\/([\w-]+\.js)["'`]/g))
      follow(`assets/${name}`);
  };
  follow(entry);
  follow(`assets/${screen}`);
  return found;
}

async function readBy(ours: Launch): Promise<string[]> {
  const application = await launch(ours);
  try {
    const addresses = await application.page.scripts();
    return addresses
      .filter((url) => url.startsWith('app:'))
      .map((url) => new URL(url).pathname.slice(1));
  } finally {
    await application.close();
  }
}
