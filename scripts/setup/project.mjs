import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of the checkout. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Absolute path of something in the checkout. */
export const inProject = (...parts) => path.join(root, ...parts);

/** Tells this checkout from others on the machine. */
export const checkoutId = createHash('sha1').update(root).digest('hex').slice(0, 8);

/** What is fetched or built once for all checkouts of this user. */
export const cacheFolder = path.join(
  process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache'),
  'clientnest-dev',
);

/** The Node binary that comes with the `node` package. */
export const node24 = inProject(
  'node_modules/node/bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

/** Reads a JSON file; undefined when it is missing or broken. */
export function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** The installed version of a package, by the name it has in package.json. */
export function installedVersion(name) {
  return readJson(inProject('node_modules', name, 'package.json'))?.version;
}
