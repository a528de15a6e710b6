import {
  CheckCheck,
  Eye,
  FilePen,
  type LucideIcon,
  MessageSquare,
  Pause,
  PencilLine,
  Play,
  Undo2,
} from 'lucide-react';
import type { PostNoteKind } from '../../../shared/domain/post-note.ts';
import { cx } from '../../ui/class-names.ts';

const MARKS: Record<PostNoteKind, { Icon: LucideIcon; className: string }> = {
  submitted: { Icon: Eye, className: 'bg-hover text-muted' },
  withdrawn: { Icon: Undo2, className: 'bg-hover text-muted' },
  approved: { Icon: CheckCheck, className: 'bg-published-soft text-published' },
  edited: { Icon: FilePen, className: 'bg-attention-soft text-attention' },
  change_requested: { Icon: PencilLine, className: 'bg-attention-soft text-attention' },
  commented: { Icon: MessageSquare, className: 'bg-hover text-muted' },
  held: { Icon: Pause, className: 'bg-attention-soft text-attention' },
  released: { Icon: Play, className: 'bg-hover text-muted' },
};

/** The sign of a kind of note; its words stand beside it. */
export function NoteMark({ kind }: { kind: PostNoteKind }) {
  const { Icon, className } = MARKS[kind];
  return (
    <span
      aria-hidden
      className={cx(
        '-mt-0.75 flex size-6 shrink-0 items-center justify-center rounded-full',
        className,
      )}
    >
      <Icon size={14} />
    </span>
  );
}
