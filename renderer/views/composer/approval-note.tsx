import type { Post } from '../../../shared/ipc/views.ts';
import { ask } from '../../ipc/client.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { toast } from '../../ui/toast.tsx';
import { beforeChange, isEditedSince, sinceApproval } from '../post/approval-words.ts';

interface ApprovalNoteProps {
  post: Post | null;
  /** Brings an entry of the history back; answers why not. */
  restore: (version: number) => Promise<string | null>;
}

/** Says who approved the post before it is changed, and offers what was approved once it is. */
export function ApprovalNote({ post, restore }: ApprovalNoteProps) {
  if (!post?.approval) return null;
  const before = beforeChange(post);
  if (before !== null) return <Notice className="mx-6 mt-3">{before}</Notice>;
  if (!isEditedSince(post)) return null;
  const { id } = post;
  const { version } = post.approval;

  async function putBack(to: number): Promise<void> {
    const refused = await restore(to);
    if (refused !== null) return toast.failed(refused);
    const now = await ask('posts.get', { id });
    // What went with it is not brought back by its words: an account that is gone, another time.
    if (now.ok && isEditedSince(now.value))
      toast.say('It says again what was approved. Its time or an account is another one still.');
  }

  return (
    <Notice
      live
      tone={post.status === 'scheduled' ? 'attention' : 'info'}
      className="mx-6 mt-3"
      action={
        version !== null && (
          <Button
            size="compact"
            tone="ghost"
            className="shrink-0"
            onClick={() => void putBack(version)}
          >
            Put it back
          </Button>
        )
      }
    >
      {sinceApproval(post)}
    </Notice>
  );
}
