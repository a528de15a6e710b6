import type { RowProblem } from '../../shared/domain/imports/row.ts';
import type { Database } from '../database/database.ts';
import type { CheckedRow } from './checked-row.ts';
import { problem } from './checking.ts';

type Here = { text: string; excerpt: string; accounts: string };

/** What rows have to do with each other, and with the posts that are here: the same twice, two at one time. */
export function createRelations({ raw }: Database) {
  const atThen = raw.prepare<[at: number, clientId: string], Here>(
    `SELECT text, excerpt, coalesce((SELECT group_concat(account_id) FROM post_variants
       WHERE post_id = posts.id), '') AS accounts
     FROM posts WHERE scheduled_at = ? AND client_id = ? AND removed_at IS NULL
       AND status <> 'cancelled'`,
  );
  const unplanned = raw
    .prepare<[clientId: string], string>(
      `SELECT text FROM posts WHERE client_id = ? AND status = 'draft' AND scheduled_at IS NULL
       AND removed_at IS NULL`,
    )
    .pluck();

  /** @param lineOf a row's line in a spreadsheet, for sentences */
  return function relate(rows: readonly CheckedRow[], lineOf: (row: number) => number): void {
    const firstSame = new Map<string, number>();
    const firstAt = new Map<string, number>();
    const here = new Map<string, Here[]>();
    const drafts = new Map<string, Set<string>>();

    const postsAt = (at: number, clientId: string): Here[] => {
      const key = `${at} ${clientId}`;
      const known = here.get(key) ?? atThen.all(at, clientId);
      here.set(key, known);
      return known;
    };
    const draftsOf = (clientId: string): Set<string> => {
      const known = drafts.get(clientId) ?? new Set(unplanned.all(clientId));
      drafts.set(clientId, known);
      return known;
    };

    rows.forEach((row, index) => {
      const { read, media } = row;
      const related: RowProblem[] = [];
      row.related = related;
      const { clientId, when, targets } = read;
      // What can't be read is the same as nothing.
      if (clientId === null || (read.text.trim() === '' && media.length === 0)) return;
      const own = targets.map(({ account, text }) => `${account.id} ${text ?? ''}`).toSorted();
      const pictures = media.map(({ mediaId, name }) => mediaId ?? name);
      const key = JSON.stringify([clientId, read.text, when?.at ?? null, own, pictures]);
      const twin = firstSame.get(key);
      if (twin !== undefined) {
        related.push(
          problem(
            'error',
            'duplicate_row',
            `It is the same as line ${lineOf(twin)}. It comes in once.`,
            'text',
          ),
        );
        return;
      }
      firstSame.set(key, index);
      if (
        when
          ? postsAt(when.at, clientId).some(({ text }) => text === read.text)
          : draftsOf(clientId).has(read.text)
      ) {
        related.push(
          problem(
            'error',
            'already_here',
            when ? 'This post is here already, at that time.' : 'This draft is here already.',
            'text',
          ),
        );
        return;
      }
      if (!when) return;
      const clashes = new Set<string>();
      for (const { account } of targets) {
        const place = `${when.at} ${account.id}`;
        const other = firstAt.get(place);
        if (other === undefined) firstAt.set(place, index);
        else
          clashes.add(`@${account.handle} has the post of line ${lineOf(other)} at the same time.`);
        for (const { accounts, excerpt } of postsAt(when.at, clientId))
          if (accounts.includes(account.id))
            clashes.add(`@${account.handle} has “${excerpt.slice(0, 40)}” at the same time.`);
      }
      for (const clash of clashes) related.push(problem('warning', 'clash', clash, 'time'));
    });
  };
}
