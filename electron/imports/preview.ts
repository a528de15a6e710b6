import { v7 } from 'uuid';
import { splitSources } from '../../shared/domain/imports/cells.ts';
import { type DateGuess, guessDates } from '../../shared/domain/imports/date-guess.ts';
import {
  type ImportField,
  type ImportMapping,
  isImportField,
} from '../../shared/domain/imports/fields.ts';
import { guessMapping, hasHeader } from '../../shared/domain/imports/mapping.ts';
import { readWhen } from '../../shared/domain/imports/moment.ts';
import { type ImportFormat, recognise } from '../../shared/domain/imports/presets.ts';
import { cellsOf, type RowRules } from '../../shared/domain/imports/row.ts';
import type { RouteOutput } from '../../shared/ipc/contract.ts';
import type { CheckedRow } from './checked-row.ts';
import type { Places, Sourced } from './sources.ts';
import type { Table } from './table.ts';

export type ImportPreview = RouteOutput<'imports.get'>;
export type ImportOptions = ImportPreview['options'];
export type ImportSummary = RouteOutput<'imports.check'>;

/** A table that was read, with what the person said of it. Lives in memory only. */
export interface Preview {
  id: string;
  fileName: string;
  table: Table;
  format: ImportFormat;
  mapping: ImportMapping;
  options: ImportOptions;
  places: Places;
  /** What the person mended, by row and field. */
  mended: Map<number, Map<ImportField, string>>;
  /** Media that were asked for, by what stands in the cells. */
  sources: Map<string, Sourced>;
  /** Of the last check, in the order of the rows; null where something changed since. */
  checked: CheckedRow[] | null;
  newLabels: string[];
  /** The column of dates as it was looked at, for as long as that holds. */
  dates: { key: string; guess: DateGuess } | null;
  /** Ends what is under way. */
  work: AbortController | null;
}

const SAMPLES = 3;
const EXAMPLES = 3;

/** A preview with everything guessed. */
export function openPreview(
  fileName: string,
  table: Table,
  places: Places,
  { zone, clientId }: { zone: string; clientId: string | null },
): Preview {
  const known = recognise(table.rows);
  const header = known?.hasHeader ?? hasHeader(table.rows);
  const preview: Preview = {
    id: v7(),
    fileName,
    table,
    format: known?.format ?? 'table',
    mapping: [],
    options: {
      hasHeader: header,
      dateOrder: null,
      zone,
      dayTime: '09:00',
      clientId,
      accountIds: [],
      timed: 'schedule',
    },
    places,
    mended: new Map(),
    sources: new Map(),
    checked: null,
    newLabels: [],
    dates: null,
    work: null,
  };
  preview.mapping = known ? widened(known.mapping, table.width) : guess(preview);
  return preview;
}

const widened = (mapping: ImportMapping, width: number): ImportMapping =>
  Array.from({ length: width }, (_, column) => mapping[column] ?? null);

function guess({ table, options }: Preview): ImportMapping {
  const [first = []] = table.rows;
  const body = options.hasHeader ? table.rows.slice(1) : table.rows;
  return guessMapping(options.hasHeader ? first : null, body, table.width);
}

/** Takes over what the person says; the last check holds no longer. */
export function changePreview(
  preview: Preview,
  changes: {
    mapping?: (string | null)[] | undefined;
    options?: Partial<ImportOptions> | undefined;
  },
): void {
  const had = preview.options.hasHeader;
  preview.options = { ...preview.options, ...changes.options };
  if (preview.options.hasHeader !== had) {
    // Rows have other places now.
    preview.mended.clear();
    if (!changes.mapping) preview.mapping = guess(preview);
  }
  if (changes.mapping)
    preview.mapping = widened(
      changes.mapping.map((field) => (field !== null && isImportField(field) ? field : null)),
      preview.table.width,
    );
  preview.checked = null;
}

export const rowCount = ({ table, options }: Preview): number =>
  Math.max(0, table.rows.length - (options.hasHeader ? 1 : 0));

/** What stands in the file in that field, whatever it was mended to. */
export const writtenIn = (preview: Preview, row: number, field: ImportField): string =>
  (
    cellsOf(
      preview.table.rows[row + (preview.options.hasHeader ? 1 : 0)] ?? [],
      preview.mapping,
    ).get(field) ?? []
  ).join('\n');

/** The cells of a row by what they are, with what was mended. */
export function rowCells(preview: Preview, row: number): Map<ImportField, string[]> {
  const { table, options, mapping, mended } = preview;
  const cells = cellsOf(table.rows[row + (options.hasHeader ? 1 : 0)] ?? [], mapping);
  for (const [field, value] of mended.get(row) ?? []) cells.set(field, [value]);
  return cells;
}

export const lineOf = ({ table, options }: Preview, row: number): number =>
  table.lines[row + (options.hasHeader ? 1 : 0)] ?? row + 1;

