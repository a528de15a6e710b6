import { fail, ok, type Result } from '../../shared/ipc/route.ts';

export const ENCODINGS = ['UTF-8', 'UTF-16LE', 'UTF-16BE', 'Windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** Bytes that are looked at to tell text from anything else. */
const HEAD = 64 * 1024;
/** Files that people take for tables, by their first bytes. */
const OTHERS: readonly (readonly [mark: readonly number[], what: string, how: string])[] = [
  [
    [0x50, 0x4b, 0x03, 0x04],
    'an Excel or Numbers file',
    'In it, choose “Save as”, then “CSV UTF-8”.',
  ],
  [[0xd0, 0xcf, 0x11, 0xe0], 'an old Excel file', 'In Excel, choose “Save as”, then “CSV UTF-8”.'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF', 'Export the table as CSV instead.'],
];

export interface Decoded {
  text: string;
  encoding: Encoding;
}

/**
 * What a file says, whatever program wrote it: its mark decides, then whether it is whole UTF-8, else it is
 * Windows-1252, which Excel writes in the West. What no text has in it is refused.
 */
export function decode(bytes: Uint8Array): Result<Decoded, 'not_a_table'> {
  if (bytes.byteLength === 0) return notATable('This file is empty. Choose another one.');
  const other = OTHERS.find(([mark]) => mark.every((byte, at) => bytes[at] === byte));
  if (other) return notATable(`This is ${other[1]}. ${other[2]}`);
  const encoding = encodingOf(bytes);
  if (encoding === null)
    return notATable('This is no table of text. Choose a file that ends in .csv or .tsv.');
  const text = new TextDecoder(encoding).decode(bytes);
  // Of what is left, a zero is in no text; a few stray ones would be in a damaged one.
  return text.includes('\0')
    ? notATable('This file has signs in it that no text has. Export it again as “CSV UTF-8”.')
    : ok({ text, encoding });
}

function encodingOf(bytes: Uint8Array): Encoding | null {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return isWhole(bytes, 'utf-8') ? 'UTF-8' : null;
  if (a === 0xff && b === 0xfe) return isWhole(bytes, 'utf-16le') ? 'UTF-16LE' : null;
  if (a === 0xfe && b === 0xff) return isWhole(bytes, 'utf-16be') ? 'UTF-16BE' : null;
  const zeros = zerosIn(bytes.subarray(0, HEAD));
  if (zeros.any) {
    // Without a mark: in Western text every other byte is zero.
    if (zeros.odd > 0.3 && zeros.even < 0.05 && isWhole(bytes, 'utf-16le')) return 'UTF-16LE';
    if (zeros.even > 0.3 && zeros.odd < 0.05 && isWhole(bytes, 'utf-16be')) return 'UTF-16BE';
    return null;
  }
  if (isWhole(bytes, 'utf-8')) return 'UTF-8';
  return controls(bytes.subarray(0, HEAD)) > 0.01 ? null : 'Windows-1252';
}

function isWhole(bytes: Uint8Array, encoding: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function zerosIn(bytes: Uint8Array): { any: boolean; even: number; odd: number } {
  let even = 0;
  let odd = 0;
  for (let at = 0; at < bytes.length; at++)
    if (bytes[at] === 0) {
      if (at % 2 === 0) even++;
      else odd++;
    }
  const half = Math.max(1, bytes.length / 2);
  return { any: even + odd > 0, even: even / half, odd: odd / half };
}

/** The share of bytes that are neither text nor the end of a line. */
function controls(bytes: Uint8Array): number {
  let found = 0;
  for (const byte of bytes) if (byte < 9 || (byte > 13 && byte < 32)) found++;
  return found / Math.max(1, bytes.length);
}

const notATable = (message: string) => fail('not_a_table', message);
