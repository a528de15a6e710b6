import { createHash } from 'node:crypto';

const digest = (parts: readonly (string | number)[]) =>
  createHash('sha256').update(JSON.stringify(parts)).digest();

/** A number from 0 (included) to 1 (excluded) that is the same for the same parts. */
export const chanceOf = (...parts: (string | number)[]): number =>
  digest(parts).readUIntBE(0, 6) / 2 ** 48;

/** Letters of an alphabet that are the same for the same parts. At most 32. */
export function lettersOf(alphabet: string, length: number, ...parts: (string | number)[]): string {
  const bytes = digest(parts);
  return Array.from(bytes.subarray(0, length), (byte) => alphabet[byte % alphabet.length]).join('');
}
