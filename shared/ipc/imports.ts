import { z } from 'zod';
import { DATE_ORDERS } from '../domain/imports/dates.ts';
import { IMPORT_FORMATS } from '../domain/imports/presets.ts';
import { empty, epochMs, id, networkId, timeZone, wallTime } from './fields.ts';
import { postStatus } from './posts.ts';
import { route } from './route.ts';

/** `text`, `date`, … or `text:bluesky`, `text:bluesky:ada.example` for an own text. */
const field = z.string().max(300);
const mapping = z
  .array(field.nullable())
  .max(250)
  .describe('A field for each column; null is left out');
const count = z.int().min(0);

const options = () =>
  z.strictObject({
    /** Whether the first row says what its columns are. */
    hasHeader: z.boolean(),
    /** Null: as the column itself shows. */
    dateOrder: z.enum(DATE_ORDERS).nullable(),
    /** Of rows that name no zone. */
    zone: timeZone,
    /** Of rows that say a day and no time: `09:00`. */
    dayTime: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'Write it as 09:00'),
    /** Of rows that name no client and no account. */
    clientId: id.nullable(),
    /** Of rows that name no account. */
    accountIds: z.array(id).max(50),
    /** What becomes of rows with a time that do not say it: sent then, or planned for then. */
    timed: z.enum(['schedule', 'plan']),
  });

const summary = () =>
  z.strictObject({
    rows: count,
    /** Can be brought in, with or without something to know. */
    ready: count,
    /** Of these, the ones with something to know. */
    warnings: count,
    /** Can’t be brought in as they are. */
    broken: count,
    /** Of those that are ready: what becomes scheduled, planned for a time, or a draft without one. */
    scheduled: count,
    planned: count,
    drafts: count,
    /** Labels that are made with the import, because nobody has them yet. */
    newLabels: z.array(z.string()),
  });

const exampleDate = () =>
  z.strictObject({
    /** As it stands in the file. */
    written: z.string(),
    /** What it means; null where it can’t be read. */
    wallTime: wallTime.nullable(),
    zone: z.string(),
  });

const preview = () =>
  z.strictObject({
    id,
    fileName: z.string(),
    rowCount: count,
    columns: z.array(
      z.strictObject({
        header: z.string().nullable(),
        /** Its first values, cut. */
        samples: z.array(z.string()),
        field: field.nullable(),
      }),
    ),
    format: z.enum(IMPORT_FORMATS),
    encoding: z.string(),
    delimiter: z.string(),
    options: options(),
    /** How the dates of the file are read; null where no column is a date. */
    dates: z
      .strictObject({
        order: z.enum(DATE_ORDERS),
        /** Nothing in the file says whether day or month comes first: somebody has to look. */
        ambiguous: z.boolean(),
        /** The value that decided it. */
        decidedBy: z.string().nullable(),
        clock: z.enum(['12h', '24h']).nullable(),
        unread: count,
        examples: z.array(exampleDate()),
        /** The first of them in the other order, where that is a day, too. */
        otherwise: exampleDate().nullable(),
      })
      .nullable(),
    /** The folder that media may come from; null where none is known. */
    mediaFolder: z.string().nullable(),
    /** Paths of media that stand in the file and need that folder. */
    needsFolder: z.boolean(),
    /** What is to be known of the file as a whole. */
    notes: z.array(z.string()),
    /** Of the last check; null where columns or options changed since. */
    summary: summary().nullable(),
  });

const problem = () =>
  z.strictObject({
    severity: z.enum(['error', 'warning']),
    code: z.string(),
    message: z.string(),
    /** The field it is mended in; null where that is no one cell. */
    field: field.nullable(),
  });

