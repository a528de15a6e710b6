import { CalendarPlus } from 'lucide-react';
import { useState } from 'react';
import { resolveWallTime } from '../../../shared/domain/wall-time.ts';
import { now, useNow } from '../../app/clock.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Popover } from '../../ui/popover.tsx';
import { firstTimeOn } from '../calendar/place-under.ts';
import { dayAt, whenText } from '../calendar/time.ts';
import { WhenFields } from '../composer/when-fields.tsx';

interface PlanForProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onPlan: (wallTime: string) => void;
}

/** The way to a day without a pointer. */
export function PlanFor({ open, onOpenChange, onPlan }: PlanForProps) {
  const plan = (wallTime: string) => {
    onOpenChange(false);
    onPlan(wallTime);
  };
  return (
    <Popover
      open={open}
      onOpenChange={onOpenChange}
      align="end"
      label="Plan for"
      className="w-72 p-3"
      trigger={
        <IconButton label="Plan for a day" keys={['p']} size="tiny">
          <CalendarPlus size={14} />
        </IconButton>
      }
    >
      <Choice onPlan={plan} />
    </Popover>
  );
}

function Choice({ onPlan }: Pick<PlanForProps, 'onPlan'>) {
  const style = useTimeStyle();
  const { zone } = style;
  const at = useNow(30_000);
  const [wall, setWall] = useState(() => firstTimeOn(dayAt(now(), zone), zone));
  const instant = resolveWallTime(wall, zone).at;
  return (
    <>
      <WhenFields wall={wall} onChange={setWall} onDone={onPlan} />
      <Button
        tone="primary"
        className="mt-3 w-full"
        disabled={instant <= at}
        onClick={() => onPlan(wall)}
      >
        Plan for {whenText(instant, at, style)}
      </Button>
    </>
  );
}
