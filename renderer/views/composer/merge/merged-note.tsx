import type { Account } from '../../../../shared/ipc/views.ts';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { fieldName } from '../field-name.ts';
import type { Merged } from './use-merge.ts';

interface MergedNoteProps {
  merged: Merged | null;
  /** What the other one saved could not be read. */
  problem: string | null;
  accounts: readonly Account[];
  onForget: () => void;
  onRetry: () => void;
}

/** Somebody else changed the post too, at another place: both changes are there. */
export function MergedNote({ merged, problem, accounts, onForget, onRetry }: MergedNoteProps) {
  if (problem !== null)
    return (
      <Notice
        tone="failed"
        live
        className="mx-6 mt-3"
        action={
          <Button size="compact" onClick={onRetry}>
            Try again
          </Button>
        }
      >
        {problem}
      </Notice>
    );
  if (!merged) return null;
  const where = merged.fields.map((field) => fieldName(field, accounts));
  return (
    <Notice
      live
      className="mx-6 mt-3"
      action={
        <span className="flex gap-1">
          <Button size="compact" tone="ghost" onClick={merged.undo}>
            Only mine
          </Button>
          <Button size="compact" tone="ghost" onClick={onForget}>
            Fine
          </Button>
        </span>
      }
    >
      Both changes kept. This post was changed elsewhere too: {where.join(', ')}.
    </Notice>
  );
}
