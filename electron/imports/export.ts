import { randomUUID } from 'node:crypto';
import { type FileHandle, link, open, rename, rm } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { CSV_MARK, csvLine, joinList, ownTextCell } from '../../shared/domain/imports/cells.ts';
import { accountName } from '../../shared/domain/imports/directory.ts';
import { OWN_MARK } from '../../shared/domain/imports/presets.ts';
import type { NetworkId } from '../../shared/domain/network.ts';
import type { PostStatus } from '../../shared/domain/post-status.ts';
import type { Threading } from '../../shared/domain/threading.ts';
import { wallTimeAt } from '../../shared/domain/wall-time.ts';
import type { ParsedInput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Database } from '../database/database.ts';
import { ownSource } from './sources.ts';

type ExportFilters = ParsedInput<'posts.exportCsv'>;

interface Row {
  id: string;
  client: string;
  status: PostStatus;
  text: string;
  firstComment: string;
  category: string;
  threading: Threading;
  scheduledAt: number | null;
  wallTime: string | null;
  zone: string | null;
  heldAt: number | null;
}
interface Target {
  network: NetworkId;
  handle: string;
  text: string | null;
}

/** Posts that are read at once. */
const PIECE = 200;

/** Writes posts as a table that `imports.read` takes back as they were. */
export function createExport({ raw }: Database) {
  const WHERE = `posts.removed_at IS NULL
    AND (@clientId IS NULL OR posts.client_id = @clientId)
    AND (@from IS NULL OR posts.scheduled_at >= @from)
    AND (@to IS NULL OR posts.scheduled_at < @to)
    AND (@statuses IS NULL OR posts.status IN (SELECT value FROM json_each(@statuses)))`;
  type Bound = Record<'clientId' | 'from' | 'to' | 'statuses', string | number | null>;
  const ids = raw
    .prepare<[Bound], string>(
      `SELECT id FROM posts WHERE ${WHERE} ORDER BY coalesce(scheduled_at, 9e15), created_at, id`,
    )
    .pluck();
  const ownTexts = raw.prepare<[Bound], { network: NetworkId; handle: string }>(
    `SELECT DISTINCT network, handle FROM posts
     JOIN post_variants ON post_id = posts.id JOIN accounts ON accounts.id = account_id
     WHERE post_variants.text IS NOT NULL AND ${WHERE} ORDER BY network, handle`,
  );
  const one = raw.prepare<[string], Row>(
    `SELECT posts.id, clients.name AS client, status, text, first_comment AS firstComment, category,
       threading, scheduled_at AS scheduledAt, wall_time AS wallTime, zone, held_at AS heldAt
     FROM posts JOIN clients ON clients.id = client_id WHERE posts.id = ?`,
  );
  const targets = raw.prepare<[string], Target>(
    `SELECT network, handle, post_variants.text FROM post_variants
     JOIN accounts ON accounts.id = account_id WHERE post_id = ? ORDER BY position`,
  );
  const media = raw.prepare<[string], { sha256: string; fileName: string; altText: string }>(
    `SELECT sha256, file_name AS fileName, alt_text AS altText FROM post_media
     JOIN media ON media.id = media_id WHERE post_id = ? ORDER BY position`,
  );
  const labels = raw
    .prepare<[string], string>(
      `SELECT name FROM post_labels JOIN labels ON labels.id = label_id WHERE post_id = ? ORDER BY name`,
    )
    .pluck();

  const columnOf = ({ network, handle }: Pick<Target, 'network' | 'handle'>) =>
    `Text for ${network} @${handle}`;

  function line(id: string, own: readonly string[]): string {
    const row = one.get(id);
    if (!row) return '';
    const to = targets.all(id);
    const files = media.all(id);
    const said = new Map(to.map((target) => [columnOf(target), target.text]));
    const zone = row.zone ?? 'UTC';
    const wall =
      row.scheduledAt === null ? null : (row.wallTime ?? wallTimeAt(row.scheduledAt, zone));
    return csvLine(
      [
        row.id,
        row.client,
        // What is held is not to go out by itself wherever it comes in.
        row.heldAt === null ? row.status : 'held',
        wall?.slice(0, 10) ?? '',
        wall?.slice(11, 16) ?? '',
        wall === null ? '' : zone,
        row.text,
        ...own.map((column) => ownTextCell(said.get(column) ?? null)),
        joinList(to.map(accountName)),
        joinList(files.map(({ sha256, fileName }) => ownSource(sha256, fileName))),
        joinList(files.map(({ altText }) => altText)),
        joinList(labels.all(id)),
        row.category,
        row.firstComment,
        row.threading === 'off' ? '' : row.threading,
      ].map((cell) => cell.replaceAll('\0', '')),
    );
  }

  /** The table, some posts at a time: nothing else waits for it. */
  async function* table(filters: ExportFilters): AsyncGenerator<{ text: string; posts: number }> {
    const { clientId = null, from = null, to = null, statuses } = filters;
    const bound = { clientId, from, to, statuses: statuses ? JSON.stringify(statuses) : null };
    const own = ownTexts.all(bound).map(columnOf);
    yield { text: `${CSV_MARK}${csvLine(headerWith(own))}`, posts: 0 };
    const wanted = ids.all(bound);
    for (let at = 0; at < wanted.length; at += PIECE) {
      const piece = wanted.slice(at, at + PIECE);
      yield { text: piece.map((id) => line(id, own)).join(''), posts: piece.length };
      await setImmediate();
    }
  }

  return { table };
}

