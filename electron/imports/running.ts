import { v7 } from 'uuid';
import type { RouteErrorCode, RouteOutput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Bus } from '../bus.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import type { Labels } from '../labels/labels.ts';
import type { BulkPost } from '../posts/bulk.ts';
import type { Posts } from '../posts/posts.ts';
import type { Publishing } from '../publishing/publishing.ts';
import { type CheckedRow, stateOf } from './checked-row.ts';
import type { createImportRecords } from './records.ts';
import { inTurns, type TurnsOptions } from './turns.ts';

export interface RunningOptions {
  database: Database;
  bus: Bus;
  clock: Clock;
  labels: Pick<Labels, 'create' | 'list' | 'remove'>;
  posts: Pick<Posts, 'bulk'>;
  publishing: { handOver: Pick<Publishing['handOver'], 'afterTakingBack'> };
  records: ReturnType<typeof createImportRecords>;
}

/** Posts in one transaction: each one waits for the disk, and takes some milliseconds. */
const PIECE = 100;

/** What is not finished after that was cut off; before, another process may be at it. ms. */
const CUT_OFF = 10 * 60_000;

type Undone = RouteOutput<'imports.undo'>;

/** Makes the posts of an import, and takes them back. */
export function createRunning(options: RunningOptions) {
  const { bus, clock, labels, posts, publishing, records } = options;
  const bulk = () => posts.bulk();

  const pieces = <Item>(items: readonly Item[]): Item[][] =>
    Array.from({ length: Math.ceil(items.length / PIECE) }, (_, at) =>
      items.slice(at * PIECE, (at + 1) * PIECE),
    );
  const inPieces = <Item>(
    items: readonly Item[],
    work: (piece: Item[]) => void,
    { signal, onProgress }: TurnsOptions,
  ): Promise<void> => {
    const all = pieces(items);
    return inTurns(all.length, (at) => work(all[at] ?? []), {
      signal,
      onProgress: (done) => onProgress(Math.min(items.length, done * PIECE), items.length),
    });
  };

  /** One event for thousands of posts: whoever shows any of them asks anew. */
  function tell(postIds: readonly string[]): void {
    const facts = records.facts(postIds.slice(0, 200));
    bus.emit('workspace.changed', {});
    // The schedule and the tray look when a single post is told, whichever it is.
    const told = facts.find(({ status }) => status === 'scheduled') ?? facts[0];
    if (told)
      bus.emit('post.changed', {
        postId: told.postId,
        clientId: told.clientId,
        status: told.status,
      });
  }

  const flowOf = (postIds: readonly string[]) =>
    bulk().flow(new Set(records.facts(postIds).map(({ clientId }) => clientId)));

  /** Labels that nobody has yet are made, as those of the import at `at`; the ids of all that a row names. */
  function labelIds(at: number): (clientId: string, names: readonly string[]) => string[] {
    const known = new Map<string, string>();
    const keyOf = (clientId: string | null, name: string) =>
      `${clientId ?? ''} ${name.normalize('NFKC').toLowerCase()}`;
    for (const { id, clientId, name } of labels.list({})) known.set(keyOf(clientId, name), id);
    return (clientId, names) =>
      names.flatMap((name) => {
        const found = known.get(keyOf(clientId, name)) ?? known.get(keyOf(null, name));
        if (found) return found;
        const made = labels.create({ clientId, name }, at);
        if (!made.ok) return [];
        known.set(keyOf(clientId, name), made.value.id);
        return made.value.id;
      });
  }

  function postOf(row: CheckedRow, named: ReturnType<typeof labelIds>): BulkPost[] {
    const { read, media } = row;
    if (read.clientId === null) return [];
    const when = read.when !== null && read.when.at > clock.now() - 60_000 ? read.when : null;
    return [
      {
        id: v7(),
        clientId: read.clientId,
        status: read.status,
        text: read.text,
        threading: read.threading,
        firstComment: read.firstComment,
        category: read.category,
        labelIds: named(read.clientId, read.labels),
        targets: read.targets.map(({ account, text }) => ({ accountId: account.id, text })),
        media: media.flatMap(({ mediaId, altText }) =>
          mediaId ? [{ mediaId, altText, crop: null }] : [],
        ),
        scheduledAt: when?.at ?? null,
        wallTime: when?.wallTime ?? null,
        zone: when?.zone ?? null,
      },
    ];
  }

  return {
    /**
     * Makes the posts of rows that are not broken. They are written hidden, piece by piece, and are an import from one
     * tiny write on; what is cut off before leaves nothing, what is cut off after is finished by `recover`.
     * @throws the signal's reason; nothing is left then
     */
    async run(fileName: string, rows: readonly CheckedRow[], turns: TurnsOptions) {
      const importId = v7();
      const at = clock.now();
      const good = rows.filter((row) => stateOf(row) !== 'broken');
      const named = labelIds(at);
      const before = new Set(labels.list({}).map(({ id }) => id));
      const written: string[] = [];
      records.begin(importId, fileName, good.length, at);
      try {
        await inPieces(
          good,
          (piece) => {
            const made = piece.flatMap((row) => postOf(row, named));
            bulk().write(made, at, () => {
              for (const { id } of made) records.link(importId, id);
            });
            written.push(...made.map(({ id }) => id));
          },
          { ...turns, onProgress: (done, total) => turns.onProgress(done / 2, total) },
        );
      } catch (error) {
        for (const piece of pieces(written)) bulk().erase(piece, at);
        records.forget(importId);
        for (const { id } of labels.list({})) if (!before.has(id)) labels.remove(id);
        throw error;
      }
      records.shown(importId);
      const never = new AbortController().signal;
      await inPieces(written, (piece) => bulk().show(piece, at), {
        signal: never,
        onProgress: (done, total) => turns.onProgress((total + done) / 2, total),
      });
      flowOf(written);
      tell(written);
      return { importId, created: written.length };
    },

    /** Removes what an import made. What a network has already stays, and is told. */
    async undo(
      id: string,
      turns: TurnsOptions,
    ): Promise<Result<Undone, RouteErrorCode<'imports.undo'>>> {
      const record = records.get(id);
      if (!record) return noImport();
      // The very moment of the import says that it was never finished.
      // One that was cut off goes on with its own.
      const at = record.undoneAt ?? Math.max(clock.now(), record.importedAt + 1);
      const ids = records.postIds(id);
      const asked = records.withDeliveries(id);
      const kept: string[] = [];
      let removed = 0;
      records.undone(id, at);
      await inPieces(
        ids.filter((postId) => !asked.has(postId)),
        (piece) => {
          const hidden = bulk().hide(piece, at);
          removed += hidden.removed;
          kept.push(...hidden.kept);
        },
        turns,
      );
      for (const postId of asked) {
        const back = await publishing.handOver.afterTakingBack(postId, () =>
          ok(bulk().hide([postId], at)),
        );
        if (!back.ok) kept.push(postId);
        else {
          removed += back.value.removed;
          kept.push(...back.value.kept);
        }
      }
      flowOf(ids);
      tell(ids);
      return ok({
        id,
        removed,
        kept: records
          .facts(kept)
          .map(({ postId, status, excerpt }) => ({ postId, status, excerpt })),
      });
    },

    /** Takes an undo back. */
    async restore(
      id: string,
      turns: TurnsOptions,
    ): Promise<Result<RouteOutput<'imports.restore'>, RouteErrorCode<'imports.restore'>>> {
      const record = records.get(id);
      if (!record) return noImport();
      const { undoneAt } = record;
      if (undoneAt === null) return ok({ id, restored: 0 });
      const ids = records.postIds(id);
      let restored = 0;
      await inPieces(
        ids,
        (piece) => {
          restored += bulk().bringBack(piece, undoneAt);
        },
        turns,
      );
      records.restored(id);
      flowOf(ids);
      tell(ids);
      return ok({ id, restored });
    },

    /** After a crash: what was not begun to be shown goes, what was is shown whole. */
    recover(): void {
      for (const { id, importedAt, undoneAt } of records.unfinished()) {
        const ids = records.postIds(id);
        if (undoneAt === null) {
          for (const piece of pieces(ids)) bulk().show(piece, importedAt);
          flowOf(ids);
          tell(ids);
        } else if (clock.now() - importedAt > CUT_OFF) {
          for (const piece of pieces(ids)) bulk().erase(piece, importedAt);
          records.forget(id);
        }
      }
    },
  };
}

const noImport = () => fail('not_found', 'This import is not here any more.');
