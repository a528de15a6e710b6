import type { ComponentProps, ReactNode } from 'react';
import { Temporal } from 'temporal-polyfill';
import { formatDay } from './time.ts';

/** Weeks of days, `YYYY-MM-DD`, from a first one on. */
export function weeksFrom(first: string, weeks: number): string[][] {
  const start = Temporal.PlainDate.from(first);
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: 7 }, (_, day) => start.add({ days: week * 7 + day }).toString()),
  );
}

interface DayTableProps extends Omit<ComponentProps<'table'>, 'children'> {
  weeks: readonly (readonly string[])[];
  locale: string;
  caption?: ReactNode;
  /** What stands for a day. */
  children: (day: string) => ReactNode;
}

/** A small month: its weekdays above, a cell for each day. */
export const DayTable = ({ weeks, locale, caption, children, ...table }: DayTableProps) => (
  <table {...table} className="w-full table-fixed text-center">
    {caption}
    <thead>
      <tr>
        {weeks[0]?.map((day) => (
          <th
            key={day}
            scope="col"
            abbr={formatDay(day, locale, { weekday: 'long' })}
            className="h-6 text-caption font-normal text-muted"
          >
            {formatDay(day, locale, { weekday: 'short' }).slice(0, 2)}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {weeks.map((week) => (
        <tr key={week[0]}>
          {week.map((day) => (
            <td key={day} className="p-0">
              {children(day)}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);
