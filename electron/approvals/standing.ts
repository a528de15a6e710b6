import type { ApprovalEffect, ApprovalStanding, PackAnswer } from '../../shared/domain/approval.ts';
import { isEditable } from '../../shared/domain/post-status.ts';
import type { Post } from '../../shared/ipc/views.ts';
import { STATUS_WORDS } from '../posts/status-words.ts';
import type { AnswerRow } from './packs.ts';
import { shownFingerprint } from './shown.ts';

export interface Assessed {
  standing: ApprovalStanding;
  effect: ApprovalEffect;
  explanation: string;
}

interface Known {
  /** Null where it was removed or erased. */
  post: Post | null;
  author: string;
  /** Earlier answers to this post of this pack. */
  earlier: readonly AnswerRow[];
}

/** What an answer means by now: the post may have gone on since it was shown. Pure, so that the rules can be read. */
export function assess(answer: PackAnswer, { post, author, earlier }: Known): Assessed {
  const known = earlier.filter((row) => row.standing !== 'edited_since');
  if (known.some((row) => isSame(row, answer, author)))
    return { standing: 'repeated', effect: 'none', explanation: 'You have this answer already.' };
  if (known.some((row) => row.author === author && row.answeredAt > answer.at))
    return {
      standing: 'stale',
      effect: 'none',
      explanation: 'There is a newer answer of theirs to this post.',
    };
  if (!post)
    return {
      standing: 'stale',
      effect: 'none',
      explanation: 'This post was removed, so there is nothing to answer any more.',
    };
  const effect = effectOf(answer, post);
  if (effect === 'note' && answer.answer !== 'comment' && !isNoted(answer, post))
    return {
      standing: 'stale',
      effect,
      explanation: `It is ${STATUS_WORDS[post.status]} by now. The answer is kept as a note and changes nothing.`,
    };
  if (shownFingerprint(post) !== answer.fingerprint)
    return { standing: 'edited_since', effect, explanation: EDITED };
  return { standing: 'applied', effect, explanation: WHAT_HAPPENS[effect] };
}

function effectOf({ answer }: PackAnswer, { status }: Post): ApprovalEffect {
  if (answer === 'comment') return 'note';
  if (answer === 'approve') return status === 'in_review' ? 'approve' : 'note';
  if (status === 'in_review' || status === 'approved') return 'to_draft';
  return status === 'scheduled' ? 'hold' : 'note';
}

/** What was approved or scheduled before they said yes: the yes is written down, and nothing is out of time. */
const isNoted = ({ answer }: PackAnswer, { status }: Post): boolean =>
  answer === 'approve' && isEditable(status) && (status === 'approved' || status === 'scheduled');

const isSame = (row: AnswerRow, answer: PackAnswer, author: string): boolean =>
  row.answer === answer.answer &&
  row.author === author &&
  row.text === answer.text &&
  row.answeredAt === answer.at;

const EDITED =
  'The post was changed after they saw it. Look at what changed, then decide whether the answer still holds.';

const WHAT_HAPPENS: Record<ApprovalEffect, string> = {
  approve: 'Becomes approved.',
  to_draft: 'Goes back to draft, with its planned time.',
  hold: 'It is scheduled, so it is put on hold.',
  note: 'Is written down with the post.',
  none: 'Nothing happens.',
};
