import { CircleAlert } from 'lucide-react';
import { useTimeStyle } from '../../app/preferences.ts';
import { Button } from '../../ui/button.tsx';
import { timeText } from '../calendar/time.ts';
import type { SaveState } from './autosave.ts';

/** Says calmly that what is written is safe. */
export function SaveNote({ state, onRetry }: { state: SaveState; onRetry: () => void }) {
  const style = useTimeStyle();
  if (state.kind === 'refused')
    return (
      <span role="alert" className="flex items-center gap-1.5 text-small text-failed">
        <CircleAlert size={14} className="shrink-0" aria-hidden />
        <span className="line-clamp-1">Not saved: {state.message}</span>
        <Button tone="ghost" size="compact" onClick={onRetry}>
          Try again
        </Button>
      </span>
    );
  return (
    <span role="status" className="px-1 text-small text-muted">
      {state.kind === 'saved' && `Saved ${timeText(state.at, style)}`}
      {(state.kind === 'saving' || state.kind === 'waiting') && 'Saving…'}
      {state.kind === 'stale' && 'Changed elsewhere'}
    </span>
  );
}
