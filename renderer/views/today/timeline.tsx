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
import { type AroundNow, aroundNow, sumUp } from './day.ts';

/** What went out today, what goes out yet, and what follows tomorrow. */
export function Timeline({ clientId }: { clientId: string | null }) {
  const style = useTimeStyle();
  const now = useNow();
  const day = dayAt(now, style.zone);
  const { from, midnight, to } = useMemo(() => twoDays(day, style.zone), [day, style.zone]);
  const query = useRoute(
    'posts.calendar',
    { from, to, ...(clientId && { clientId }) },
    { keepPrevious: true },
  );
  const cards = query.data ?? [];
  const today = cards.filter(({ scheduledAt }) => (scheduledAt ?? 0) < midnight);
  const { out, ahead } = sumUp(today);
  return (
    <TodayCard
      title="Today"
      side={query.data && today.length > 0 && `${out} out · ${ahead} to go`}
      size={TODAY_GRID.first}
      query={query}
    >
      {cards.length === 0 ? (
        <NothingSoon day={day} locale={style.locale} />
      ) : (
        <Posts around={aroundNow(cards, now, midnight)} style={style} now={now} />
      )}
    </TodayCard>
  );
}

function twoDays(day: string, zone: string) {
  const { from, to: midnight, end } = visibleSpan('day', day, 'monday', zone);
  return { from, midnight, to: visibleSpan('day', end, 'monday', zone).to };
}

interface PostsProps {
  around: AroundNow;
  now: number;
  style: TimeStyle;
}

function Posts({ around, now, style }: PostsProps) {
  const lookOf = useClientLooks();
  const list = useRef<HTMLOListElement>(null);
  const { today, tomorrow, nextId, hidden } = around;
  // Once: afterwards the person scrolls.
  useLayoutEffect(() => {
    const mark = list.current?.querySelector<HTMLElement>('[data-now]');
    if (mark && list.current) list.current.scrollTop = mark.offsetTop - 96;
  }, []);
  const row = (card: PostCard) => (
    <Post
      key={card.id}
      card={card}
      client={lookOf(card.clientId)}
      time={timeText(card.scheduledAt ?? 0, style)}
      isNext={card.id === nextId && today.includes(card)}
      isPast={(card.scheduledAt ?? 0) < now}
    />
  );
  return (
    <ol
      ref={list}
      aria-label="Posts of today and tomorrow"
      className="relative min-h-0 flex-1 overflow-y-auto"
    >
      {today.length === 0 && (
        <li className="border-t border-hairline px-4 py-3 text-muted">
          Nothing is planned for today.
        </li>
      )}
      {today.map(row)}
      {tomorrow.length > 0 && (
        <li className="border-t border-hairline bg-sunken px-4 py-1 text-small font-medium text-muted">
          Tomorrow
        </li>
      )}
      {tomorrow.map(row)}
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
      // Rows out of sight are not laid out: hundreds open like ten.
      className={cx(
        'border-t [contain-intrinsic-size:auto_54px] [content-visibility:auto]',
        isNext ? 'border-accent' : 'border-hairline',
      )}
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

function NothingSoon({ day, locale }: { day: string; locale: string }) {
  const go = useGo();
  return (
    <div className="flex flex-1 flex-col items-center justify-center px-6 pb-11 text-center">
      <p className="text-section font-medium">Nothing is planned for today or tomorrow</p>
      <p className="mt-1 text-muted">
        {formatDay(day, locale, { weekday: 'long', day: 'numeric', month: 'long' })} is free.
      </p>
      <Button size="compact" className="mt-3" onClick={() => go('/calendar')}>
        Open the calendar
      </Button>
    </div>
  );
}
