import { isImportField } from '../../shared/domain/imports/fields.ts';
import type { ParsedInput, RouteErrorCode, RouteOutput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import { createExport, template, type Written, writeTable } from './export.ts';
import { type Opened, openBytes, openFile } from './opening.ts';
import {
  changePreview,
  type ImportPreview,
  type Preview,
  rowCount,
  viewPreview,
} from './preview.ts';
import { createImportRecords } from './records.ts';
import { createRows, type RowsOptions } from './rows.ts';
import { createRunning, type RunningOptions } from './running.ts';
import { createSources, type SourcesOptions } from './sources.ts';
import type { TableRefusal } from './table.ts';

export type Imports = ReturnType<typeof createImports>;

export interface ImportsOptions
  extends Omit<RunningOptions, 'records'>,
    Pick<SourcesOptions, 'media' | 'fetching'> {
  posts: RunningOptions['posts'] & RowsOptions['posts'];
  /** The zone of the profile. */
  zone(): string;
  chooseFile?: (() => Promise<string | null>) | undefined;
  chooseFolder?: (() => Promise<string | null>) | undefined;
  chooseSaveFile?:
    | ((suggestion: { fileName: string; kind: string }) => Promise<string | null>)
    | undefined;
}

type Name =
  | `imports.${'read' | 'choose' | 'chooseFolder' | 'check' | 'fix' | 'run' | 'runFile' | 'template'}`
  | 'posts.exportCsv';
type Answer<Route extends Name> = Promise<Result<RouteOutput<Route>, RouteErrorCode<Route>>>;

/** Tables that are kept at once; the oldest makes room. */
const KEPT = 4;

/** Many posts from a table and back into one. Made when somebody imports for the first time. */
export function createImports(options: ImportsOptions) {
  const { database, bus, zone, chooseFile, chooseFolder, chooseSaveFile } = options;
  const records = createImportRecords(database);
  const running = createRunning({ ...options, records });
  const rows = createRows({ ...options, sources: createSources(options) });
  const exporting = createExport(database);
  const previews = new Map<string, Preview>();
  const undoing = new Set<string>();

  const get = (id: string): Result<Preview, 'not_found'> => {
    const found = previews.get(id);
    return found ? ok(found) : gone();
  };
  const view = (preview: Preview): ImportPreview =>
    viewPreview(preview, preview.checked ? rows.summaryOf(preview) : null);
  const viewOf = (id: string): Result<ImportPreview, 'not_found'> => {
    const found = get(id);
    return found.ok ? ok(view(found.value)) : found;
  };

  const progress =
    (id: string, stage: 'media' | 'checking' | 'importing' | 'undoing') =>
    (done: number, total: number): void =>
      bus.emit('import.progress', { id, stage, done: Math.floor(done), total });

  async function take(
    opening: Promise<Opened>,
  ): Promise<Result<ImportPreview, TableRefusal | 'not_found'>> {
    const opened = await opening;
    if (!opened.ok) return opened;
    const preview = opened.value;
    previews.set(preview.id, preview);
    for (const [id, { work }] of previews)
      if (previews.size > KEPT && work === null) previews.delete(id);
    return ok(view(preview));
  }
  const guesses = () => ({ zone: zone(), clientId: rows.onlyClient() });
  const takeFile = (path: string, anywhere: boolean) => take(openFile(path, anywhere, guesses()));

  /** One thing at a time with a table. */
  async function working<Value, Code extends string>(
    preview: Preview,
    work: (signal: AbortSignal) => Promise<Result<Value, Code>>,
  ): Promise<Result<Value, Code | 'busy' | 'cancelled'>> {
    if (preview.work) return fail('busy', 'This table is being worked on. Wait, or cancel that.');
    const ending = new AbortController();
    preview.work = ending;
    try {
      return await work(ending.signal);
    } catch (error) {
      if (ending.signal.aborted) return fail('cancelled', 'Cancelled. Nothing was imported.');
      throw error;
    } finally {
      preview.work = null;
    }
  }

  const checkAll = (preview: Preview, signal: AbortSignal) =>
    rows.checkAll(preview, {
      signal,
      onMedia: progress(preview.id, 'media'),
      onProgress: progress(preview.id, 'checking'),
    });

  async function check({ id, ...changes }: ParsedInput<'imports.check'>): Answer<'imports.check'> {
    const found = get(id);
    if (!found.ok) return found;
    const preview = found.value;
    return working(preview, async (signal) => {
      if (changes.mapping || changes.options) changePreview(preview, given(changes));
      await checkAll(preview, signal);
      return ok(rows.summaryOf(preview));
    });
  }

  async function run({ id, mode }: ParsedInput<'imports.run'>): Answer<'imports.run'> {
    const found = get(id);
    if (!found.ok) return found;
    const preview = found.value;
    if (!preview.checked) return notChecked();
    return working(preview, async (signal): Answer<'imports.run'> => {
      // Time went on, and somebody may have changed accounts since.
      await checkAll(preview, signal);
      const { ready, broken } = rows.summaryOf(preview);
      if (mode === 'all' && broken > 0)
        return fail(
          'not_ready',
          `${broken === 1 ? 'A row needs' : `${broken.toLocaleString('en')} rows need`} you first. Mend ${broken === 1 ? 'it' : 'them'}, or import the good rows only.`,
          { broken },
        );
      if (ready === 0) return fail('nothing_to_import', 'There is no row that can be imported.');
      const made = await running.run(preview.fileName, preview.checked ?? [], {
        signal,
        onProgress: progress(id, 'importing'),
      });
      // What is here now is here twice, were it imported again.
      preview.checked = null;
      return ok({ ...made, leftOut: broken });
    });
  }

  async function undoOrRestore<Value, Code extends string>(
    id: string,
    work: (turns: Parameters<typeof running.undo>[1]) => Promise<Result<Value, Code>>,
  ): Promise<Result<Value, Code | 'busy'>> {
    if (undoing.has(id)) return fail('busy', 'That is under way already. Wait a moment.');
    undoing.add(id);
    try {
      const { signal } = new AbortController();
      return await work({ signal, onProgress: progress(id, 'undoing') });
    } finally {
      undoing.delete(id);
    }
  }

  async function save(
    name: string,
    table: Parameters<typeof writeTable>[1],
  ): Promise<Written | Result<never, 'cancelled' | 'not_supported'>> {
    if (!chooseSaveFile)
      return fail('not_supported', 'There is no dialog here. Name a path: posts.exportCsvTo.');
    const path = await chooseSaveFile({ fileName: name, kind: 'CSV' });
    return path === null
      ? fail('cancelled', 'No place was chosen, so nothing was written.')
      : writeTable(path, table, true);
  }

  return {
    async read({ fileName, bytes }: ParsedInput<'imports.read'>): Answer<'imports.read'> {
      const nowhere = { folder: null, anywhere: false };
      const read = await take(openBytes(fileName, bytes, nowhere, guesses()));
      // Bytes are always found.
      return read as Awaited<Answer<'imports.read'>>;
    },
    readFile: ({ path }: ParsedInput<'imports.readFile'>) => takeFile(path, true),
    async choose(): Answer<'imports.choose'> {
      if (!chooseFile)
        return fail('not_supported', 'There is no dialog here. Name a path: imports.readFile.');
      const path = await chooseFile();
      return path === null ? fail('cancelled', 'No file was chosen.') : takeFile(path, false);
    },
    async chooseFolder({
      id,
    }: ParsedInput<'imports.chooseFolder'>): Answer<'imports.chooseFolder'> {
      const found = get(id);
      if (!found.ok) return found;
      if (!chooseFolder) return fail('not_supported', 'There is no dialog here.');
      const folder = await chooseFolder();
      if (folder === null) return fail('cancelled', 'No folder was chosen.');
      const preview = found.value;
      preview.places = { ...preview.places, folder };
      for (const [source, { ok: isHere }] of preview.sources)
        if (!isHere) preview.sources.delete(source);
      preview.checked = null;
      return ok(view(preview));
    },
    get: ({ id }: ParsedInput<'imports.get'>) => viewOf(id),
    map({ id, ...changes }: ParsedInput<'imports.map'>) {
      const found = get(id);
      if (!found.ok) return found;
      changePreview(found.value, given(changes));
      return ok(view(found.value));
    },
    check,
    rows({ id, ...page }: ParsedInput<'imports.rows'>) {
      const found = get(id);
      if (!found.ok) return found;
      return found.value.checked ? ok(rows.page(found.value, page)) : notChecked();
    },
    async fix({ id, row, field, ...said }: ParsedInput<'imports.fix'>): Answer<'imports.fix'> {
      const found = get(id);
      if (!found.ok) return found;
      const preview = found.value;
      if (!preview.checked) return notChecked();
      if (row >= rowCount(preview) || !isImportField(field))
        return fail('not_found', 'There is no such row in this table.');
      const done = await working(preview, async (signal) =>
        ok(await rows.fix(preview, { row, field, ...said }, signal)),
      );
      if (done.ok || done.error.code !== 'cancelled') return done as Awaited<Answer<'imports.fix'>>;
      return fail('busy', done.error.message);
    },
    run,
    cancel(id: string): void {
      previews.get(id)?.work?.abort();
    },

    /** All of it in one go, for the command line, whose tables live as long as one call. */
    async runFile({
      path,
      mode,
      ...changes
    }: ParsedInput<'imports.runFile'>): Answer<'imports.runFile'> {
      const read = await takeFile(path, true);
      if (!read.ok) return read;
      const { id } = read.value;
      const checked = await check({ id, ...changes });
      if (!checked.ok) return checked;
      const preview = previews.get(id);
      if (!preview) return gone();
      const answer = {
        preview: view(preview),
        summary: checked.value,
        broken: rows.brokenOf(preview),
      };
      if (mode === 'check') return ok({ ...answer, importId: null, created: 0 });
      const made = await run({ id, mode });
      return made.ok
        ? ok({ ...answer, importId: made.value.importId, created: made.value.created })
        : made;
    },

    list: records.list,
    undo: ({ id }: ParsedInput<'imports.undo'>) =>
      undoOrRestore(id, (turns) => running.undo(id, turns)),
    restore: ({ id }: ParsedInput<'imports.restore'>) =>
      undoOrRestore(id, (turns) => running.restore(id, turns)),
    recover: running.recover,

    template: (): Answer<'imports.template'> => save('ClientNest posts.csv', template()),
    exportCsv: (filters: ParsedInput<'posts.exportCsv'>): Answer<'posts.exportCsv'> =>
      save(`ClientNest posts ${today(options)}.csv`, exporting.table(filters)),
    exportCsvTo: ({ path, ...filters }: ParsedInput<'posts.exportCsvTo'>) =>
      writeTable(path, exporting.table(filters), false),
  };
}

const today = ({ clock }: Pick<ImportsOptions, 'clock'>): string =>
  new Date(clock.now()).toISOString().slice(0, 10);

/** Without what is undefined. */
const given = ({ mapping, options }: Pick<ParsedInput<'imports.map'>, 'mapping' | 'options'>) => ({
  ...(mapping && { mapping }),
  ...(options && {
    options: Object.fromEntries(
      Object.entries(options).filter(([, value]) => value !== undefined),
    ) as Partial<ImportPreview['options']>,
  }),
});

const gone = () =>
  fail(
    'not_found',
    'This table is not here any more. Choose the file again; nothing was imported.',
  );
const notChecked = () => fail('not_checked', 'The rows were not checked yet. Check them first.');
