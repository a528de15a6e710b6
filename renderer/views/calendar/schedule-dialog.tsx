import { useState } from 'react';
import { resolveWallTime, wallTimeAt } from '../../../shared/domain/wall-time.ts';
import type { PostCard } from '../../../shared/ipc/views.ts';
import { now as clockNow, useNow } from '../../app/clock.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { WhenFields } from '../composer/when-fields.tsx';
import { nextFullHour, whenText } from './time.ts';

interface ScheduleDialogProps {
  card: PostCard;
  onClose: () => void;
  /** The chosen time on the wall clock of the profile. */
  onSchedule: (wallTime: string) => void;
}

/** When a post is to go out, asked where it is dropped on Scheduled. Its plan, if it has one, is the proposal. */
export function ScheduleDialog({ card, onClose, onSchedule }: ScheduleDialogProps) {
  const style = useTimeStyle();
  const now = useNow(30_000);
  const [wall, setWall] = useState(() =>
    card.scheduledAt !== null && card.scheduledAt > clockNow()
      ? wallTimeAt(card.scheduledAt, style.zone)
      : nextFullHour(clockNow(), style.zone),
  );
  const { at } = resolveWallTime(wall, style.zone);
  const choose = (chosen: string) => {
    if (resolveWallTime(chosen, style.zone).at > clockNow()) onSchedule(chosen);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      width={400}
      title="When does it go out?"
      description={card.excerpt.slice(0, 80) || 'No text yet'}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="primary" disabled={at <= now} onClick={() => choose(wall)}>
            Schedule for {whenText(at, now, style)}
          </Button>
        </>
      }
    >
      <WhenFields wall={wall} onChange={setWall} onDone={choose} />
    </Dialog>
  );
}
