import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Every file below a folder that holds one of the texts, as `file: text`; in any of the usual encodings. */
export async function filesWith(folder: string, texts: readonly string[]): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const bytes = await readFile(file);
    for (const text of texts) {
      if (encodings(text).some((encoded) => bytes.includes(encoded)))
        found.push(`${file}: ${text}`);
    }
  }
  return found;
}

function encodings(text: string): Buffer[] {
  const plain = Buffer.from(text);
  // Base64 of a text inside a longer one depends on where it starts: three ways, without the edges.
  const shifted = [0, 1, 2].map((shift) => {
    const base64 = Buffer.concat([Buffer.alloc(shift), plain]).toString('base64');
    return Buffer.from(base64.slice(shift === 0 ? 0 : 4, -4));
  });
  return [plain, Buffer.from(text, 'utf16le'), Buffer.from(plain.toString('hex')), ...shifted];
}
