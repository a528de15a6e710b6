import type { PluginInput } from '@fullcalendar/react';
import { X } from 'lucide-react';
import { cx } from '../../ui/class-names.ts';
import { weekendTint } from './day-looks.ts';

// FullCalendar 7 draws no looks of its own: a theme is a plugin that names classes. This one is ours,
// so the calendar is made of the same tokens as everything else, in light and in dark.

const grid = 'border border-hairline';
export const paperTheme: PluginInput = {
  name: 'paper',
  optionDefaults: {
    className: 'h-full text-base text-ink',
    viewClass: 'bg-panel',
    eventColor: 'transparent',
    eventContrastColor: 'inherit',
    tableHeaderClass: 'bg-paper',
    dayHeaderRowClass: grid,
    dayHeaderDividerClass: 'border-b border-hairline',
    dayHeaderAlign: 'start',
    dayHeaderClass: ({ inPopover }) =>
      inPopover ? 'px-3 pt-2.5 pb-1.5' : cx(grid, 'justify-center *:max-w-full'),
    dayHeaderInnerClass: ({ inPopover }) =>
      inPopover ? 'font-semibold' : 'min-w-0 max-w-full px-1 py-1 text-small text-muted',
    dayCellClass: 'border-0',
    dayCellInnerClass: 'max-h-[min(56vh,420px)] overflow-y-auto px-1.5 pb-2',
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
    columnMoreLinkClass:
      'mb-px flex max-h-5.5 items-center justify-center self-end bg-raised px-1.5 shadow-float hover:bg-hover',
    popoverClass:
      'w-72 rounded-card bg-raised text-base text-ink shadow-float animate-appear no-drag',
    popoverCloseClass:
      'absolute top-1.5 right-1.5 inline-flex size-7 items-center justify-center rounded-control text-muted hover:bg-hover hover:text-ink',
    popoverCloseContent: () => <X size={14} aria-hidden />,
  },
};
