/** What a spreadsheet would run as a formula, or what looks like our own guard. */
const RISKY = /^[=+\-@\t\r']/;
const GUARDED = /^'[=+\-@\t\r']/;
/** A cell of our own export that says: here is a text of its own, and it is empty. */
const EMPTY_TEXT = '(empty)';
const LIKE_EMPTY = /^'*\(empty\)$/;

/** An own text as a cell: an empty one is not the same as none. */
export const ownTextCell = (text: string | null): string =>
  text === null ? '' : text === '' ? EMPTY_TEXT : LIKE_EMPTY.test(text) ? `'${text}` : text;

export const ownTextIn = (cell: string): string | null =>
  cell === '' ? null : cell === EMPTY_TEXT ? '' : LIKE_EMPTY.test(cell) ? cell.slice(1) : cell;

/**
 * A text as a cell that no spreadsheet runs (OWASP, “CSV injection”): an apostrophe before it.
 * `unguarded` gives the very same text back.
 */
export const guarded = (text: string): string => (RISKY.test(text) ? `'${text}` : text);

/** A cell's text without the apostrophe that guards it. */
export const unguarded = (cell: string): string => (GUARDED.test(cell) ? cell.slice(1) : cell);

/** A line of a table by RFC 4180, its cells guarded. */
export const csvLine = (cells: readonly string[]): string =>
  `${cells.map((cell) => quoted(guarded(cell))).join(',')}\r\n`;
/** Before the first line, so that spreadsheets read it as UTF-8. */
export const CSV_MARK = '\ufeff';

/** Blanks at the ends are kept by every reader only between quotes. */
const quoted = (cell: string): string =>
  /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

/** Several values in one cell of our own export: `|` between them, and a backslash before what is meant as it stands. */
export const joinList = (values: readonly string[]): string =>
  values.map((value) => value.replace(/[\\|]/g, '\\$&')).join(' | ');

export function splitOwnList(cell: string): string[] {
  if (cell === '') return [];
  const values: string[] = [];
  let value = '';
  for (let at = 0; at < cell.length; at++) {
    if (cell[at] === '\\' && at + 1 < cell.length) value += cell[++at];
    else if (cell.startsWith(' | ', at)) {
      values.push(value);
      value = '';
      at += 2;
    } else value += cell[at];
  }
  values.push(value);
  return values;
}

/** Names, as people write several into a cell. */
export const splitNames = (cell: string): string[] =>
  cell
    .split(/[\n;,|]+/)
    .map((name) => name.trim())
    .filter((name) => name !== '');

/**
 * Paths and addresses. Both may have commas in them, so a comma parts two of them only where a blank or an
 * address follows it.
 */
export const splitSources = (cell: string): string[] =>
  cell
    .split(/[\n|]+|;\s*|,\s+|,(?=(?:https?|file):)/)
    .map((source) => source.trim())
    .filter((source) => source !== '');

/** Descriptions have every sign in them but the bar and the line's end. */
export const splitTexts = (cell: string): string[] =>
  cell.split(/\s*[\n|]+\s*/).map((text) => text.trim());
