import { v7 } from 'uuid';
import type { Finding } from '../../shared/domain/preflight.ts';
import type { Occurrence } from '../../shared/domain/recurrence.ts';
import type { ParsedInput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Post } from '../../shared/ipc/views.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { type Content, type createContent, type GivenContent, wholeContent } from './content.ts';
import type { PostRows } from './post-rows.ts';
import type { Queue } from './queue.ts';
import type { Telling } from './telling.ts';

export interface OccurrencesOptions {
  database: Database;
  clock: Clock;
  telling: Telling;
  rows: PostRows;
  content: Pick<
    ReturnType<typeof createContent>,
    | 'stillHere'
    | 'writeTargets'
    | 'writeMedia'
    | 'writeLabels'
    | 'labelsFor'
    | 'refuse'
    | 'isClientHere'
    | 'targetsOf'
    | 'mediaOf'
  >;
  /** The pre-flight check of what is not a post yet. */
  checkContent(clientId: string, said: Content): Finding[];
  queue: Pick<Queue, 'flow'>;
}

interface Series {
  recurrenceId: string;
  clientId: string;
}

/** Where the content of a recurring post comes from. */
interface Source {
  clientId: string;
  content: Content;
  post: Post | null;
}

/** What a recurring post may be made from. */
export type OccurrenceSource =
  | Extract<ParsedInput<'recurrences.create'>['from'], { kind: 'post' }>
  | ({ kind: 'content'; clientId: string } & GivenContent);

type SourceRefusal = 'not_found' | 'wrong_client' | 'not_ready' | 'not_allowed';

