import type { Envelope, RouteName } from './contract.ts';

/**
 * An answer for the bridge to the page. A long list crosses by columns: the context bridge copies property by
 * property, which for a month of 4,500 cards takes several times as long as the query (npm run bench).
 * `unpack` gives back exactly what was packed.
 */
export type Packed<Name extends RouteName> = Envelope<Name> | PackedList;

interface PackedList {
  ok: true;
  keys: string[];
  columns: Column[];
}

/** `text`: strings, joined. `json`: what else JSON can hold. `values`: anything, copied as it is. */
type Column = { text: string } | { json: string } | { values: unknown[] };

/** Shorter lists are as fast as they are. */
const LONG = 100;
/** No text that people write holds it; one that does crosses unjoined. */
const SEPARATOR = '\u001f';

/** Packs the value of an envelope if it is a long list of records with the same keys. */
export function pack(answer: unknown): unknown {
  const rows = longList(answer);
  const keys = rows && sharedKeys(rows);
  if (!rows || !keys) return answer;
  const columns = keys.map((key) => columnOf(rows.map((row) => row[key])));
  return { ok: true, keys, columns } satisfies PackedList;
}

export function unpack<Name extends RouteName>(answer: Packed<Name>): Envelope<Name> {
  if (!('columns' in answer)) return answer;
  const columns = answer.columns.map(valuesOf);
  const { keys } = answer;
  const rows = (columns[0] ?? []).map((_, at) => {
    const row: Record<string, unknown> = {};
    for (let column = 0; column < keys.length; column++) {
      row[keys[column] as string] = columns[column]?.[at];
    }
    return row;
  });
  return { ok: true, value: rows } as unknown as Envelope<Name>;
}

type Row = Record<string, unknown>;

function longList(answer: unknown): Row[] | null {
  if (typeof answer !== 'object' || answer === null || !('ok' in answer) || !('value' in answer))
    return null;
  const { ok, value } = answer;
  const isLong = ok === true && Array.isArray(value) && value.length >= LONG;
  return isLong && value.every(isRecord) ? value : null;
}

const isRecord = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** The keys of the first record, if every other has just these. */
function sharedKeys(rows: readonly Row[]): string[] | null {
  const keys = Object.keys(rows[0] ?? {});
  const isLikeFirst = (row: Row) => {
    const own = Object.keys(row);
    return own.length === keys.length && own.every((key, at) => key === keys[at]);
  };
  return keys.length > 0 && rows.every(isLikeFirst) ? keys : null;
}

function columnOf(values: unknown[]): Column {
  const isText = (value: unknown) => typeof value === 'string' && !value.includes(SEPARATOR);
  if (values.every(isText)) return { text: values.join(SEPARATOR) };
  return values.every(isPlain) ? { json: JSON.stringify(values) } : { values };
}

/** What JSON gives back as it was. */
const isPlain = (value: unknown): boolean =>
  value === null ||
  typeof value === 'string' ||
  typeof value === 'boolean' ||
  (Number.isFinite(value) && !Object.is(value, -0)) ||
  (Array.isArray(value) && value.every((item) => typeof item === 'string'));

function valuesOf(column: Column): unknown[] {
  if ('text' in column) return column.text.split(SEPARATOR);
  return 'json' in column ? (JSON.parse(column.json) as unknown[]) : column.values;
}