const headerWith = (own: readonly string[]): string[] => [
  OWN_MARK,
  'Client',
  'Status',
  'Date',
  'Time',
  'Zone',
  'Text',
  ...own,
  'Accounts',
  'Media',
  'Alt text',
  'Labels',
  'Category',
  'First comment',
  'Thread',
];

export type Written = Result<{ path: string; posts: number }, 'unwritable' | 'no_space'>;

/**
 * Writes a file whole or not at all.
 * @param replace the person said in a dialog that a file there may go; else one that is there stays
 */
export async function writeTable(
  path: string,
  table: AsyncIterable<{ text: string; posts: number }> | Iterable<{ text: string; posts: number }>,
  replace: boolean,
): Promise<Written> {
  if (!isAbsolute(path)) return unwritable(path);
  const partial = join(dirname(path), `.clientnest-${randomUUID()}`);
  let posts = 0;
  try {
    const file: FileHandle = await open(partial, 'wx', 0o600);
    try {
      for await (const piece of table) {
        await file.writeFile(piece.text);
        posts += piece.posts;
      }
      await file.sync();
    } finally {
      await file.close();
    }
    if (replace) await rename(partial, path);
    else {
      // Unlike a rename, a link takes no name that is taken.
      await link(partial, path);
      await rm(partial);
    }
    return ok({ path, posts });
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined);
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOSPC' || code === 'EDQUOT')
      return fail('no_space', 'There is no room there. Choose another folder.');
    if (code === 'EEXIST')
      return fail('unwritable', `There is a file at ${path} already. Choose another name.`);
    if (code !== undefined) return unwritable(path);
    throw error;
  }
}

const unwritable = (path: string) =>
  fail(
    'unwritable',
    `Nothing can be written to ${path}. Choose another place, with its whole path.`,
  );

/** Two posts to begin with: how each cell is written stands in it. */
export function* template(): Generator<{ text: string; posts: number }> {
  const header = [
    ...['Client', 'Status', 'Date', 'Time', 'Text', 'Accounts', 'Media', 'Alt text'],
    ...['Labels', 'Category', 'First comment'],
  ];
  const first = [
    ...['Ada’s Bakery', 'scheduled', '2027-04-03', '09:00'],
    'Sourdough is out of the oven at seven.\nCome by while it is warm.',
    ...['bluesky: ada.example | instagram: adasbakery', 'bread.jpg', 'A round loaf on a board'],
    ...['Bread | Spring', 'Behind the scenes', ''],
  ];
  const second = [
    'Ada’s Bakery',
    'draft',
    '',
    '',
    'An idea for May: the apprentices show how to braid.',
  ];
  const rest = header.slice(second.length).map(() => '');
  const lines = [header, first, [...second, ...rest]];
  yield { text: `${CSV_MARK}${lines.map((line) => csvLine(line)).join('')}`, posts: 2 };
}
