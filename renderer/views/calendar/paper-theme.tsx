import type { PluginInput } from '@fullcalendar/react';
import { X } from 'lucide-react';
import { cx } from '../../ui/class-names.ts';

// FullCalendar 7 draws no looks of its own: a theme is a plugin that names classes. This one is ours,
// so the calendar is made of the same tokens as everything else, in light and in dark.

const grid = 'border border-hairline';
/** Today's date stands on ink. */
export const dateOf = (isToday: boolean) =>
  isToday
    ? 'flex h-5.5 min-w-5.5 items-center justify-center rounded-full bg-ink px-1 font-semibold text-paper'
    : 'flex h-5.5 items-center px-1';

/** Saturday and Sunday lie a shade lower. */
const weekendTint = (dow: number) => (dow === 0 || dow === 6) && 'bg-paper';

export const paperTheme: PluginInput = {
  name: 'paper',
  optionDefaults: {
    className: 'h-full text-base text-ink',
    viewClass: 'bg-panel',
    eventColor: 'transparent',
    eventContrastColor: 'inherit',
    tableHeaderClass: 'bg-paper',
    fillerClass: grid,
    dayHeaderRowClass: grid,
    dayHeaderDividerClass: 'border-b border-hairline',
    dayRowClass: grid,
    dayHeaderAlign: 'start',
    dayHeaderClass: ({ inPopover }) =>
      inPopover ? 'px-3 pt-2.5 pb-1.5' : cx(grid, 'justify-center'),
    dayHeaderInnerClass: ({ inPopover }) =>
      inPopover ? 'font-semibold' : 'px-1 py-1 text-small text-muted',
    dayCellClass: ({ dow, isOther, inPopover }) =>
      inPopover ? 'border-0' : cx(grid, 'group/day', isOther ? 'bg-sunken/70' : weekendTint(dow)),
    dayCellTopClass: 'flex min-h-7 items-start px-1.5 pt-1',
    dayCellTopInnerClass: ({ isToday, isOther }) =>
      cx(dateOf(isToday), 'text-small whitespace-nowrap', isOther && !isToday && 'text-muted'),
    dayCellBottomClass: 'min-h-1',
    dayCellInnerClass: ({ inPopover }) =>
      inPopover && 'max-h-[min(56vh,420px)] overflow-y-auto px-1.5 pb-2',
    dayLaneClass: ({ dow }) => cx(grid, weekendTint(dow)),
    dayLaneInnerClass: 'ml-0.5 mr-1.5',
    slotLaneClass: ({ isMinor }) => cx(grid, isMinor && 'border-transparent'),
    slotHeaderClass: 'justify-end border border-transparent',
    slotHeaderInnerClass: 'relative -top-2 px-2 text-caption text-muted',
    slotHeaderDividerClass: 'border-r border-hairline',
    nowIndicatorLineClass: 'now-line border-t-2 border-accent',
    nowIndicatorDotClass: '-mt-1 -ml-1 size-2.5 rounded-full bg-accent',
    nowIndicatorHeaderClass: 'hidden',
    highlightClass: 'bg-accent-soft',
    eventClass: ({ isDragging, isMirror }) =>
      cx(
        'group/chip rounded-chip outline-offset-1',
        isMirror && 'shadow-float',
        isDragging && !isMirror && 'opacity-40',
      ),
    eventInnerClass: 'min-w-0 flex-1',
    rowEventClass: 'mx-1 mb-0.5',
    listItemEventClass: 'mx-1 mb-0.5',
    columnEventClass: 'mb-px',
    moreLinkClass: 'rounded-chip',
    moreLinkInnerClass: 'truncate text-caption text-muted',
    rowMoreLinkClass: 'mx-1 flex h-4.5 items-center self-start px-1.5 hover:bg-hover',
    columnMoreLinkClass:
      'mb-px flex max-h-5.5 items-center justify-center self-end bg-raised px-1.5 shadow-float hover:bg-hover',
    popoverClass:
      'w-72 rounded-card bg-raised text-base text-ink shadow-float animate-appear no-drag',
    popoverCloseClass:
      'absolute top-1.5 right-1.5 inline-flex size-7 items-center justify-center rounded-control text-muted hover:bg-hover hover:text-ink',
    popoverCloseContent: () => <X size={14} aria-hidden />,
  },
};
