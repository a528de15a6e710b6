import { Ellipsis, Eye, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Post } from '../../../shared/ipc/views.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { ask } from '../../ipc/client.ts';
import { IconButton } from '../../ui/button.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { toast } from '../../ui/toast.tsx';
import { useReviewActions } from '../post/use-review-actions.ts';
import type { When } from './use-when.ts';

interface MoreMenuProps {
  postId: string;
  post: Post | null;
  when: When;
  disabled: boolean;
  /** What is on the desk is kept first; false where it could not be. */
  save: () => Promise<boolean>;
  onDone: () => void;
  /** Ways on that have no room as buttons. */
  children: ReactNode;
}

/** What else can be done: a draft goes to the client first, or comes back from there. */
export function MoreMenu({ postId, post, when, disabled, save, onDone, children }: MoreMenuProps) {
  const { submit, withdraw } = useReviewActions();
  const style = useTimeStyle();
  const status = post?.status ?? 'draft';
  const isOut = status === 'in_review' || status === 'approved';
  const mayBeReviewed = status === 'draft' || isOut;
  if (!mayBeReviewed && !children) return null;

  async function send(): Promise<void> {
    if (!(await save())) return;
    // A time that was chosen here is planned: nothing goes out at it before the client's word.
    if (when.isChosen && when.isChanged) {
      const planned = await ask('posts.plan', {
        id: postId,
        at: { wallTime: when.wall, zone: style.zone },
      });
      if (!planned.ok) return toast.failed(planned.error.message);
    }
    const done = await submit([postId]);
    if (done.length > 0) onDone();
  }

  return (
    <Menu
      side="top"
      trigger={
        <IconButton label="More ways on" disabled={disabled}>
          <Ellipsis size={16} />
        </IconButton>
      }
    >
      {children}
      {isOut && (
        <MenuItem icon={<Undo2 size={16} />} onSelect={() => void withdraw([postId])}>
          Take back from review
        </MenuItem>
      )}
      {status === 'draft' && (
        <MenuItem icon={<Eye size={16} />} onSelect={() => void send()}>
          Submit for review
        </MenuItem>
      )}
    </Menu>
  );
}
