import { readFile, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';

const CONTROL_OR_BACKSLASH = /[\p{Cc}\\]/u;

/**
 * The file inside `root` that a URL's path names, or null where it names anything else: a path that
 * climbs out, an encoded separator, a backslash, a drive, a stream, a control character, bad UTF-8.
 * @param pathname As in the URL, still percent-encoded.
 */
export function assetPath(root: string, pathname: string): string | null {
  const segments: string[] = [];
  for (const encoded of pathname.split('/')) {
    const segment = decode(encoded);
    if (segment === null) return null;
    if (segment === '') continue;
    if (segment === '..' || segment === '.') return null;
    if (segment.includes('/') || segment.includes(':')) return null;
    if (CONTROL_OR_BACKSLASH.test(segment)) return null;
    // Windows drops trailing dots and spaces: "..  " would become "..".
    if (/[. ]$/.test(segment)) return null;
    segments.push(segment);
  }
  const path = join(root, ...segments);
  return isInside(root, path) ? path : null;
}

/**
 * Reads a file of `root`; null where there is none. A symbolic link that leads out is none.
 * @param path From `assetPath`.
 */
export async function readAsset(root: string, path: string): Promise<Buffer | null> {
  try {
    const [realRoot, real] = await Promise.all([realRootOf(root), realpath(path)]);
    return isInside(realRoot, real) ? await readFile(real) : null;
  } catch {
    return null;
  }
}

/** A path that names no file type is a place in the app, so it gets the page. */
export const isPlaceInApp = (pathname: string): boolean =>
  !pathname.startsWith('/media') && !/\.[^/]*$/.test(pathname);

const realRoots = new Map<string, Promise<string>>();

/** The root does not move while we run. */
function realRootOf(root: string): Promise<string> {
  const known = realRoots.get(root) ?? realpath(root);
  realRoots.set(root, known);
  return known;
}

const isInside = (root: string, path: string): boolean =>
  path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);

function decode(segment: string): string | null {
  try {
    const once = decodeURIComponent(segment);
    // A second layer of encoding has no use here but to fool a check.
    return /%[0-9a-f]{2}/i.test(once) ? null : once;
  } catch {
    return null;
  }
}
