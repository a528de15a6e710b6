import type { ParsedInput, RouteOutput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';

type Change = ParsedInput<'inbox.triage'>['change'];
type Standing = RouteOutput<'inbox.triage'>['before'][number];

/** Where the person stands with each item. What changes is answered as it was, so that it can be taken back. */
export function createTriage({ database, clock }: { database: Database; clock: Clock }) {
  const { raw } = database;
  const read = raw.prepare<[string], Standing>(
    `SELECT id, state, read_at AS readAt, snoozed_until AS snoozedUntil, assignee FROM inbox_items
     WHERE id IN (SELECT value FROM json_each(?)) AND ours = 0`,
  );
  const write = raw.prepare(
    `UPDATE inbox_items SET state = @state, read_at = @readAt, snoozed_until = @snoozedUntil,
       assignee = @assignee WHERE id = @id AND ours = 0`,
  );
  const due = raw
    .prepare<[number], string>(
      `SELECT id FROM inbox_items WHERE state = 'snoozed' AND snoozed_until <= ?`,
    )
    .pluck();
  const wake = raw.prepare(
    `UPDATE inbox_items SET state = 'open', snoozed_until = NULL, read_at = NULL
     WHERE id = ? AND state = 'snoozed'`,
  );

  function after(one: Standing, change: Change): Standing {
    const now = clock.now();
    const seen = one.readAt ?? now;
    switch (change.do) {
      case 'read':
        return { ...one, readAt: seen };
      case 'unread':
        return { ...one, readAt: null };
      case 'finish':
        return { ...one, state: 'done', readAt: seen, snoozedUntil: null };
      case 'reopen':
        return { ...one, state: 'open', snoozedUntil: null };
      case 'snooze':
        return { ...one, state: 'snoozed', readAt: seen, snoozedUntil: change.until };
      case 'assign':
        return { ...one, assignee: change.to };
    }
  }

  return {
    /** What it was before, of those that changed. */
    change({ ids, change }: ParsedInput<'inbox.triage'>): Result<Standing[], 'in_the_past'> {
      if (change.do === 'snooze' && change.until <= clock.now())
        return fail('in_the_past', 'That time is over. Choose a later one.');
      const before = raw
        .transaction(() => {
          const rows = read.all(JSON.stringify(ids));
          const changed = rows.filter((one) => !isSame(one, after(one, change)));
          for (const one of changed) write.run(after(one, change));
          return changed;
        })
        .immediate();
      return ok(before);
    },

    putBack(before: readonly Standing[]): void {
      raw.transaction(() => before.forEach((one) => void write.run(one))).immediate();
    },

    /** What was put off until now is open and unread again. Answers its ids. */
    wake(): string[] {
      const ids = due.all(clock.now());
      if (ids.length > 0) raw.transaction(() => ids.forEach((id) => void wake.run(id))).immediate();
      return ids;
    },
  };
}

const isSame = (one: Standing, other: Standing): boolean =>
  one.state === other.state &&
  one.readAt === other.readAt &&
  one.snoozedUntil === other.snoozedUntil &&
  one.assignee === other.assignee;
