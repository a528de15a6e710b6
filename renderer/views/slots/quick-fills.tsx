import { ChevronDown, WandSparkles } from 'lucide-react';
import { useTimeStyle } from '../../app/preferences.ts';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { slotTimeText } from './slot-time.ts';
import { QUICK_FILLS, type QuickFill } from './week.ts';

/** Rhythms to begin with; one takes the place of the times that are shown. */
export function QuickFills({ onFill }: { onFill: (fill: QuickFill) => void }) {
  const { hourCycle } = useTimeStyle();
  return (
    <Menu
      align="start"
      trigger={
        <Button icon={<WandSparkles size={16} />}>
          Fill the week
          <ChevronDown size={14} className="text-muted" />
        </Button>
      }
    >
      {QUICK_FILLS.map((fill) => (
        <MenuItem key={fill.label} onSelect={() => onFill(fill)}>
          {fill.label}
          <span className="pl-3 text-small text-muted">
            {fill.times.map((time) => slotTimeText(time, hourCycle)).join(' · ')}
          </span>
        </MenuItem>
      ))}
    </Menu>
  );
}
