import type { ImportField } from '../../shared/domain/imports/fields.ts';
import type { ParsedInput, RouteOutput } from '../../shared/ipc/contract.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import type { Labels } from '../labels/labels.ts';
import type { Posts } from '../posts/posts.ts';
import { type CheckedRow, type ImportRow, stateOf } from './checked-row.ts';
import { createRowCheck } from './checking.ts';
import {
  type ImportSummary,
  lineOf,
  type Preview,
  rowCells,
  rowCount,
  rulesOf,
  writtenIn,
} from './preview.ts';
import { createRelations } from './relations.ts';
import type { createSources } from './sources.ts';
import { inTurns, type TurnsOptions } from './turns.ts';

export interface RowsOptions {
  database: Database;
  clock: Clock;
  labels: Pick<Labels, 'list'>;
  posts: Pick<Posts, 'checkContent'>;
  sources: ReturnType<typeof createSources>;
}

interface Fix {
  row: number;
  field: ImportField;
  value: string | null;
  alike: boolean;
}

function mend(preview: Preview, row: number, field: ImportField, value: string | null): void {
  const mended = preview.mended.get(row) ?? new Map<ImportField, string>();
  if (value === null) mended.delete(field);
  else mended.set(field, value);
  preview.mended.set(row, mended);
}

/** Of these, the command line tells what is wrong. */
const TOLD = 200;

