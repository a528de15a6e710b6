import type { Post } from '../../../shared/ipc/views.ts';

type Approved = Pick<Post, 'approval' | 'status' | 'heldAt'>;

/** It was approved, and says something else by now. */
export const isEditedSince = ({ approval }: Pick<Post, 'approval'>): boolean =>
  approval != null && approval.editedAt !== null;

/** What became of an approval by a change; for a post that was edited since. */
export function sinceApproval({ approval, status, heldAt }: Approved): string {
  const edited = `Edited since ${approval?.author || 'you'} approved it`;
  if (status === 'in_review') return `${edited}, so it waits for approval again.`;
  if (status !== 'scheduled') return `${edited}.`;
  return heldAt === null
    ? `${edited}. It goes out as it is now.`
    : `${edited}. It is on hold meanwhile.`;
}

/** What a change will do, said before it is made; null where nobody approved the post. */
export function beforeChange({ approval, status }: Approved): string | null {
  if (!approval || approval.editedAt !== null) return null;
  const who = `${approval.author || 'You'} approved this post.`;
  if (status === 'approved') return `${who} A change sends it back for approval.`;
  return status === 'scheduled'
    ? `${who} If you change it, it stays scheduled and is marked as edited since.`
    : null;
}
