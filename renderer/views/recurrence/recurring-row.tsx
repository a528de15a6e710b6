import { CircleStop, RotateCcw } from 'lucide-react';
import type { Recurrence } from '../../../shared/ipc/views.ts';
import { useNow } from '../../app/clock.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { Dot } from '../../ui/avatar.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import type { ClientLook } from '../calendar/client-looks.ts';
import { whenText } from '../calendar/time.ts';
import { RepeatMark } from './repeat-mark.tsx';
import { ruleWords } from './rule-form.ts';

interface RecurringRowProps {
  recurrence: Recurrence;
  client: ClientLook;
  cursor: { 'data-row': number; tabIndex: number; onFocus: () => void };
  onEdit: () => void;
  onEnd: () => void;
  onResume: () => void;
}

/** What comes again, how, and when next. */
export function RecurringRow({
  recurrence,
  client,
  cursor,
  onEdit,
  onEnd,
  onResume,
}: RecurringRowProps) {
  const style = useTimeStyle();
  const now = useNow();
  const { rule, startsAt, zone, content, nextAt, endedAt, upcoming, skipHolidaysOf } = recurrence;
  const isOver = endedAt !== null;
  const next =
    endedAt !== null
      ? `Ended ${whenText(endedAt, now, style)}`
      : nextAt === null
        ? 'Nothing ahead'
        : `Next ${whenText(nextAt, now, style)}`;
  return (
    <li className="group flex h-14 items-center border-b border-hairline pr-4 hover:bg-hover">
      <button
        type="button"
        {...cursor}
        onClick={onEdit}
        disabled={isOver}
        className="flex h-full min-w-0 flex-1 items-center gap-3 pl-6 text-left focus-visible:-outline-offset-2"
      >
        <RepeatMark size={16} className={cx(isOver && 'opacity-50')} />
        <span className="flex min-w-0 flex-1 flex-col">
          <span className={cx('truncate', isOver && 'text-muted')}>
            {content.text || <span className="text-muted italic">No text yet</span>}
          </span>
          <span className="truncate text-small text-muted">
            {ruleWords(rule, startsAt, zone, style.hourCycle)}
            {skipHolidaysOf !== null && ', not on public holidays'}
          </span>
        </span>
        <span className="hidden w-36 shrink-0 items-center gap-1.5 text-small text-muted wide:flex">
          <Dot colour={client.colour} className="size-2" />
          <span className="truncate">{client.name}</span>
        </span>
        <span className="flex w-40 shrink-0 flex-col text-right text-small">
          <span className={cx(isOver || nextAt === null ? 'text-muted' : 'text-ink')}>{next}</span>
          {upcoming > 0 && (
            <span className="text-muted">
              {upcoming} {upcoming === 1 ? 'post' : 'posts'} scheduled
            </span>
          )}
        </span>
      </button>
      <span className="ml-2 flex shrink-0 justify-end">
        {isOver ? (
          <Button size="compact" tone="ghost" icon={<RotateCcw size={14} />} onClick={onResume}>
            Start again
          </Button>
        ) : (
          <IconButton label="End it" onClick={onEnd}>
            <CircleStop size={16} />
          </IconButton>
        )}
      </span>
    </li>
  );
}