const row = () =>
  z.strictObject({
    /** Its place in the table, from 0. */
    row: count,
    /** Its line in a spreadsheet, from 1. */
    line: z.int().min(1),
    state: z.enum(['good', 'warning', 'broken']),
    text: z.string(),
    status: z.enum(['draft', 'scheduled']),
    scheduledAt: epochMs.nullable(),
    wallTime: wallTime.nullable(),
    zone: z.string().nullable(),
    clientId: id.nullable(),
    accounts: z.array(z.strictObject({ id, network: networkId, handle: z.string() })),
    media: z.array(z.strictObject({ mediaId: id.nullable(), name: z.string() })),
    labels: z.array(z.string()),
    problems: z.array(problem()),
    /** What stands in the file, or what it was mended to. */
    cells: z.strictObject({
      text: z.string(),
      date: z.string(),
      time: z.string(),
      accounts: z.string(),
      media: z.string(),
    }),
  });

const record = () =>
  z.strictObject({
    id,
    fileName: z.string(),
    rowCount: count,
    importedAt: epochMs,
    undoneAt: epochMs.nullable(),
    /** Of its posts, how many are here now. */
    postCount: count,
  });

const keptPost = () => z.strictObject({ postId: id, status: postStatus, excerpt: z.string() });
const undone = () =>
  z.strictObject({
    id,
    removed: count,
    /** Not removed, because a network has them already, or may have. */
    kept: z.array(keptPost()),
  });

const exportFilters = {
  clientId: id.optional(),
  from: epochMs.optional(),
  to: epochMs.optional().describe('Posts that are due before then'),
  statuses: z.array(postStatus).max(12).optional(),
};
const exported = () => z.strictObject({ path: z.string(), posts: count });
const writeErrors = ['unwritable', 'no_space'] as const;

const readErrors = ['not_a_table', 'too_large'] as const;
const path = z
  .string()
  .regex(/^[^\0]+$/)
  .max(4096);
const gone = ['not_found'] as const;
const modes = z.enum(['all', 'good']);