/** The rows of a table as they are checked, shown and mended. */
export function createRows(options: RowsOptions) {
  const { database, labels, sources } = options;
  const check = createRowCheck(options);
  const relate = createRelations(database);
  const activeClients = database.raw
    .prepare<[], string>('SELECT id FROM clients WHERE archived_at IS NULL LIMIT 2')
    .pluck();

  const relateAll = (preview: Preview, rows: readonly CheckedRow[]) =>
    relate(rows, (row) => lineOf(preview, row));

  function newLabelsOf(rows: readonly CheckedRow[]): string[] {
    const known = new Set(
      labels.list({}).map(({ clientId, name }) => `${clientId ?? ''} ${name.toLowerCase()}`),
    );
    const made = new Map<string, string>();
    for (const { read } of rows)
      for (const name of read.labels) {
        const key = name.normalize('NFKC').toLowerCase();
        if (!known.has(` ${key}`) && !known.has(`${read.clientId ?? ''} ${key}`))
          made.set(key, name);
      }
    return [...made.values()].slice(0, 100);
  }

  function summaryOf({ checked, newLabels }: Preview): ImportSummary {
    const summary: ImportSummary = {
      rows: checked?.length ?? 0,
      ...{ ready: 0, warnings: 0, broken: 0, scheduled: 0, planned: 0, drafts: 0 },
      newLabels,
    };
    for (const row of checked ?? []) {
      const state = stateOf(row);
      if (state === 'broken') {
        summary.broken++;
        continue;
      }
      summary.ready++;
      if (state === 'warning') summary.warnings++;
      if (row.read.status === 'scheduled') summary.scheduled++;
      else if (row.read.when) summary.planned++;
      else summary.drafts++;
    }
    return summary;
  }

  function view(preview: Preview, row: number): ImportRow {
    const checked = preview.checked?.[row];
    if (!checked) throw new RangeError(`There is no row ${row}`);
    const { read, media, problems, related } = checked;
    const cells = rowCells(preview, row);
    const cell = (field: ImportField) => (cells.get(field) ?? []).join('\n');
    return {
      row,
      line: lineOf(preview, row),
      state: stateOf(checked),
      text: read.text,
      status: read.status,
      scheduledAt: read.when && read.when.at >= 0 ? read.when.at : null,
      wallTime: read.when?.wallTime ?? null,
      zone: read.when?.zone ?? null,
      clientId: read.clientId,
      accounts: read.targets.map(({ account: { id, network, handle } }) => ({
        id,
        network,
        handle,
      })),
      media: media.map(({ mediaId, name }) => ({ mediaId, name })),
      labels: read.labels,
      problems: [...problems, ...related],
      cells: {
        text: cells.get('text')?.[0] ?? '',
        date: cell('date'),
        time: cell('time'),
        accounts: cell('accounts'),
        media: cell('media'),
      },
    };
  }

  async function bring(
    preview: Preview,
    wanted: readonly string[],
    signal: AbortSignal,
    onMedia: (done: number, total: number) => void,
  ): Promise<void> {
    const left = [...new Set(wanted)].filter((source) => !preview.sources.has(source));
    if (left.length === 0) return;
    onMedia(0, left.length);
    await sources.bringAll(left, preview.sources, preview.places, {
      signal,
      onDone: (done) => onMedia(done, left.length),
    });
  }

  return {
    summaryOf,

    /** Whose posts they are where a table does not say it, and there is nobody else. */
    onlyClient(): string | null {
      const [first, second] = activeClients.all();
      return first !== undefined && second === undefined ? first : null;
    },

    /**
     * Checks every row. The media come first, because what they are is part of the check.
     * @throws the signal's reason
     */
    async checkAll(
      preview: Preview,
      { signal, onProgress, onMedia }: TurnsOptions & { onMedia: TurnsOptions['onProgress'] },
    ): Promise<void> {
      const rules = rulesOf(preview);
      const directory = check.directory();
      const total = rowCount(preview);
      if (preview.mapping.includes('media') || preview.mended.size > 0) {
        const wanted: string[] = [];
        const quiet = { signal, onProgress: () => undefined };
        await inTurns(
          total,
          (row) => void wanted.push(...check.sourcesOf(preview, row, rules, directory)),
          quiet,
        );
        await bring(preview, wanted, signal, onMedia);
      }
      const rows: CheckedRow[] = [];
      await inTurns(
        total,
        (row) => void rows.push(check.checkRow(preview, row, rules, directory)),
        { signal, onProgress },
      );
      relateAll(preview, rows);
      preview.checked = rows;
      preview.newLabels = newLabelsOf(rows);
    },

    page(
      preview: Preview,
      { only, offset, limit }: Omit<ParsedInput<'imports.rows'>, 'id'>,
    ): RouteOutput<'imports.rows'> {
      const places = (preview.checked ?? []).flatMap((row, place) =>
        only === 'all' || stateOf(row) === only ? [place] : [],
      );
      return {
        total: places.length,
        rows: places.slice(offset, offset + limit).map((place) => view(preview, place)),
      };
    },

    /**
     * One cell anew; null takes back what was mended. The row is checked, and what others have to do with it.
     * @throws the signal's reason
     */
    async fix(
      preview: Preview,
      { row, field, value, alike }: Fix,
      signal: AbortSignal,
    ): Promise<RouteOutput<'imports.fix'>> {
      const rows = preview.checked ?? [];
      const said = writtenIn(preview, row, field);
      const saysSame = (other: number) =>
        other !== row &&
        preview.mended.get(other)?.has(field) !== true &&
        writtenIn(preview, other, field) === said;
      const wanted = alike ? [row, ...[...rows.keys()].filter(saysSame)] : [row];
      const rules = rulesOf(preview);
      const directory = check.directory();
      for (const place of wanted) mend(preview, place, field, value);
      const named = wanted.flatMap((place) => check.sourcesOf(preview, place, rules, directory));
      // What could not be brought in is tried again: somebody may have put it there.
      for (const source of named)
        if (preview.sources.get(source)?.ok === false) preview.sources.delete(source);
      await bring(preview, named, signal, () => undefined);
      const quiet = { signal, onProgress: () => undefined };
      await inTurns(
        wanted.length,
        (at) => {
          const place = wanted[at] ?? row;
          rows[place] = check.checkRow(preview, place, rules, directory);
        },
        quiet,
      );
      relateAll(preview, rows);
      preview.newLabels = newLabelsOf(rows);
      return {
        row: view(preview, row),
        summary: summaryOf(preview),
        alike: rows.filter((other, place) => stateOf(other) === 'broken' && saysSame(place)).length,
      };
    },

    brokenOf(preview: Preview): RouteOutput<'imports.runFile'>['broken'] {
      const rows = preview.checked ?? [];
      return rows
        .flatMap((row, place) => (stateOf(row) === 'broken' ? [{ row, place }] : []))
        .slice(0, TOLD)
        .map(({ row, place }) => ({
          line: lineOf(preview, place),
          problems: [...row.problems, ...row.related],
        }));
    },
  };
}
