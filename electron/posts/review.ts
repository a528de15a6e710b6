import { canBecome, isPlanned, type PostStatus } from '../../shared/domain/post-status.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Clock } from '../clock.ts';
import type { PostChanges, PostPatch } from './changes.ts';
import type { NewNote, PostNotes } from './notes.ts';
import type { PostRow, PostRows } from './post-rows.ts';
import { STATUS_WORDS } from './status-words.ts';

type Said = Pick<NewNote, 'author' | 'text' | 'at'>;
type Reviewed<Code extends string = 'not_allowed'> = Result<PostRow, Code | 'not_found'>;

/** Where a post stood before an answer, so that it can stand there again. */
export interface BeforeAnswer {
  id: string;
  status: PostStatus;
  heldAt: number | null;
  queued: boolean;
}

/** What a post is before it is scheduled. */
export type Stage = 'draft' | 'in_review' | 'approved';

/**
 * Review and hold: what a post goes through before it may be sent, each with a note of who said so. Planned times
 * stay, whatever the answer is.
 */
export function createReview({
  clock,
  rows,
  changes,
  notes,
}: {
  clock: Clock;
  rows: PostRows;
  changes: PostChanges;
  notes: PostNotes;
}) {
  /** The change and its note are one. */
  function noted<Code extends string>(
    id: string,
    note: NewNote,
    decide: (row: PostRow) => Result<PostPatch | null, Code>,
  ): Reviewed<Code> {
    return changes.transaction(() => {
      const before = rows.row(id)?.version;
      const changed = changes.change(id, decide);
      if (changed.ok && changed.value.version !== before) notes.write(id, note);
      return changed;
    });
  }

  const refused = (row: PostRow, what: string) =>
    fail('not_allowed', `A post that is ${STATUS_WORDS[row.status]} can’t ${what}.`);

  const review = {
    submit: (id: string): Reviewed<'not_allowed' | 'not_ready'> =>
      noted<'not_allowed' | 'not_ready'>(id, { kind: 'submitted' }, (row) => {
        if (row.status === 'in_review') return ok(null);
        if (row.status !== 'draft') return refused(row, 'be submitted for review');
        const isBlank = row.text.trim() === '' && rows.media(id).length === 0;
        if (isBlank && rows.targets(id).every(({ text }) => !text?.trim()))
          return fail('not_ready', 'There is nothing to look at in this post yet.');
        return ok({ status: 'in_review' });
      }),

    /** Back to the desk, with the time that was planned. */
    withdraw: (id: string, text = ''): Reviewed =>
      noted(id, { kind: 'withdrawn', text }, (row) =>
        row.status === 'in_review' || row.status === 'approved'
          ? ok({ status: 'draft' })
          : refused(row, 'be taken back from review'),
      ),

    /** Of a scheduled post it is only written down. */
    approve: (id: string, said: Said): Reviewed =>
      changes.transaction(() => {
        const row = rows.row(id);
        if (row?.status === 'in_review')
          return noted(id, { kind: 'approved', ...said }, () => ok({ status: 'approved' }));
        const same = changes.change(id, (now) =>
          now.status === 'approved' || now.status === 'scheduled'
            ? ok(null)
            : refused(now, 'be approved'),
        );
        if (same.ok) notes.write(id, { kind: 'approved', ...said });
        return same;
      }),

    /** Back to the desk with its planned time; a scheduled post is held instead, so that nothing goes out meanwhile. */
    askChange: (id: string, said: Said): Reviewed =>
      changes.transaction(() => {
        const changed = changes.change(id, (row) => {
          if (row.status === 'scheduled')
            return ok(row.heldAt === null ? { heldAt: clock.now() } : null);
          if (row.status === 'draft') return ok(null);
          return row.status === 'in_review' || row.status === 'approved'
            ? ok({ status: 'draft' })
            : refused(row, 'be changed any more');
        });
        if (changed.ok) notes.write(id, { kind: 'change_requested', ...said });
        return changed;
      }),

    /** Keeps a scheduled post back until `release`. What the publisher has already is refused. */
    hold: (id: string, reason = ''): Reviewed =>
      noted(id, { kind: 'held', text: reason }, (row) => {
        if (row.status === 'publishing')
          return fail('not_allowed', 'This post is being sent already, so it can’t be held back.');
        if (row.status !== 'scheduled') return refused(row, 'be held: nothing is sent of it');
        return ok(row.heldAt === null ? { heldAt: clock.now() } : null);
      }),

    /** Why it is on hold, also afterwards; empty takes that back. */
    giveReason: (id: string, reason: string): Reviewed =>
      changes.transaction(() => {
        const same = changes.change(id, (row) =>
          row.heldAt === null
            ? fail(
                'not_allowed',
                'This post is not on hold any more. Add a note to it on its page instead.',
              )
            : ok(null),
        );
        if (same.ok) notes.giveReason(id, same.value.heldAt ?? 0, reason);
        return same;
      }),

    /** In review again, because they were changed after somebody approved them. */
    reopened: (clientId?: string): string[] => rows.reopened(clientId ?? null),

    release: (id: string): Reviewed =>
      noted(id, { kind: 'released' }, (row) => {
        if (row.heldAt === null) return ok(null);
        if (row.scheduledAt !== null && row.scheduledAt <= clock.now())
          return fail(
            'not_allowed',
            'Its time passed while it was on hold. Choose a new time, or publish it now.',
          );
        return ok({ heldAt: null });
      }),

    /** Where it stood before an answer; only along the ways that a post can go. */
    putBack: ({ id, ...before }: BeforeAnswer, version: number): Reviewed<'moved_on'> =>
      changes.change<'moved_on'>(id, (row) => {
        const wayBack =
          row.status === before.status ||
          canBecome(row.status, before.status) ||
          (canBecome(row.status, 'draft') && canBecome('draft', before.status));
        if (row.version !== version || !wayBack)
          return fail('moved_on', 'This post was changed since, so it stays as it is.');
        return ok(before);
      }),
  };

  /** From one stage to another by hand, with the notes of the way: an approval without a review is both. */
  function setStage(id: string, to: Stage): Reviewed<'not_allowed' | 'not_ready'> {
    return changes.transaction((): Reviewed<'not_allowed' | 'not_ready'> => {
      const row = rows.row(id);
      if (row && row.status !== to && !isPlanned(row.status))
        return refused(row, `become ${STATUS_WORDS[to]}`);
      if (to === 'draft') return row?.status === 'draft' ? ok(row) : review.withdraw(id);
      if (to === 'in_review' || row?.status === 'draft') {
        const submitted = review.submit(id);
        if (!submitted.ok || to === 'in_review') return submitted;
      }
      return review.approve(id, {});
    });
  }

  return { ...review, setStage };
}