/** Posts that are occurrences of a recurring one. Each is called within the caller's transaction. */
export function createOccurrences({
  database,
  clock,
  telling,
  rows,
  content,
  checkContent,
  queue,
}: OccurrencesOptions) {
  const { raw } = database;
  // The unique index is what keeps two processes, and a removed occurrence, from making a second one.
  const insert = raw.prepare<[Record<string, unknown>]>(
    `INSERT INTO posts (id, client_id, status, text, threading, first_comment, category, scheduled_at,
       wall_time, zone, recurrence_id, occurrence_on, created_at, updated_at)
     VALUES (@id, @clientId, 'scheduled', @text, @threading, @firstComment, @category, @at, @wallTime, @zone,
       @recurrenceId, @date, @now, @now)
     ON CONFLICT (recurrence_id, occurrence_on) DO NOTHING`,
  );
  const adopt = raw.prepare<[Record<string, unknown>]>(
    `UPDATE posts SET recurrence_id = @recurrenceId, occurrence_on = @date, version = version + 1,
       updated_at = @now
     WHERE id = @id AND recurrence_id IS NULL`,
  );
  const untouched = raw
    .prepare<[recurrenceId: string, after: number], string>(
      `SELECT id FROM posts WHERE recurrence_id = ? AND status = 'scheduled' AND version = 1
       AND removed_at IS NULL AND scheduled_at > ?
       AND NOT EXISTS (SELECT 1 FROM deliveries WHERE post_id = posts.id AND state <> 'cancelled')`,
    )
    .pluck();
  const forgetCalledOff = raw.prepare<[string]>('DELETE FROM deliveries WHERE post_id = ?');
  const erase = raw.prepare<[string]>('DELETE FROM posts WHERE id = ?');
  const removedWith = raw.prepare<
    [recurrenceId: string, since: number, after: number],
    { id: string; isUntouched: 0 | 1 }
  >(
    `SELECT id, version = 2 AS isUntouched FROM posts
     WHERE recurrence_id = ? AND status = 'scheduled' AND removed_at >= ? AND scheduled_at > ?`,
  );
  const upcoming = raw.prepare<[recurrenceId: string, after: number], { id: string; at: number }>(
    `SELECT id, scheduled_at AS at FROM posts
     WHERE recurrence_id = ? AND status = 'scheduled' AND removed_at IS NULL AND scheduled_at > ?
     ORDER BY scheduled_at`,
  );
  const versionOf = raw.prepare<[string], number>('SELECT version FROM posts WHERE id = ?').pluck();

  /** Content for posts to come: it must be ready now, as far as can be told. */
  function newContent(
    clientId: string,
    given: GivenContent,
  ): Result<Content, 'not_found' | 'wrong_client' | 'not_ready'> {
    const said = wholeContent(given);
    if (!content.isClientHere(clientId))
      return fail('not_found', 'This client is not here any more, or is archived.');
    const refused = content.refuse(clientId, said);
    if (refused) return refused;
    const findings = checkContent(clientId, said);
    const problem = findings.find(({ severity }) => severity === 'error');
    return problem ? fail('not_ready', problem.message, { findings }) : ok(said);
  }

  return {
    newContent,

    /** What a recurring post is made from. A post keeps what it says; its client must be here. */
    source(from: OccurrenceSource): Result<Source, SourceRefusal> {
      if (from.kind === 'content') {
        const { kind: _kind, clientId, ...said } = from;
        const checked = newContent(clientId, said);
        return checked.ok ? ok({ clientId, content: checked.value, post: null }) : checked;
      }
      const post = rows.get(from.postId);
      if (!post.ok) return post;
      const { id, clientId, text, threading, firstComment, status, recurrenceId } = post.value;
      const { category, labelIds } = post.value;
      if (recurrenceId !== null && status === 'scheduled')
        return fail('not_allowed', 'This post comes again already. Change its recurring post.');
      const said = {
        text,
        threading,
        firstComment,
        category,
        labelIds,
        targets: content.targetsOf(id),
        media: content.mediaOf(id),
      };
      const checked = newContent(clientId, said);
      return checked.ok ? ok({ clientId, content: said, post: post.value }) : checked;
    },

    /** Makes what is not there yet, scheduled. What can't be sent by then fails visibly when it is due. */
    make(series: Series & { zone: string }, said: Content, days: readonly Occurrence[]): number {
      const now = clock.now();
      const { targets, media, labelIds, ...written } = content.stillHere(said);
      const labels = content.labelsFor(series.clientId, labelIds);
      let made = 0;
      for (const { date, wallTime, at } of days) {
        const id = v7();
        const fields = { id, ...written, date, wallTime, at, now, ...series };
        if (insert.run(fields).changes === 0) continue;
        content.writeTargets(id, targets);
        content.writeMedia(id, media);
        content.writeLabels(id, labels);
        telling.post({ id, clientId: series.clientId, version: 1 });
        made++;
      }
      if (made > 0) queue.flow(series.clientId);
      return made;
    },

    /** A post that is there already becomes the occurrence of a day. */
    adopt({ recurrenceId, clientId }: Series, id: string, date: string): void {
      adopt.run({ id, recurrenceId, date, now: clock.now() });
      telling.post({ id, clientId, version: versionOf.get(id) ?? 0 });
    },

    /**
     * Erases what is ahead and was never touched, so that its days are free for another rule.
     * @param after UTC epoch ms; what is due before is left as it is
     */
    eraseUntouched({ recurrenceId, clientId }: Series, after: number): string[] {
      const ids = untouched.all(recurrenceId, after);
      for (const id of ids) {
        forgetCalledOff.run(id);
        erase.run(id);
      }
      if (ids.length > 0) queue.flow(clientId);
      return ids;
    },

    /**
     * Undoes a removal of what is ahead. What nobody touched is erased, so that its day can be made anew.
     * @param since UTC epoch ms of the removal
     * @returns the ids to restore: posts that were edited or moved before
     */
    bringBack(recurrenceId: string, since: number): string[] {
      const removed = removedWith.all(recurrenceId, since, clock.now());
      for (const { id, isUntouched } of removed) if (isUntouched === 1) erase.run(id);
      return removed.flatMap(({ id, isUntouched }) => (isUntouched === 1 ? [] : [id]));
    },

    /** Scheduled ones ahead, by time. */
    upcoming: (recurrenceId: string): { id: string; at: number }[] =>
      upcoming.all(recurrenceId, clock.now()),
  };
}
