import { ChevronDown, ChevronRight, CircleAlert, CircleCheck, Info } from 'lucide-react';
import { useTimeStyle } from '../../app/preferences.ts';
import { cx } from '../../ui/class-names.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Thumbnail } from '../calendar/thumbnail.tsx';
import { formatDay, wallClockText } from '../calendar/time.ts';
import { NetworkGlyph } from '../post-status/network-glyph.tsx';
import type { Row } from './use-import.ts';

const STATES = {
  good: { word: 'Ready', Icon: CircleCheck, classes: 'text-published' },
  warning: { word: 'To know', Icon: Info, classes: 'text-attention' },
  broken: { word: 'Needs you', Icon: CircleAlert, classes: 'text-failed' },
} as const;

interface GridRowProps {
  /** Null while it is on its way. */
  row: Row | null;
  index: number;
  isOpen: boolean;
  cursor: { 'data-row': number; tabIndex: number; onFocus: () => void };
  onToggle: () => void;
}

/** A row as the post that it becomes, with the first thing there is to say of it. */
export function GridRow({ row, index, isOpen, cursor, onToggle }: GridRowProps) {
  const style = useTimeStyle();
  if (!row)
    return (
      <tr aria-rowindex={index + 2} className="h-14">
        <td colSpan={5} className="border-b border-hairline px-6">
          <Skeleton className="h-3 w-72" />
        </td>
      </tr>
    );
  const { word, Icon, classes } = STATES[row.state];
  const [problem] = row.problems;
  const others = row.problems.length - 1;
  const thumbnail = row.media.find(({ mediaId }) => mediaId !== null)?.mediaId;
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <tr aria-rowindex={index + 2} className="group relative h-14 hover:bg-hover">
      <td className={cx('border-b border-hairline pl-6', classes)}>
        <button
          type="button"
          {...cursor}
          aria-expanded={isOpen}
          aria-label={`${word}, line ${row.line}`}
          onClick={onToggle}
          className="flex items-center gap-1.5 after:absolute after:inset-0"
        >
          <Icon size={16} className="shrink-0" aria-hidden />
          <span className="text-small whitespace-nowrap">{word}</span>
        </button>
      </td>
      <td className="border-b border-hairline text-right text-small text-muted tabular-nums">
        {row.line}
      </td>
      <td className="truncate border-b border-hairline pl-4 text-small">
        {row.wallTime ? (
          <>
            {formatDay(row.wallTime.slice(0, 10), style.locale, {
              weekday: 'short',
              day: 'numeric',
              month: 'short',
              year: 'numeric',
            })}
            <div className="truncate text-muted">
              {wallClockText(row.wallTime, style.hourCycle)}
              {row.zone !== style.zone && ` ${row.zone}`}
              {row.status === 'draft' && ' · planned'}
            </div>
          </>
        ) : (
          <span className="text-muted">{row.status === 'draft' ? 'Draft' : 'No time'}</span>
        )}
      </td>
      <td className="border-b border-hairline pl-4">
        <div className="flex min-w-0 items-center gap-3">
          {thumbnail && <Thumbnail mediaId={thumbnail} className="size-8 rounded-chip" />}
          <div className="min-w-0 flex-1">
            <div dir="auto" className={cx('truncate', row.text === '' && 'text-muted italic')}>
              {row.text.slice(0, 300) || 'No text'}
            </div>
            {problem && (
              <div className={cx('truncate text-small', classes)}>
                {problem.message}
                {others > 0 && ` And ${others} more.`}
              </div>
            )}
          </div>
        </div>
      </td>
      <td className="border-b border-hairline pr-6 pl-4 text-small text-muted">
        <div className="flex items-center gap-2">
          <Accounts accounts={row.accounts} />
          <Chevron size={14} className="shrink-0" aria-hidden />
        </div>
      </td>
    </tr>
  );
}

/** The first one by its name, the others as a number. */
function Accounts({ accounts }: Pick<Row, 'accounts'>) {
  const [first] = accounts;
  if (!first) return <span className="flex-1">None</span>;
  return (
    <span
      className="flex min-w-0 flex-1 items-center gap-1.5"
      title={accounts.map(({ handle }) => `@${handle}`).join(', ')}
    >
      <NetworkGlyph network={first.network} size={12} said />
      <span className="truncate">@{first.handle}</span>
      {accounts.length > 1 && <span className="shrink-0">+{accounts.length - 1}</span>}
    </span>
  );
}
