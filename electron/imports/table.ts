import Papa from 'papaparse';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import { type Decoded, decode, type Encoding } from './decode.ts';

/** Of a table that is read at once; a month of one client has some hundreds. */
const MOST_ROWS = 20_000;
const MOST_COLUMNS = 250;
export const MOST_BYTES = 20 * 1024 * 1024;

/** A table as it stands in its file. */
export interface Table {
  rows: string[][];
  /** Of each row, its line in a spreadsheet, from 1: empty ones are left out of `rows`. */
  lines: number[];
  encoding: Encoding;
  delimiter: string;
  /** Places in `rows` where a quote opens that is never closed, or stands in the middle. */
  unbalanced: number[];
  /** Cells of the widest row. */
  width: number;
}

export type TableRefusal = 'not_a_table' | 'too_large';

/** Reads bytes as a table: RFC 4180 with commas, or with tabs, semicolons or bars. Runs in the worker. */
export function readTable(bytes: Uint8Array, fileName: string): Result<Table, TableRefusal> {
  const decoded = decode(bytes);
  return decoded.ok ? parse(decoded.value, fileName) : decoded;
}

function parse({ text, encoding }: Decoded, fileName: string): Result<Table, TableRefusal> {
  const body = text.startsWith('\ufeff') ? text.slice(1) : text;
  // Excel's own line, which says what parts the cells.
  const told = /^sep=(.)\r?\n/i.exec(body);
  const content = told ? body.slice(told[0].length) : body;
  const parsed = Papa.parse<string[]>(content, {
    delimiter: told?.[1] ?? (/\.(?:tsv|tab)$/i.test(fileName) ? '\t' : guessDelimiter(content)),
    // One more than is taken, to know that there are more.
    preview: MOST_ROWS + 2,
  });
  const offset = told ? 2 : 1;
  const rows: string[][] = [];
  const lines: number[] = [];
  const placeOf = new Map<number, number>();
  let width = 0;
  parsed.data.forEach((row, at) => {
    if (row.every((cell) => cell.trim() === '')) return;
    placeOf.set(at, rows.length);
    lines.push(at + offset);
    rows.push(row);
    width = Math.max(width, row.length);
  });
  if (rows.length === 0) return fail('not_a_table', 'There is nothing in this file.');
  if (rows.length > MOST_ROWS + 1)
    return fail(
      'too_large',
      `This table has more than ${MOST_ROWS.toLocaleString('en')} rows. Split it into several files.`,
    );
  if (width > MOST_COLUMNS)
    return fail(
      'too_large',
      `This table has ${width.toLocaleString('en')} columns; at most ${MOST_COLUMNS} are read. Take out those that are no part of a post.`,
    );
  const unbalanced = parsed.errors
    .filter(({ type }) => type === 'Quotes')
    .flatMap(({ row }) => placeOf.get(row ?? -1) ?? []);
  return ok({
    rows,
    lines,
    encoding,
    delimiter: parsed.meta.delimiter,
    unbalanced: [...new Set(unbalanced)],
    width,
  });
}

/** By the first rows that are not empty: an empty one, such as the last, would count as a row of one cell. */
const guessDelimiter = (content: string): string =>
  Papa.parse(content.slice(0, 256 * 1024), {
    delimitersToGuess: [',', '\t', ';', '|'],
    skipEmptyLines: 'greedy',
    preview: 20,
  }).meta.delimiter;
