import type { ReactNode } from 'react';
import type { RouteOutput } from '../../../shared/ipc/contract.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { clockText, formatDay } from '../calendar/time.ts';
import { weekdayName } from './plan-span.ts';

const MOST = { holidays: 5, times: 3 } as const;

/** What is known of the days: room, names, and the hours that did well. */
export function Outlook({ outlook }: { outlook: RouteOutput<'plans.outlook'> }) {
  const { locale, hourCycle } = useTimeStyle();
  const { freeSlots, planned, holidays, best } = outlook;
  return (
    <dl className="mt-4 flex flex-col gap-3 border-t border-hairline pt-4 text-small">
      <Fact name="Room">
        {freeSlots === null
          ? 'No queue times for these accounts yet, so any time of day may be proposed.'
          : freeSlots === 1
            ? '1 slot is free.'
            : `${freeSlots} slots are free.`}
        {planned > 0 && ` ${planned === 1 ? '1 post is' : `${planned} posts are`} there already.`}
      </Fact>
      <Fact name="Did best">
        {best.times.length > 0
          ? best.times.slice(0, MOST.times).map(({ weekday, hour, posts, times }) => (
              <span key={`${weekday} ${hour}`} className="block tabular-nums">
                {weekdayName(weekday)} {clockText(hour, 0, hourCycle)}
                <span className="text-muted">
                  {' '}
                  · {times.toFixed(1)}× the usual, {posts} posts
                </span>
              </span>
            ))
          : best.posts === 0
            ? 'No numbers of earlier posts yet.'
            : `Not enough posts with numbers to tell: ${best.posts} so far.`}
      </Fact>
      <Fact name="Days to remember">
        {holidays.length === 0
          ? 'None in the countries of your calendar.'
          : holidays.slice(0, MOST.holidays).map(({ day, name }) => (
              <span key={`${day} ${name}`} className="flex gap-2">
                <span className="w-11 shrink-0 text-muted tabular-nums">
                  {formatDay(day, locale, { day: 'numeric', month: 'short' })}
                </span>
                <span className="min-w-0 truncate" title={name}>
                  {name}
                </span>
              </span>
            ))}
        {holidays.length > MOST.holidays && (
          <span className="text-muted">and {holidays.length - MOST.holidays} more</span>
        )}
      </Fact>
    </dl>
  );
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="flex flex-col gap-0.5">
    <dt className="font-medium">{name}</dt>
    <dd>{children}</dd>
  </div>
);
