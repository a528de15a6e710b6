import { Temporal } from 'temporal-polyfill';
import type { AI_SPANS } from '../../shared/ipc/ai-usage.ts';

export type AiSpan = (typeof AI_SPANS)[number];

/** The beginnings of each day of a span, and the end of the last one; UTC epoch ms. */
export function edgesOf(span: AiSpan, now: number, zone: string): number[] {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate();
  const month = today.with({ day: 1 });
  const last = month.subtract({ months: 1 });
  const [from, days] = {
    today: [today, 1] as const,
    month: [month, today.day] as const,
    last_month: [last, last.daysInMonth] as const,
    days30: [today.subtract({ days: 29 }), 30] as const,
  }[span];
  return Array.from(
    { length: days + 1 },
    (_, day) => from.add({ days: day }).toZonedDateTime(zone).epochMilliseconds,
  );
}

/** When this month began in a zone, UTC epoch ms. */
export const monthBegan = (now: number, zone: string): number =>
  Temporal.Instant.fromEpochMilliseconds(now)
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .with({ day: 1 })
    .toZonedDateTime(zone).epochMilliseconds;
