import { useState } from 'react';
import type { Post } from '../../../shared/ipc/views.ts';
import { ask } from '../../ipc/client.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { toast } from '../../ui/toast.tsx';
import { isEditedSince, sinceApproval } from './approval-words.ts';

interface ApprovalNoticeProps {
  post: Post;
  onHold: () => void;
  className?: string;
}

/** What was approved says something else by now: whether it may go out so is the person’s decision. */
export function ApprovalNotice({ post, onHold, className }: ApprovalNoticeProps) {
  const [busy, setBusy] = useState(false);
  if (!isEditedSince(post)) return null;
  if (post.status !== 'scheduled')
    return <Notice {...(className && { className })}>{sinceApproval(post)}</Notice>;

  async function keep(): Promise<void> {
    setBusy(true);
    const answer = await ask('approvals.approve', { postId: post.id });
    setBusy(false);
    if (answer.ok) toast.done('It goes out as it is now');
    else toast.failed(answer.error.message);
  }

  return (
    <Notice
      tone="attention"
      {...(className && { className })}
      action={
        <span className="flex shrink-0 gap-1">
          {post.heldAt === null && (
            <Button size="compact" tone="ghost" onClick={onHold}>
              Hold back
            </Button>
          )}
          <Button size="compact" busy={busy} onClick={() => void keep()}>
            It is fine
          </Button>
        </span>
      }
    >
      {sinceApproval(post)}
    </Notice>
  );
}
