import { type Column, type PackedList, SEPARATOR } from '../../shared/ipc/packed.ts';

/** Shorter lists are as fast as they are. */
const LONG = 100;
/** So many different values are few; at most 256. */
const FEW = 64;

/** Packs the value of an envelope if it is a long list of records with the same keys. */
export function pack(answer: unknown): unknown {
  const rows = longList(answer);
  if (!rows) return answer;
  const keys = Object.keys(rows[0] ?? {});
  if (keys.length === 0 || !rows.every((row) => hasJust(keys, row))) return answer;
  const columns = keys.map((key) => columnOf(rows.map((row) => row[key])));
  return { ok: true, keys, columns } satisfies PackedList;
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

/** Whether a record has these keys, in this order, and no others. Without `Object.keys`: there are thousands. */
function hasJust(keys: readonly string[], row: Row): boolean {
  let at = 0;
  for (const key in row) if (key !== keys[at++]) return false;
  return at === keys.length;
}

function columnOf(values: unknown[]): Column {
  const few = fewOf(values);
  if (few) return few;
  if (values.every((value) => typeof value === 'number'))
    return { numbers: Float64Array.from(values) };
  if (values.every((value) => typeof value === 'string')) {
    const text = values.join(SEPARATOR);
    if (countIn(text, SEPARATOR) === values.length - 1) return { text };
  }
  return { values };
}

/** Most columns of a list repeat themselves: clients, states, zones, networks. */
function fewOf(values: readonly unknown[]): Column | null {
  const known = new Map<unknown, number>();
  const which = new Uint8Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    let at = known.get(value);
    // A map takes -0 for 0.
    if (Object.is(value, -0)) return null;
    if (at === undefined) {
      if (known.size === FEW) return null;
      at = known.size;
      known.set(value, at);
    }
    which[row] = at;
  }
  return { few: [...known.keys()], which };
}

function countIn(text: string, part: string): number {
  let count = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) count++;
  return count;
}
