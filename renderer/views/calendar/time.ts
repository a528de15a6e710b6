import { Temporal } from 'temporal-polyfill';

/** How times are told: in whose zone, with which clock, in which English. */
export interface TimeStyle {
  /** IANA zone of the profile. */
  zone: string;
  hourCycle: 'h23' | 'h12';
  locale: string;
}

/** `9:00`, or `9 AM` and `9:30 AM` on a 12-hour clock. */
export function clockText(hour: number, minute: number, hourCycle: TimeStyle['hourCycle']): string {
  const minutes = String(minute).padStart(2, '0');
  if (hourCycle === 'h23') return `${hour}:${minutes}`;
  const shown = hour % 12 === 0 ? 12 : hour % 12;
  const half = hour < 12 ? 'AM' : 'PM';
  return minute === 0 ? `${shown} ${half}` : `${shown}:${minutes} ${half}`;
}

/** The time of a wall-clock text `YYYY-MM-DDTHH:mm`. */
export const wallClockText = (wall: string, hourCycle: TimeStyle['hourCycle']): string =>
  clockText(Number(wall.slice(11, 13)), Number(wall.slice(14, 16)), hourCycle);

const zoned = (at: number, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);

/** What the clock on the wall says at an instant. */
export function timeText(at: number, { zone, hourCycle }: TimeStyle): string {
  const { hour, minute } = zoned(at, zone);
  return clockText(hour, minute, hourCycle);
}

/** The calendar day in a zone, `YYYY-MM-DD`. */
export const dayAt = (at: number, zone: string): string => zoned(at, zone).toPlainDate().toString();

const formats = new Map<string, Intl.DateTimeFormat>();

/** A plain date has no zone: it is formatted as UTC so that nothing shifts it. */
export function formatDay(
  day: string,
  locale: string,
  options: Intl.DateTimeFormatOptions,
): string {
  const key = `${locale} ${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
    formats.set(key, format);
  }
  return format.format(Date.parse(`${day}T00:00:00Z`));
}

/** Whole days from one calendar day to another, negative when it lies before. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

/** A day as one speaks of it: Today, Tomorrow, Tue in the coming days, then `24 Nov`, with the year where it differs. */
export function dayText(day: string, today: string, locale: string): string {
  const distance = daysBetween(today, day);
  if (distance === 0) return 'Today';
  if (distance === 1) return 'Tomorrow';
  if (distance === -1) return 'Yesterday';
  if (distance > 1 && distance < 7) return formatDay(day, locale, { weekday: 'short' });
  const year = day.slice(0, 4) === today.slice(0, 4) ? {} : ({ year: 'numeric' } as const);
  return formatDay(day, locale, { day: 'numeric', month: 'short', ...year });
}

/** In the middle of a sentence: `Tue 9:00`, `today 17:30`, `24 Nov 9:00`. */
export function whenText(at: number, now: number, style: TimeStyle): string {
  const day = dayText(dayAt(at, style.zone), dayAt(now, style.zone), style.locale);
  const inSentence = /^(Today|Tomorrow|Yesterday)$/.test(day) ? day.toLowerCase() : day;
  return `${inSentence} ${timeText(at, style)}`;
}

/** The same where it stands alone: `Today 17:30`. */
export function whenLabel(at: number, now: number, style: TimeStyle): string {
  const when = whenText(at, now, style);
  return when.charAt(0).toUpperCase() + when.slice(1);
}

/** The same with the weekday and the date in full, for a page or a tooltip. */
export function fullWhenText(at: number, style: TimeStyle): string {
  const day = formatDay(dayAt(at, style.zone), style.locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
  return `${day}, ${timeText(at, style)}`;
}

/** `Berlin (GMT+1)`: the city of the zone and its offset at that instant. */
export function zoneText(zone: string, at: number, locale: string): string {
  if (!zone.includes('/')) return zone;
  const city = (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
  const offset = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'shortOffset' })
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName')?.value;
  return offset ? `${city} (${offset})` : city;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** `in 5 minutes`, `2 hours ago`; beyond a day the caller tells the date instead, so this answers null. */
export function nearText(at: number, now: number): string | null {
  const distance = at - now;
  const size = Math.abs(distance);
  if (size < MINUTE / 2) return 'now';
  if (size >= 24 * HOUR) return null;
  const [count, unit] =
    size < HOUR - MINUTE / 2
      ? [Math.round(size / MINUTE), 'minute']
      : [Math.round(size / HOUR), 'hour'];
  const amount = `${count} ${unit}${count === 1 ? '' : 's'}`;
  return distance > 0 ? `in ${amount}` : `${amount} ago`;
}

/** The next full hour that is at least `leadMinutes` away, as wall-clock text. */
export function nextFullHour(now: number, zone: string, leadMinutes = 5): string {
  const earliest = zoned(now + leadMinutes * MINUTE, zone);
  const rounded = earliest.round({ smallestUnit: 'hour', roundingMode: 'ceil' });
  return rounded.toPlainDateTime().toString({ smallestUnit: 'minute' });
}

/** With seconds, for a log: `Sun 22 Nov, 9:02:11`. */
export function exactTimeText(at: number, style: TimeStyle): string {
  const day = formatDay(dayAt(at, style.zone), style.locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  });
  const { hour, minute, second } = zoned(at, style.zone);
  const seconds = `:${String(second).padStart(2, '0')}`;
  const [digits = '', half] = clockText(hour, minute, style.hourCycle).split(' ');
  // `9 AM` leaves its minutes out.
  const clock = digits.includes(':') ? digits : `${digits}:00`;
  return `${day}, ${clock}${seconds}${half ? ` ${half}` : ''}`;
}
