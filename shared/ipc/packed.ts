import type { Envelope, RouteName } from './contract.ts';

/**
 * An answer on its way to the page. A long list crosses by columns: the context bridge copies property by
 * property, which for a month of 4,500 cards takes several times as long as the query (npm run bench).
 * The shell packs, the renderer's facade unpacks exactly what was packed; rows may share a list.
 */
export type Packed<Name extends RouteName> = Envelope<Name> | PackedList;

export interface PackedList {
  ok: true;
  keys: string[];
  columns: Column[];
}

/**
 * `few`: the different values, and which of them each row has. `text`: strings, joined. `numbers`: as
 * they are in memory. `values`: anything, copied one by one.
 */
export type Column =
  | { few: unknown[]; which: Uint8Array }
  | { text: string }
  | { numbers: Float64Array }
  | { values: unknown[] };

/** Joins the strings of a column. No text that people write holds it; one that does crosses unjoined. */
export const SEPARATOR = '\u001f';
