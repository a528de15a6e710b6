import {
  AlarmClock,
  AtSign,
  CornerUpLeft,
  EyeOff,
  Heart,
  MessageSquareOff,
  UserRound,
} from 'lucide-react';
import { memo } from 'react';
import type { InboxItem } from '../../../shared/ipc/views.ts';
import type { TimeStyle } from '../../app/preferences.ts';
import { cx } from '../../ui/class-names.ts';
import type { ClientLook } from '../calendar/client-looks.ts';
import { dayAt, dayText, timeText, whenText } from '../calendar/time.ts';
import { NetworkGlyph } from '../post-status/network-glyph.tsx';
import { MoodMark } from './mood-mark.tsx';

interface InboxRowProps {
  item: InboxItem;
  index: number;
  client: ClientLook;
  isShown: boolean;
  top: number;
  height: number;
  now: number;
  /** The day that it is, `YYYY-MM-DD`. */
  today: string;
  style: TimeStyle;
  onChoose: (index: number) => void;
}

/** A row in its place: where one above goes, all below only move, and what is in them is not drawn again. */
export const InboxRow = memo(function InboxRow({
  index,
  isShown,
  top,
  height,
  onChoose,
  ...words
}: InboxRowProps) {
  return (
    <li
      className="absolute inset-x-0 border-b border-hairline contain-strict"
      style={{ height, transform: `translateY(${top}px)` }}
    >
      <button
        type="button"
        data-row={index}
        tabIndex={isShown ? 0 : -1}
        aria-current={isShown ? 'true' : undefined}
        onClick={() => onChoose(index)}
        className="relative flex size-full flex-col justify-center gap-0.5 pr-4 pl-5 text-left hover:bg-hover focus-visible:-outline-offset-2 aria-[current=true]:bg-pressed"
      >
        <RowWords {...words} />
      </button>
    </li>
  );
});

type RowWordsProps = Omit<InboxRowProps, 'index' | 'isShown' | 'top' | 'height' | 'onChoose'>;

/** Who, what and where: three lines that never move. */
const RowWords = memo(function RowWords({ item, client, now, today, style }: RowWordsProps) {
  const { author, handle, text, network, readAt, writtenAt, state } = item;
  const isUnread = readAt === null && state === 'open';
  const day = dayAt(writtenAt, style.zone);
  const written = day === today ? timeText(writtenAt, style) : dayText(day, today, style.locale);
  return (
    <>
      <span
        aria-hidden
        data-own-colour
        className="absolute inset-y-2 left-0 w-0.75 rounded-r-full"
        style={{ backgroundColor: client.colour }}
      />
      <span className="flex w-full items-baseline gap-2">
        {isUnread && (
          <span className="size-1.5 shrink-0 self-center rounded-full bg-accent">
            <span className="sr-only">Unread: </span>
          </span>
        )}
        <span className={cx('min-w-0 flex-1 truncate', isUnread && 'font-semibold')}>
          {author || handle || 'Somebody'}
        </span>
        <span className="shrink-0 text-small text-muted tabular-nums">{written}</span>
      </span>
      <span dir="auto" className={cx('w-full truncate', !isUnread && 'text-muted')}>
        {text || 'No words'}
      </span>
      <span className="flex w-full items-center gap-1.5 text-small text-muted">
        <NetworkGlyph network={network} size={12} said />
        <span className="min-w-0 truncate">{client.name}</span>
        <span className="flex-1" />
        <Marks item={item} now={now} style={style} />
        <MoodMark score={item.sentiment} />
      </span>
    </>
  );
});

function Marks({ item, now, style }: Pick<InboxRowProps, 'item' | 'now' | 'style'>) {
  const { kind, assignee, snoozedUntil, goneAt, hidden, answeredAt, likedAt } = item;
  return (
    <>
      {kind === 'mention' && <Mark icon={<AtSign size={12} aria-hidden />}>Mention</Mark>}
      {goneAt !== null && (
        <Mark icon={<MessageSquareOff size={12} aria-hidden />}>Removed there</Mark>
      )}
      {hidden && <Mark icon={<EyeOff size={12} aria-hidden />}>Hidden</Mark>}
      {likedAt !== null && (
        <Mark icon={<Heart size={12} aria-hidden className="fill-current" />}>Liked</Mark>
      )}
      {answeredAt !== null && <Mark icon={<CornerUpLeft size={12} aria-hidden />}>Answered</Mark>}
      {snoozedUntil !== null && (
        <Mark icon={<AlarmClock size={12} aria-hidden />}>
          {whenText(snoozedUntil, now, style)}
        </Mark>
      )}
      {assignee && <Mark icon={<UserRound size={12} aria-hidden />}>{assignee}</Mark>}
    </>
  );
}

const Mark = ({ icon, children }: { icon: React.ReactNode; children: React.ReactNode }) => (
  <span className="flex max-w-28 shrink-0 items-center gap-1">
    {icon}
    <span className="truncate">{children}</span>
  </span>
);
