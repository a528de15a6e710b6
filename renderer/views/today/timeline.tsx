import { useLayoutEffect, useMemo, useRef } from 'react';
import type { PostCard } from '../../../shared/ipc/views.ts';
import { useNow } from '../../app/clock.ts';
import { TODAY_GRID } from '../../app/fallbacks.tsx';
import { useGo } from '../../app/place.ts';
import { type TimeStyle, useTimeStyle } from '../../app/preferences.ts';
import { useRoute } from '../../ipc/queries.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { type ClientLook, useClientLooks } from '../calendar/client-looks.ts';
import { visibleSpan } from '../calendar/span.ts';
import { Thumbnail } from '../calendar/thumbnail.tsx';
import { dayAt, formatDay, timeText } from '../calendar/time.ts';
import { NetworkGlyph } from '../post-status/network-glyph.tsx';
import { STATUS_LOOK } from '../post-status/status.ts';
import { StatusIcon } from '../post-status/status-badge.tsx';
import { TodayCard } from './card.tsx';
import { aroundNow, sumUp } from './day.ts';

/** What went out today, and what goes out yet. */
export function Timeline({ clientId }: { clientId: string | null }) {
  const style = useTimeStyle();
  const now = useNow();
  const day = dayAt(now, style.zone);
  const { from, to } = useMemo(
    () => visibleSpan('day', day, 'monday', style.zone),
    [day, style.zone],
  );
  const query = useRoute(
    'posts.calendar',
    { from, to, ...(clientId && { clientId }) },
    {
      keepPrevious: true,
    },
  );
  const cards = query.data ?? [];
  const { out, ahead } = sumUp(cards);
  return (
    <TodayCard
      title="Today"
      side={query.data && cards.length > 0 && `${out} out · ${ahead} to go`}
      size={TODAY_GRID.first}
      query={query}
    >
      {cards.length === 0 ? (
        <NothingToday day={day} locale={style.locale} />
      ) : (
        <Posts cards={cards} now={now} style={style} />
      )}
    </TodayCard>
  );
}

function Posts({
  cards,
  now,
  style,
}: {
  cards: readonly PostCard[];
  now: number;
  style: TimeStyle;
}) {
  const lookOf = useClientLooks();
  const list = useRef<HTMLOListElement>(null);
  const { shown, hidden, next } = aroundNow(cards, now);
  // Once: afterwards the person scrolls.
  useLayoutEffect(() => {
    const mark = list.current?.querySelector<HTMLElement>('[data-now]');
    if (mark && list.current) list.current.scrollTop = mark.offsetTop - list.current.offsetTop - 96;
  }, []);
  return (
    <ol ref={list} aria-label="Posts of today" className="relative min-h-0 flex-1 overflow-y-auto">
      {shown.map((card, index) => (
        <Post
          key={card.id}
          card={card}
          client={lookOf(card.clientId)}
          time={timeText(card.scheduledAt ?? 0, style)}
          isNext={index === next}
          isPast={next === -1 || index < next}
        />
      ))}
      {hidden > 0 && (
        <li className="border-t border-hairline px-4 py-2 text-small text-muted">
          {hidden.toLocaleString()} more stand on the calendar.
        </li>
      )}
    </ol>
  );
}

interface PostProps {
  card: PostCard;
  client: ClientLook;
  time: string;
  isNext: boolean;
  isPast: boolean;
}

function Post({ card, client, time, isNext, isPast }: PostProps) {
  const go = useGo();
  return (
    <li
      {...(isNext && { 'data-now': true })}
      className={cx('border-t', isNext ? 'border-accent' : 'border-hairline')}
    >
      {isNext && <span className="sr-only">Next</span>}
      <button
        type="button"
        onClick={() => go(`/posts/${card.id}`)}
        className="relative flex min-h-11 w-full items-center gap-3 py-1.5 pr-4 pl-4 text-left hover:bg-hover focus-visible:-outline-offset-2"
      >
        <span
          aria-hidden
          className="absolute inset-y-1.5 left-0 w-[3px] rounded-full"
          style={{ backgroundColor: client.colour }}
        />
        <time className={cx('w-12 shrink-0 text-right', isPast ? 'text-muted' : 'font-medium')}>
          {time}
        </time>
        <StatusIcon status={card.status} size={16} said />
        <span className="min-w-0 flex-1">
          <span className={cx('block truncate', !card.excerpt && 'text-muted italic')}>
            {card.excerpt || 'No text yet'}
          </span>
          <span className="flex items-center gap-1.5 text-small text-muted">
            <span className="flex shrink-0 gap-1">
              {card.networks.map((network) => (
                <NetworkGlyph key={network} network={network} size={12} said />
              ))}
            </span>
            <span className="truncate">{client.name}</span>
            {card.held && <span className="shrink-0">· held back</span>}
            {(STATUS_LOOK[card.status].tone === 'bad' ||
              STATUS_LOOK[card.status].tone === 'attention') && (
              <span className="shrink-0">· {STATUS_LOOK[card.status].word.toLowerCase()}</span>
            )}
          </span>
        </span>
        {card.thumbnailId && (
          <Thumbnail mediaId={card.thumbnailId} className="size-8 rounded-chip" />
        )}
      </button>
    </li>
  );
}

function NothingToday({ day, locale }: { day: string; locale: string }) {
  const go = useGo();
  return (
    <div className="flex flex-1 flex-col items-center justify-center px-6 pb-11 text-center">
      <p className="text-section font-medium">Nothing is planned for today</p>
      <p className="mt-1 text-muted">
        {formatDay(day, locale, { weekday: 'long', day: 'numeric', month: 'long' })} is free.
      </p>
      <Button size="compact" className="mt-3" onClick={() => go('/calendar')}>
        Open the calendar
      </Button>
    </div>
  );
}
