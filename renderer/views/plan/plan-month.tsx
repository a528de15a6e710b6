import { Temporal } from 'temporal-polyfill';
import type { Holiday, PlanProposal } from '../../../shared/ipc/views.ts';
import { useSettings, useTimeStyle } from '../../app/preferences.ts';
import { useRoute } from '../../ipc/queries.ts';
import { cx } from '../../ui/class-names.ts';
import { DayTable, weeksFrom } from '../calendar/day-table.tsx';
import { visibleSpan } from '../calendar/span.ts';
import { dayAt, formatDay } from '../calendar/time.ts';
import { addDays, type DaySpan } from '../posts/day-span.ts';
import { monthsOf } from './plan-span.ts';

interface PlanMonthProps {
  clientId: string;
  /** The client’s own. */
  colour: string;
  span: DaySpan;
  /** Open ones are ghosts; what was accepted is a post. */
  proposals: readonly PlanProposal[];
  /** The day that is stood on. */
  shownId: string | null;
  onDay?: (day: string) => void;
}

interface DayFacts {
  posts: number;
  ghosts: number;
  holidays: readonly Holiday[];
}

const NOTHING: DayFacts = { posts: 0, ghosts: 0, holidays: [] };
const MOST_DOTS = 3;

/** The days of a plan: what is there already, and where the proposals would stand. */
export function PlanMonth(props: PlanMonthProps) {
  const { clientId, colour, span, proposals, onDay } = props;
  const { locale, zone } = useTimeStyle();
  const [from, to] = edgesOf(span, zone);
  const posts = useRoute('posts.calendar', { from, to, clientId }, { keepPrevious: true }).data;
  const holidays = useRoute(
    'calendar.holidays',
    { from: span.first, to: addDays(span.last, 1) },
    { keepPrevious: true },
  ).data?.holidays;
  const days = new Map<string, DayFacts>();
  const add = (day: string, part: Partial<DayFacts>) => {
    const had = days.get(day) ?? NOTHING;
    days.set(day, {
      posts: had.posts + (part.posts ?? 0),
      ghosts: had.ghosts + (part.ghosts ?? 0),
      holidays: [...had.holidays, ...(part.holidays ?? [])],
    });
  };
  for (const { scheduledAt, status } of posts ?? [])
    if (scheduledAt !== null && status !== 'cancelled') add(dayAt(scheduledAt, zone), { posts: 1 });
  for (const { state, wallTime } of proposals)
    if (state === 'open') add(wallTime.slice(0, 10), { ghosts: 1 });
  for (const holiday of holidays ?? []) add(holiday.day, { holidays: [holiday] });
  const shownDay = proposals.find(({ id }) => id === props.shownId)?.wallTime.slice(0, 10) ?? null;

  return (
    <div className="flex flex-col gap-4">
      {monthsOf(span).map((month) => (
        <Month
          key={month}
          {...{ month, span, days, colour, shownDay, locale }}
          {...(onDay && { onDay })}
        />
      ))}
      <p aria-hidden className="flex gap-4 text-caption text-muted">
        <span className="flex items-center gap-1.5">
          <Post colour={colour} /> On the calendar
        </span>
        <span className="flex items-center gap-1.5">
          <Ghost /> Proposed
        </span>
      </p>
    </div>
  );
}

interface MonthProps {
  month: string;
  span: DaySpan;
  days: ReadonlyMap<string, DayFacts>;
  colour: string;
  shownDay: string | null;
  locale: string;
  onDay?: (day: string) => void;
}

function Month({ month, span, days, colour, shownDay, locale, onDay }: MonthProps) {
  const { weekStart } = useSettings();
  const { first, end } = visibleSpan('month', `${month}-01`, weekStart, 'UTC');
  const weeks = weeksFrom(first, Temporal.PlainDate.from(first).until(end).days / 7);
  return (
    <DayTable
      {...{ weeks, locale }}
      caption={
        <caption className="pb-1 pl-1 text-left font-medium">
          {formatDay(`${month}-01`, locale, { month: 'long', year: 'numeric' })}
        </caption>
      }
    >
      {(day) =>
        day.startsWith(month) && (
          <Day
            day={day}
            facts={days.get(day) ?? NOTHING}
            isIn={day >= span.first && day <= span.last}
            isShown={day === shownDay}
            {...{ colour, locale }}
            {...(onDay && { onDay })}
          />
        )
      }
    </DayTable>
  );
}

interface DayProps {
  day: string;
  facts: DayFacts;
  isIn: boolean;
  isShown: boolean;
  colour: string;
  locale: string;
  onDay?: (day: string) => void;
}

function Day({ day, facts, isIn, isShown, colour, locale, onDay }: DayProps) {
  const { posts, ghosts, holidays } = facts;
  const [holiday] = holidays;
  const look = cx(
    'mx-auto flex h-9 w-full max-w-9 flex-col items-center justify-center gap-0.5 rounded-control tabular-nums',
    !isIn && 'text-muted opacity-60',
    isShown && 'bg-pressed font-semibold',
  );
  const inside = (
    <>
      <span
        className={cx(
          holiday?.kind === 'public' &&
            'underline decoration-muted decoration-dotted underline-offset-3',
        )}
      >
        {Number(day.slice(8))}
      </span>
      <span aria-hidden className="flex h-1.5 items-center gap-0.5">
        {marks(posts, ghosts).map((kind, at) =>
          kind === 'post' ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: dots have nothing else
            <Post key={at} colour={colour} />
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: dots have nothing else
            <Ghost key={at} />
          ),
        )}
      </span>
    </>
  );
  const names = holidays.map(({ name }) => name).join(', ');
  const said = [
    formatDay(day, locale, { weekday: 'long', day: 'numeric', month: 'long' }),
    posts > 0 && (posts === 1 ? '1 post' : `${posts} posts`),
    ghosts > 0 && (ghosts === 1 ? '1 proposal' : `${ghosts} proposals`),
    names,
  ]
    .filter(Boolean)
    .join(', ');
  return onDay && ghosts > 0 ? (
    <button
      type="button"
      tabIndex={-1}
      title={names || undefined}
      aria-label={said}
      onClick={() => onDay(day)}
      className={cx(look, 'hover:bg-hover')}
    >
      {inside}
    </button>
  ) : (
    <span title={names || undefined} className={look}>
      <span className="sr-only">{said}</span>
      <span aria-hidden className="contents">
        {inside}
      </span>
    </span>
  );
}

/** As many dots as there is room for: posts first, and a ghost where there is one. */
function marks(posts: number, ghosts: number): ('post' | 'ghost')[] {
  const room = ghosts > 0 ? MOST_DOTS - 1 : MOST_DOTS;
  const shown = Math.min(posts, room);
  return [
    ...Array.from({ length: shown }, () => 'post' as const),
    ...Array.from({ length: Math.min(ghosts, MOST_DOTS - shown) }, () => 'ghost' as const),
  ];
}

const Post = ({ colour }: { colour: string }) => (
  <span
    data-own-colour
    style={{ backgroundColor: colour }}
    className="size-1.5 shrink-0 rounded-full ring-1 ring-ink/10 ring-inset"
  />
);
const Ghost = () => <span className="size-1.5 shrink-0 rounded-full border border-accent-text" />;

/** The span’s beginning and end, UTC epoch ms. */
const edgesOf = ({ first, last }: DaySpan, zone: string): [number, number] => [
  Temporal.PlainDate.from(first).toZonedDateTime(zone).epochMilliseconds,
  Temporal.PlainDate.from(last).add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds,
];
