import type { PostStatus } from '../../shared/domain/post-status.ts';
import type { ParsedInput } from '../../shared/ipc/contract.ts';
import type { ApprovalWord } from './approval-word.ts';
import type { PostNotes } from './notes.ts';
import type { PostRow } from './post-rows.ts';
import type { Versions } from './versions.ts';

/** What a client sees of a post. Its category and labels are the desk's own. */
export type Shown = Pick<
  ParsedInput<'posts.create'>,
  'text' | 'threading' | 'firstComment' | 'targets' | 'media'
>;

interface ApprovedOptions {
  lastWord(postId: string): ApprovalWord | null;
  notes: PostNotes;
  versions: Versions;
}

type Becomes = { status?: PostStatus };

/**
 * An approval is of what was seen: a change after it is written down, and what was approved and not scheduled waits for
 * approval again. A scheduled post stays scheduled, and its time is the person's own. Back at what was approved, the
 * approval counts again, so that undoing a change undoes this, too.
 */
export function createApproved({ lastWord, notes, versions }: ApprovedOptions) {
  function lose(row: PostRow): Becomes {
    versions.before(row);
    versions.markApproved(row.id, row.scheduledAt);
    notes.write(row.id, { kind: 'edited' });
    return row.status === 'approved' ? { status: 'in_review' } : {};
  }

  function regain(row: PostRow, word: ApprovalWord, next: Shown, at: number | null): Becomes {
    const approved = versions.approved(row.id, word.version);
    if (!approved || keyOf(approved.content) !== keyOf(next)) return {};
    const { scheduledAt } = approved;
    if (row.status === 'in_review' && scheduledAt !== null && scheduledAt !== at) return {};
    notes.erase([word.id], row.id);
    return row.status === 'in_review' ? { status: 'approved' } : {};
  }

  const standsApproved = (row: PostRow, word: ApprovalWord | null): boolean =>
    row.status === 'approved' || word?.kind === 'approved';

  return {
    /** Within the transaction of a change of what is shown, before it is written: what becomes of the post besides. */
    rewritten(row: PostRow, next: Shown): Becomes {
      const word = lastWord(row.id);
      if (standsApproved(row, word)) return lose(row);
      return word?.kind === 'edited' ? regain(row, word, next, row.scheduledAt) : {};
    },

    /**
     * The same for the planned time of what is not scheduled.
     * @param at UTC epoch ms; null for none
     */
    replanned(row: PostRow, shown: Shown, at: number | null): Becomes {
      if (row.scheduledAt === at) return {};
      const word = lastWord(row.id);
      // Where no time was shown, giving one takes nothing from what was approved.
      if (standsApproved(row, word)) return row.scheduledAt === null ? {} : lose(row);
      return word?.kind === 'edited' ? regain(row, word, shown, at) : {};
    },
  };
}
export type Approved = ReturnType<typeof createApproved>;

const keyOf = ({ text, threading, firstComment, targets, media }: Shown): string =>
  JSON.stringify([
    [text, threading, firstComment],
    targets.map((target) => [target.accountId, target.text]),
    media.map(({ mediaId, altText, crop }) => [
      ...[mediaId, altText],
      crop && [crop.x, crop.y, crop.width, crop.height],
    ]),
  ]);
