import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The file that a worker runs. Bundled it lies beside this code or one folder up; under plain Node the source runs. */
export function workerFile(name: 'image-worker' | 'video-worker'): string {
  const places = [`./${name}.cjs`, `../${name}.cjs`, `./${name}.ts`];
  const files = places.map((place) => fileURLToPath(new URL(place, import.meta.url)));
  const found = files.find((file) => existsSync(file));
  if (!found) throw new Error(`A worker is missing: ${files.join(', ')}`);
  return found;
}
