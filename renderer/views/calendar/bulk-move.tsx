import { type ReactNode, useState } from 'react';
import type { PostCard } from '../../../shared/ipc/views.ts';
import { now } from '../../app/clock.ts';
import { useSettings, useTimeStyle } from '../../app/preferences.ts';
import { Button } from '../../ui/button.tsx';
import { Popover } from '../../ui/popover.tsx';
import { MiniMonth } from '../composer/mini-month.tsx';
import { dayAt, formatDay } from './time.ts';

interface BulkMoveProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  trigger: ReactNode;
  cards: readonly PostCard[];
  /** By whole days, each at its own time. */
  onMoveBy: (days: number) => void;
  /** All of them to one day. */
  onMoveTo: (day: string) => void;
}

const STEPS = [
  { days: -7, label: 'A week back' },
  { days: -1, label: 'A day back' },
  { days: 1, label: 'A day on' },
  { days: 7, label: 'A week on' },
];

/** Where the selected posts go: by days, or all of them to one. */
export function BulkMove({ open, onOpenChange, trigger, ...props }: BulkMoveProps) {
  return (
    <Popover
      open={open}
      onOpenChange={onOpenChange}
      trigger={trigger}
      side="top"
      label="Move the selected posts"
      className="w-64 p-3"
    >
      <Choices {...props} onDone={() => onOpenChange(false)} />
    </Popover>
  );
}

function Choices({
  cards,
  onMoveBy,
  onMoveTo,
  onDone,
}: Pick<BulkMoveProps, 'cards' | 'onMoveBy' | 'onMoveTo'> & { onDone: () => void }) {
  const { zone, locale } = useTimeStyle();
  const { weekStart } = useSettings();
  const today = dayAt(now(), zone);
  const first = cards.find(({ scheduledAt }) => (scheduledAt ?? 0) > now())?.scheduledAt;
  const [day, setDay] = useState(first ? dayAt(first, zone) : today);
  return (
    <>
      <div className="mb-2 grid grid-cols-2 gap-1">
        {STEPS.map(({ days, label }) => (
          <Button
            key={days}
            size="compact"
            onClick={() => {
              onDone();
              onMoveBy(days);
            }}
          >
            {label}
          </Button>
        ))}
      </div>
      <MiniMonth
        value={day}
        today={today}
        first={today}
        weekStart={weekStart}
        locale={locale}
        onChange={setDay}
      />
      <Button
        tone="primary"
        size="compact"
        className="mt-2 w-full"
        onClick={() => {
          onDone();
          onMoveTo(day);
        }}
      >
        Move to {formatDay(day, locale, { weekday: 'short', day: 'numeric', month: 'short' })}
      </Button>
    </>
  );
}
