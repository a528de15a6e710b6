import { readMoment } from './dates.ts';
import { type ImportField, type ImportMapping, networkNamed, REPEATABLE } from './fields.ts';
import { fieldByHeader } from './headers.ts';

/** How many rows are looked at to tell what a column is. */
const SAMPLE = 200;

/** Whether the first row says what its columns are, and is no post itself. */
export function hasHeader(rows: readonly (readonly string[])[]): boolean {
  const [first] = rows;
  if (!first) return false;
  const filled = first.filter((cell) => cell.trim() !== '');
  if (filled.length === 0 || filled.some((cell) => cell.length > 80 || readMoment(cell)?.date))
    return false;
  return filled.some((cell) => fieldByHeader(cell) !== null);
}

/** What each column is: by what it is called first, then by what stands in it. */
export function guessMapping(
  header: readonly string[] | null,
  rows: readonly (readonly string[])[],
  width: number,
): ImportMapping {
  const sample = rows.slice(0, SAMPLE);
  const values = Array.from({ length: width }, (_, column) =>
    sample.map((row) => (row[column] ?? '').trim()).filter((cell) => cell !== ''),
  );
  const mapping: ImportMapping = Array.from({ length: width }, () => null);
  const taken = new Set<ImportField>();
  const take = (column: number, field: ImportField): void => {
    if (mapping[column] !== null || (taken.has(field) && !REPEATABLE.has(field))) return;
    mapping[column] = field;
    taken.add(field);
  };
  header?.forEach((name, column) => {
    const field = fieldByHeader(name);
    if (field && !contradicts(field, values[column] ?? [])) take(column, field);
  });
  values.forEach((cells, column) => {
    const field = mapping[column] === null ? fieldByValues(cells) : null;
    // A name that says something else is believed; a second date is no date of the post.
    if (field && !taken.has(field)) take(column, field);
  });
  if (!taken.has('text')) {
    const longest = values
      .map((cells, column) => ({ column, length: mean(cells) }))
      .filter(({ column, length }) => mapping[column] === null && length > 0)
      .toSorted((a, b) => b.length - a.length)[0];
    if (longest) take(longest.column, 'text');
  }
  return mapping;
}

const share = (cells: readonly string[], is: (cell: string) => boolean): number =>
  cells.length === 0 ? 0 : cells.filter(is).length / cells.length;
const mean = (cells: readonly string[]): number =>
  cells.length === 0 ? 0 : cells.reduce((sum, { length }) => sum + length, 0) / cells.length;

const isDate = (cell: string): boolean => readMoment(cell)?.date != null;
const isTime = (cell: string): boolean => {
  const moment = readMoment(cell);
  return moment !== null && moment.date === null;
};
const isAddress = (cell: string): boolean => /^(?:https?|file):\/\/\S+$/i.test(cell);
const isPicture = (cell: string): boolean =>
  /\.(?:jpe?g|png|gif|webp|avif|heic|mp4|mov|m4v|webm)(?:[?#]\S*)?$/i.test(cell);
const isZone = (cell: string): boolean => /^(?:[A-Z][A-Za-z_]+\/[A-Za-z_/+-]+|UTC)$/.test(cell);
const isStatus = (cell: string): boolean => /^(?:draft|scheduled|planned)$/i.test(cell);

/** `Tag` is a day in German and a label in English: what stands in the column decides. */
function contradicts(field: ImportField, cells: readonly string[]): boolean {
  if (cells.length === 0) return false;
  if (field === 'date') return share(cells, (cell) => readMoment(cell) !== null) < 0.3;
  if (field === 'time') return share(cells, isTime) < 0.3;
  if (field === 'labels') return share(cells, isDate) > 0.8;
  // `Thread`, `Draft`, `Page`: a word or a yes, and no long text.
  if (field === 'status' || field === 'threading') return mean(cells) > 24;
  return false;
}

function fieldByValues(cells: readonly string[]): ImportField | null {
  if (cells.length === 0) return null;
  if (share(cells, isDate) > 0.8) return 'date';
  if (share(cells, isTime) > 0.8) return 'time';
  if (share(cells, isZone) > 0.8) return 'zone';
  if (share(cells, isPicture) > 0.6) return 'media';
  if (share(cells, isAddress) > 0.8) return 'link';
  if (share(cells, isStatus) > 0.8) return 'status';
  // A lone x is a tick as often as a network.
  if (
    share(
      cells,
      (cell) => (cell.length > 1 && networkNamed(cell) !== null) || /^@\S+$/.test(cell),
    ) > 0.8
  )
    return 'accounts';
  return null;
}
