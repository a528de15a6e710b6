import './paper-sheet.css';
import { useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import { isPlanned } from '../../../shared/domain/post-status.ts';
import type { Holiday, PostCard } from '../../../shared/ipc/views.ts';
import { useClientFilter } from '../../app/place.ts';
import { useSettings, useTimeStyle } from '../../app/preferences.ts';
import { useRoute } from '../../ipc/queries.ts';
import { lookOf, STATUS_LOOK } from '../post-status/status.ts';
import type { ClientLook } from './client-looks.ts';
import { isFiltered } from './filters.ts';
import { byDay, type CalendarViewName, type Span, spanTitle, visibleSpan } from './span.ts';
import { formatDay, type TimeStyle, timeText } from './time.ts';
import { useFilters } from './use-filters.ts';
import { isWide } from './use-paper.ts';

interface PaperSheetProps {
  view: CalendarViewName;
  date: string;
  clientOf: (clientId: string) => ClientLook;
  /** Drawn: it can be printed. */
  onReady: () => void;
}

/** What the calendar shows, for paper: the month on one page, everything else as a list. On screen it is not seen. */
export function PaperSheet({ view, date, clientOf, onReady }: PaperSheetProps) {
  const style = useTimeStyle();
  const { weekStart } = useSettings();
  const { input } = useFilters();
  const span = visibleSpan(view, date, weekStart, style.zone);
  const posts = useRoute('posts.calendar', { from: span.from, to: span.to, ...input });
  const named = useRoute('calendar.holidays', { from: span.first, to: span.end });
  const isThere = !posts.isPending && !named.isPending;

  const ready = useRef(onReady);
  useEffect(() => {
    if (!isThere) return;
    // Two frames: the first draws it, the second is after its fonts and sizes have settled.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => ready.current());
    });
    return () => cancelAnimationFrame(frame);
  }, [isThere]);

  if (!isThere) return null;
  const days = byDay(span, posts.data ?? [], style.zone);
  const holidays = named.data?.holidays ?? [];
  const shared = { days, holidays, clientOf, style };
  return createPortal(
    <article className="paper-sheet" data-wide={isWide(view)}>
      <Heading
        title={spanTitle(view, date, weekStart, style.locale)}
        cards={posts.data ?? []}
        clientOf={clientOf}
      />
      {isWide(view) ? (
        <MonthPage {...shared} span={span} month={date.slice(0, 7)} />
      ) : (
        <ListPages {...shared} />
      )}
    </article>,
    document.body,
  );
}

interface HeadingProps {
  title: string;
  cards: readonly PostCard[];
  clientOf: (clientId: string) => ClientLook;
}

/** Whose calendar it is, of when, and what it was narrowed to. */
function Heading({ title, cards, clientOf }: HeadingProps) {
  const { client } = useClientFilter();
  const { filters } = useFilters();
  const labels = useRoute('labels.list', {}, { enabled: isFiltered(filters) }).data ?? [];
  const owners = client ? [client.id] : [...new Set(cards.map(({ clientId }) => clientId))];
  const words = [
    ...filters.statuses.map((status) => STATUS_LOOK[status].word),
    ...filters.networks.map((network) => NETWORKS[network].name),
    ...filters.labelIds.flatMap((id) => labels.find((label) => label.id === id)?.name ?? []),
  ];
  return (
    <header>
      <h1>{title}</h1>
      {words.length > 0 && <p>Only {words.join(', ')}</p>}
      <ul>
        {owners.map((id) => {
          const { name, colour } = clientOf(id);
          return (
            <li key={id}>
              <i style={{ backgroundColor: colour }} />
              {name}
            </li>
          );
        })}
      </ul>
    </header>
  );
}

interface PagesProps {
  days: { day: string; items: readonly PostCard[] }[];
  holidays: readonly Holiday[];
  clientOf: (clientId: string) => ClientLook;
  style: TimeStyle;
}

/** Posts of a day that fit on the page with five weeks: on two lines, on one, and in small print. */
const LINES = { roomy: 4, usual: 8, small: 12 };

function MonthPage({
  days,
  holidays,
  clientOf,
  style,
  month,
}: PagesProps & { span: Span; month: string }) {
  const weeks = days.length / 7;
  const most = Math.max(...days.map(({ items }) => items.length));
  const fits = (lines: number) => Math.floor((lines * 5) / weeks);
  const isSmall = most > fits(LINES.usual);
  const room = fits(isSmall ? LINES.small : LINES.usual);
  return (
    <table data-small={isSmall} data-roomy={most <= fits(LINES.roomy)} data-weeks={weeks}>
      <thead>
        <tr>
          {days.slice(0, 7).map(({ day }) => (
            <th key={day} scope="col">
              {formatDay(day, style.locale, { weekday: 'long' })}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {Array.from({ length: weeks }, (_, week) => days.slice(week * 7, week * 7 + 7)).map(
          (week) => (
            <tr key={week[0]?.day}>
              {week.map(({ day, items }) => {
                const shown = items.length <= room ? items : items.slice(0, room - 1);
                const name = namesOn(day, holidays);
                return (
                  <td key={day} data-other={!day.startsWith(month)}>
                    <h2>
                      {Number(day.slice(8))}
                      {name && <span>{name}</span>}
                    </h2>
                    {shown.map((card) => (
                      <Line
                        key={card.id}
                        card={card}
                        client={clientOf(card.clientId)}
                        style={style}
                      />
                    ))}
                    {shown.length < items.length && <p>and {items.length - shown.length} more</p>}
                  </td>
                );
              })}
            </tr>
          ),
        )}
      </tbody>
    </table>
  );
}

interface LineProps {
  card: PostCard;
  client: ClientLook;
  style: TimeStyle;
}

const Line = ({ card, client, style }: LineProps) => (
  <p style={{ borderLeftColor: client.colour }}>
    <b>{timeText(card.scheduledAt ?? 0, style)}</b>{' '}
    {isPlanned(card.status) && <small>{lookOf(card.status, card.held).word} · </small>}
    {card.excerpt || 'No text yet'}
  </p>
);

function ListPages({ days, holidays, clientOf, style }: PagesProps) {
  const full = days.filter(({ items }) => items.length > 0);
  if (full.length === 0) return <p>Nothing is planned.</p>;
  return full.map(({ day, items }) => (
    <section key={day}>
      <h2>
        {formatDay(day, style.locale, { weekday: 'long', day: 'numeric', month: 'long' })}
        <span>{namesOn(day, holidays)}</span>
      </h2>
      {items.map((card) => {
        const { name, colour } = clientOf(card.clientId);
        const where = card.networks.map((network) => NETWORKS[network].name).join(', ');
        return (
          <div key={card.id} style={{ borderLeftColor: colour }}>
            <b>{timeText(card.scheduledAt ?? 0, style)}</b>
            <p>
              {card.excerpt || 'No text yet'}
              <small>
                {[name, where, lookOf(card.status, card.held).word].filter(Boolean).join(' · ')}
              </small>
            </p>
          </div>
        );
      })}
    </section>
  ));
}

const namesOn = (day: string, holidays: readonly Holiday[]): string =>
  holidays
    .filter((holiday) => holiday.day === day)
    .map(({ name }) => name)
    .join(', ');
