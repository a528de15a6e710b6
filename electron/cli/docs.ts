import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { aiPage } from './ai-page.ts';
import { apiReference } from './api-reference.ts';
import { networkTable, readShownBy, unshown } from './network-table.ts';

const root = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** The pages of docs/ that are made from the sources. */
const PAGES: Readonly<Record<string, () => string>> = {
  'docs/ai.md': aiPage,
  'docs/api/reference.md': apiReference,
  'docs/networks.md': () => networkTable(readShownBy(root('tests/contract'))),
};

/** `npm run docs` writes the pages; with `--check` it only says whether they are up to date. */
function main(check: boolean): number {
  const missing = unshown(readShownBy(root('tests/contract')));
  for (const problem of missing) process.stderr.write(`${problem}\n`);
  let isStale = false;
  for (const [page, make] of Object.entries(PAGES)) {
    const made = make();
    if (check && readIfThere(root(page)) !== made) {
      isStale = true;
      process.stderr.write(`${page} is out of date. Run: npm run docs\n`);
    }
    if (check) continue;
    mkdirSync(dirname(root(page)), { recursive: true });
    writeFileSync(root(page), made);
    process.stdout.write(`Wrote ${page}\n`);
  }
  return missing.length > 0 || isStale ? 1 : 0;
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

if (import.meta.main) process.exitCode = main(process.argv.includes('--check'));
