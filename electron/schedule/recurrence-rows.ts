import { parseRule } from '../../shared/domain/recurrence-rule.ts';
import { describeRule } from '../../shared/domain/recurrence-words.ts';
import type { Recurrence } from '../../shared/ipc/views.ts';
import type { Database } from '../database/database.ts';
import { wholeContent } from '../posts/content.ts';
import type { Posts } from '../posts/posts.ts';

export interface RecurrenceRow {
  id: string;
  clientId: string;
  rule: string;
  startsAt: string;
  zone: string;
  skipHolidaysOf: string | null;
  content: Recurrence['content'];
  madeUntil: string | null;
  endedAt: number | null;
  createdAt: number;
  updatedAt: number;
}

/** Reads recurrences, and shows them with what is ahead. */
export function createRecurrenceRows({ raw }: Database, posts: Pick<Posts, 'occurrences'>) {
  const select = (where: string) =>
    raw.prepare<unknown[], Omit<RecurrenceRow, 'content'> & { content: string }>(
      `SELECT recurrences.id, client_id AS clientId, rule, starts_at AS startsAt, zone,
         skip_holidays_of AS skipHolidaysOf, content, made_until AS madeUntil, ended_at AS endedAt,
         recurrences.created_at AS createdAt, recurrences.updated_at AS updatedAt
       FROM recurrences ${where}`,
    );
  const one = select('WHERE recurrences.id = ?');
  const everyone = select('ORDER BY id');
  const ofClient = select('WHERE client_id = ? ORDER BY id');
  const running = (archived: string) =>
    select(
      `JOIN clients ON clients.id = client_id
       WHERE ended_at IS NULL AND archived_at ${archived} ORDER BY recurrences.id`,
    );
  const active = running('IS NULL');
  const waiting = running('IS NOT NULL');
  const parsed = (row: Omit<RecurrenceRow, 'content'> & { content: string }): RecurrenceRow => ({
    ...row,
    // What was written before there were threads, first comments, labels and crops says nothing of them.
    content: wholeContent(JSON.parse(row.content)),
  });

  return {
    get(id: string): RecurrenceRow | null {
      const row = one.get(id);
      return row ? parsed(row) : null;
    },
    list: (clientId: string | undefined): RecurrenceRow[] =>
      (clientId === undefined ? everyone.all() : ofClient.all(clientId)).map(parsed),
    /** Not ended, of clients that are not archived. */
    running: (): RecurrenceRow[] => active.all().map(parsed),
    /** Not ended, of clients that are archived. */
    ofArchivedClients: (): RecurrenceRow[] => waiting.all().map(parsed),

    view({ madeUntil: _made, ...row }: RecurrenceRow): Recurrence {
      const upcoming = posts.occurrences.upcoming(row.id);
      const rule = parseRule(row.rule, row.zone);
      return {
        ...row,
        description: rule.ok ? describeRule(rule.rule, row.startsAt) : row.rule,
        nextAt: upcoming[0]?.at ?? null,
        upcoming: upcoming.length,
      };
    },
  };
}
