import { Link2 } from 'lucide-react';
import type { Unasked } from '../../../shared/domain/unasked.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

interface FlaggedNoteProps {
  flagged: readonly Unasked[];
  /** The person wanted to send it: it is asked for once, in place. */
  asked: boolean;
  onSend: () => void;
  onRemove: () => void;
}

/** Links and mentions of a suggestion that nobody here wrote: seen while it is edited, and before it goes out. */
export function FlaggedNote({ flagged, asked, onSend, onRemove }: FlaggedNoteProps) {
  const named = flagged.map(({ text }) => text).join(', ');
  if (!asked)
    return (
      <p role="status" className="mt-2 flex gap-1.5 text-small text-attention">
        <Link2 size={14} className="mt-px shrink-0" aria-hidden />
        <span className="[overflow-wrap:anywhere]">You didn’t write {named}.</span>
      </p>
    );
  const [one] = flagged;
  const what = flagged.length > 1 ? 'them' : one?.kind === 'mention' ? 'the mention' : 'the link';
  return (
    <Notice tone="attention" live className="mt-2">
      <p className="[overflow-wrap:anywhere]">
        Not sent yet. You didn’t write {named}: the comment may have asked the AI for it.
      </p>
      <p className="mt-2 flex flex-wrap gap-2">
        <Button size="compact" onClick={onRemove}>
          Take {what} out
        </Button>
        <Button size="compact" tone="ghost" onClick={onSend}>
          Send with {what}
        </Button>
      </p>
    </Notice>
  );
}