/** Whether a quote in that row is not closed, so that others may be swallowed by it. */
export const isUnbalanced = ({ table, options }: Preview, row: number): boolean =>
  table.unbalanced.includes(row + (options.hasHeader ? 1 : 0));

/** The dates of the whole column. */
function datesOf(preview: Preview): DateGuess | null {
  const column = preview.mapping.indexOf('date');
  if (column < 0) return null;
  const { hasHeader: header, zone } = preview.options;
  const key = `${column} ${header} ${zone}`;
  if (preview.dates?.key === key) return preview.dates.guess;
  const body = header ? preview.table.rows.slice(1) : preview.table.rows;
  const guess = guessDates(
    body.map((row) => row[column] ?? ''),
    zone,
  );
  preview.dates = { key, guess };
  return guess;
}

export function rulesOf(preview: Preview): RowRules {
  const { mapping, options, format } = preview;
  return {
    mapping,
    order: options.dateOrder ?? datesOf(preview)?.order ?? 'dmy',
    zone: options.zone,
    dayTime: options.dayTime,
    clientId: options.clientId,
    accountIds: options.accountIds,
    timed: options.timed,
    own: format === 'clientnest',
  };
}

/** What the person sees of it. */
export function viewPreview(preview: Preview, summary: ImportSummary | null): ImportPreview {
  const { table, options, mapping, places } = preview;
  const [first = []] = table.rows;
  const body = options.hasHeader ? table.rows.slice(1) : table.rows;
  const columns = Array.from({ length: table.width }, (_, column) => ({
    header: options.hasHeader ? (first[column] ?? '').trim().slice(0, 200) : null,
    samples: samplesOf(body, column),
    field: mapping[column] ?? null,
  }));
  return {
    id: preview.id,
    fileName: preview.fileName,
    rowCount: rowCount(preview),
    columns,
    format: preview.format,
    encoding: table.encoding,
    delimiter: table.delimiter,
    options,
    dates: viewDates(preview),
    mediaFolder: places.folder,
    needsFolder: places.folder === null && namesFiles(preview, body),
    notes: notesOf(preview),
    summary,
  };
}

function samplesOf(body: readonly string[][], column: number): string[] {
  const samples: string[] = [];
  for (const row of body) {
    const cell = (row[column] ?? '').trim();
    if (cell !== '' && samples.push(cell.slice(0, 120)) === SAMPLES) break;
  }
  return samples;
}

function viewDates(preview: Preview): ImportPreview['dates'] {
  const guess = datesOf(preview);
  if (!guess) return null;
  const rules = rulesOf(preview);
  const example = (row: number, order: RowRules['order']) => {
    const cells = rowCells(preview, row);
    const one = (field: ImportField) => cells.get(field)?.[0] ?? '';
    const written = { date: one('date'), time: one('time'), zone: one('zone') };
    const read = readWhen(written, { ...rules, order });
    const when = 'problem' in read ? null : read.when;
    return {
      written: [written.date, written.time, written.zone].filter(Boolean).join(' · ').slice(0, 120),
      wallTime: when?.wallTime ?? null,
      zone: when?.zone ?? rules.zone,
    };
  };
  const places: number[] = [];
  for (let row = 0; row < rowCount(preview) && places.length < EXAMPLES; row++)
    if ((rowCells(preview, row).get('date')?.[0] ?? '').trim() !== '') places.push(row);
  const [first] = places;
  const other = rules.order === 'mdy' ? 'dmy' : 'mdy';
  return {
    order: rules.order,
    ambiguous: guess.ambiguous && preview.options.dateOrder === null,
    decidedBy: guess.decidedBy?.slice(0, 60) ?? null,
    clock: guess.clock,
    unread: guess.unread,
    examples: places.map((row) => example(row, rules.order)),
    otherwise: guess.ambiguous && first !== undefined ? example(first, other) : null,
  };
}

/** Whether cells name files of this computer, and not only addresses of the web. */
function namesFiles({ mapping }: Preview, body: readonly string[][]): boolean {
  const columns = mapping.flatMap((field, column) => (field === 'media' ? [column] : []));
  return body
    .slice(0, 500)
    .some((row) =>
      columns.some((column) =>
        splitSources(row[column] ?? '').some((source) => !/^(?:https?|clientnest):/i.test(source)),
      ),
    );
}

function notesOf(preview: Preview): string[] {
  const { table, options, mapping } = preview;
  const notes: string[] = [];
  const [first] = table.unbalanced;
  if (first !== undefined)
    notes.push(
      `In line ${table.lines[first]} a quote is opened and not closed: what follows may have run together. Correct it in the file, and read it again.`,
    );
  if (!mapping.includes('text'))
    notes.push('No column is the text of a post. Say which one it is, or only media come in.');
  const [header] = table.rows;
  if (options.hasHeader && header && table.rows.some((row) => row.length > header.length))
    notes.push('Some rows have more cells than the first one has names; those have no name here.');
  return notes;
}