/** Many posts from a table, and back into one. */
export const importRoutes = {
  'imports.read': route(() => ({
    summary:
      'Reads a table of posts (CSV, TSV) and guesses what its columns are. Nothing is made by that.',
    input: z.strictObject({
      fileName: z.string().min(1).max(255),
      bytes: z.instanceof(Uint8Array).describe('The file, at most 20 MB'),
    }),
    output: preview(),
    errors: readErrors,
    requires: 'edit',
  })),
  'imports.choose': route(() => ({
    summary:
      'The same with a file that the person chooses in a dialog; its folder is that of its media.',
    input: empty,
    output: preview(),
    errors: [...readErrors, ...gone, 'cancelled', 'not_supported'],
    requires: 'edit',
  })),
  'imports.readFile': route(() => ({
    summary: 'The same from a path on this machine (command line only).',
    input: z.strictObject({ path }),
    output: preview(),
    errors: [...readErrors, ...gone],
    requires: 'local_files',
  })),
  'imports.chooseFolder': route(() => ({
    summary: 'Asks the person for the folder of the pictures that a table names.',
    input: z.strictObject({ id }),
    output: preview(),
    errors: [...gone, 'cancelled', 'not_supported'],
    requires: 'edit',
  })),
  'imports.get': route(() => ({
    summary:
      'A table that was read. It is kept until the application ends, or others take its place.',
    input: z.strictObject({ id }),
    output: preview(),
    errors: gone,
    requires: 'read',
  })),
  'imports.map': route(() => ({
    summary: 'Says what the columns are, and what holds for all rows; answers with examples.',
    input: z.strictObject({
      id,
      mapping: mapping.optional(),
      options: options().partial().optional(),
    }),
    output: preview(),
    errors: gone,
    requires: 'edit',
  })),
  'imports.check': route(() => ({
    summary:
      'Checks every row as the composer would, and brings in its media. `import.progress` tells how far it is; `imports.cancel` ends it.',
    input: z.strictObject({
      id,
      mapping: mapping.optional(),
      options: options().partial().optional(),
    }),
    output: summary(),
    errors: [...gone, 'cancelled', 'busy'],
    requires: 'edit',
  })),
  'imports.rows': route(() => ({
    summary: 'Rows that were checked, from a place on: all of them, or those of one state.',
    input: z.strictObject({
      id,
      only: z.enum(['all', 'broken', 'warning']).default('all'),
      offset: count.default(0),
      limit: z.int().min(1).max(200).default(100),
    }),
    output: z.strictObject({ total: count, rows: z.array(row()) }),
    errors: [...gone, 'not_checked'],
    requires: 'read',
  })),
  'imports.fix': route(() => ({
    summary:
      'Mends a cell of one row in place and checks that row again; with `alike`, of all rows that say the same there. Null: as it stands in the file.',
    input: z.strictObject({
      id,
      row: count,
      field,
      value: z.string().max(200_000).nullable(),
      alike: z.boolean().default(false),
    }),
    output: z.strictObject({
      row: row(),
      summary: summary(),
      /** Other rows that can’t be brought in and say the same in that field as this one does in the file. */
      alike: count,
    }),
    errors: [...gone, 'not_checked', 'busy'],
    requires: 'edit',
  })),
  'imports.run': route(() => ({
    summary:
      'Makes the posts: of all rows or of none, or of the good ones. They appear together; what is cancelled leaves nothing.',
    input: z.strictObject({ id, mode: modes }),
    output: z.strictObject({ importId: id, created: count, leftOut: count }),
    errors: [...gone, 'not_checked', 'not_ready', 'nothing_to_import', 'cancelled', 'busy'],
    requires: 'publish',
  })),
  'imports.cancel': route(() => ({
    summary: 'Ends the check or the import that is under way.',
    input: z.strictObject({ id }),
    output: z.strictObject({ id }),
    errors: [],
    requires: 'edit',
  })),
  'imports.runFile': route(() => ({
    summary:
      'Reads, checks and imports a file of this machine in one go (command line only). `check` makes nothing.',
    input: z.strictObject({
      path,
      mode: z.enum(['check', 'all', 'good']).default('check'),
      mapping: mapping.optional(),
      options: options().partial().optional(),
    }),
    output: z.strictObject({
      preview: preview(),
      summary: summary(),
      /** The first of those that can’t be brought in. */
      broken: z.array(z.strictObject({ line: z.int().min(1), problems: z.array(problem()) })),
      importId: id.nullable(),
      created: count,
    }),
    errors: [
      ...readErrors,
      ...gone,
      'not_checked',
      'not_ready',
      'nothing_to_import',
      'cancelled',
      'busy',
    ],
    requires: 'local_files',
  })),
  'imports.list': route(() => ({
    summary: 'The imports of this workspace, newest first.',
    input: empty,
    output: z.array(record()),
    errors: [],
    requires: 'read',
  })),
  'imports.undo': route(() => ({
    summary: 'Removes the posts of an import, but those that a network has already.',
    input: z.strictObject({ id }),
    output: undone(),
    errors: [...gone, 'busy'],
    requires: 'publish',
  })),
  'imports.restore': route(() => ({
    summary:
      'Brings back what `imports.undo` removed. What was due meanwhile comes back as a draft.',
    input: z.strictObject({ id }),
    output: z.strictObject({ id, restored: count }),
    errors: [...gone, 'busy'],
    requires: 'publish',
  })),
  'imports.template': route(() => ({
    summary: 'Writes a table with two posts to begin with, where the person says in a dialog.',
    input: empty,
    output: exported(),
    errors: [...writeErrors, 'cancelled', 'not_supported'],
    requires: 'read',
  })),
  'posts.exportCsv': route(() => ({
    summary:
      'Writes posts as CSV where the person says in a dialog: of a client, a span, or some statuses. It can be imported again.',
    input: z.strictObject(exportFilters),
    output: exported(),
    errors: [...writeErrors, 'cancelled', 'not_supported'],
    requires: 'read',
  })),
  'posts.exportCsvTo': route(() => ({
    summary: 'The same to a path on this machine (command line only). Nothing there is replaced.',
    input: z.strictObject({ ...exportFilters, path }),
    output: exported(),
    errors: writeErrors,
    requires: 'local_files',
  })),
};
