import {
  CalendarClock,
  CopyPlus,
  Ellipsis,
  Eye,
  Pause,
  Pencil,
  Play,
  Send,
  Trash2,
  Undo2,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { PostStatus } from '../../../shared/domain/post-status.ts';
import { IconButton } from '../../ui/button.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx';
import { ACTION_LABEL, actionsFor, type PostAction } from './post-actions.ts';

export const ACTION_ICON: Record<PostAction, ReactNode> = {
  edit: <Pencil size={16} />,
  reschedule: <CalendarClock size={16} />,
  publishNow: <Send size={16} />,
  submit: <Eye size={16} />,
  withdraw: <Undo2 size={16} />,
  hold: <Pause size={16} />,
  release: <Play size={16} />,
  unschedule: <Undo2 size={16} />,
  duplicate: <CopyPlus size={16} />,
  remove: <Trash2 size={16} />,
};

interface PostMenuProps {
  status: PostStatus;
  /** On hold. */
  held?: boolean;
  /** Actions that have a button of their own. */
  without?: readonly PostAction[];
  onAction: (action: PostAction) => void;
}

/** Everything else that can be done with a post. */
export function PostMenu({ status, held = false, without = [], onAction }: PostMenuProps) {
  const actions = actionsFor(status, held).filter((action) => !without.includes(action));
  return (
    <Menu
      trigger={
        <IconButton label="More actions">
          <Ellipsis size={16} />
        </IconButton>
      }
    >
      {actions
        .filter((action) => action !== 'remove')
        .map((action) => (
          <MenuItem key={action} icon={ACTION_ICON[action]} onSelect={() => onAction(action)}>
            {ACTION_LABEL[action]}
          </MenuItem>
        ))}
      {actions.includes('remove') && (
        <>
          {actions.length > 1 && <MenuSeparator />}
          <MenuItem icon={ACTION_ICON.remove} tone="danger" onSelect={() => onAction('remove')}>
            {ACTION_LABEL.remove}
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
