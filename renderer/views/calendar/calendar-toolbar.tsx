import { CalendarPlus2, ChevronLeft, ChevronRight } from 'lucide-react';
import { Button, IconButton } from '../../ui/button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Select } from '../../ui/select.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { useMedia } from '../../ui/use-media.ts';
import { CalendarMenu } from './calendar-menu.tsx';
import { FilterMenu } from './filter-menu.tsx';
import type { CalendarViewName } from './span.ts';
import type { Paper } from './use-paper.ts';

interface CalendarLeadProps {
  onTurn: (direction: -1 | 1) => void;
  onToday: () => void;
}

/** ‹ › Today, right after the title. */
export const CalendarLead = ({ onTurn, onToday }: CalendarLeadProps) => (
  <div className="ml-2 flex items-center">
    <IconButton label="Previous" keys={['left']} onClick={() => onTurn(-1)}>
      <ChevronLeft size={16} />
    </IconButton>
    <IconButton label="Next" keys={['right']} onClick={() => onTurn(1)}>
      <ChevronRight size={16} />
    </IconButton>
    <Tooltip label="Go to today" keys={['t']}>
      <Button tone="ghost" size="compact" className="ml-1" onClick={onToday}>
        Today
      </Button>
    </Tooltip>
  </div>
);

const VIEWS = [
  { value: 'month', label: 'Month' },
  { value: 'week', label: 'Week' },
  { value: 'day', label: 'Day' },
  { value: 'list', label: 'List' },
  { value: 'board', label: 'Board' },
] as const;

interface CalendarToolsProps {
  view: CalendarViewName;
  onView: (view: CalendarViewName) => void;
  paper: Paper;
  onPlan: () => void;
}

/** Under it the views have no room beside each other. */
const CROWDED = '(max-width: 759.98px)';

export function CalendarTools({ view, onView, paper, onPlan }: CalendarToolsProps) {
  const isCrowded = useMedia(CROWDED);
  const of = { label: 'Calendar view', value: view, onChange: onView, choices: VIEWS };
  return (
    <>
      {/* Where there is no room for it, it is in the menu. */}
      <IconButton label="Plan the month" className="max-wide:hidden" onClick={onPlan}>
        <CalendarPlus2 size={16} />
      </IconButton>
      <FilterMenu />
      <CalendarMenu paper={paper} onPlan={onPlan} />
      {isCrowded ? (
        <div className="w-24 shrink-0">
          <Select<CalendarViewName> {...of} className="h-7!" />
        </div>
      ) : (
        <Segmented<CalendarViewName> {...of} />
      )}
    </>
  );
}
