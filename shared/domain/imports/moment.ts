import { resolveWallTime, type WallTimeShift, wallTimeAt } from '../wall-time.ts';
import { type DateOrder, dateIn, offsetOf, readMoment, type WrittenTime } from './dates.ts';

/** Where a row says when its post goes out, and what holds where it does not. */
export interface WrittenWhen {
  date: string;
  time: string;
  zone: string;
}
export interface WhenRules {
  order: DateOrder;
  /** IANA; of rows that name none. */
  zone: string;
  /** `HH:mm`, of rows that say a day and no time. */
  dayTime: string;
}

export interface ReadWhen {
  /** UTC epoch ms. */
  at: number;
  /** What the clock in `zone` says then, `YYYY-MM-DDTHH:mm`. */
  wallTime: string;
  zone: string;
  shift: WallTimeShift;
}

export interface WhenProblem {
  field: 'date' | 'time' | 'zone';
  code: 'date_unreadable' | 'time_unreadable' | 'unknown_zone' | 'no_date';
  message: string;
}

/** When a row's post goes out; null where it says nothing of it. */
export function readWhen(
  written: WrittenWhen,
  rules: WhenRules,
): { when: ReadWhen | null } | { problem: WhenProblem } {
  const date = written.date.trim();
  const time = written.time.trim();
  if (date === '' && time === '') return { when: null };
  const moment = date === '' ? null : readMoment(date);
  if (date !== '' && !moment?.date && !(moment?.time && time !== ''))
    return problem('date', 'date_unreadable', `“${short(date)}” is no date. ${HOW[rules.order]}`);
  const second = time === '' ? null : readMoment(time);
  if (time !== '' && !second?.time && !second?.date)
    return problem('time', 'time_unreadable', `“${short(time)}” is no time. Write it as 09:30.`);
  // In some tables the columns are the other way round, or the second one says all of it.
  const day = moment?.date ?? second?.date ?? null;
  const clock = second?.time ?? moment?.time ?? timeOf(rules.dayTime);
  if (!day) return problem('date', 'no_date', 'There is a time, and no date. Write the day, too.');
  const plain = dateIn(day, rules.order);
  if (!plain)
    return problem(
      'date',
      'date_unreadable',
      `There is no day “${short(date)}”, read as ${ORDER_WORDS[day.order ?? rules.order]}. Correct it, or choose another order of dates.`,
    );
  const zone = zoneOf(written.zone.trim(), moment?.zone ?? second?.zone ?? null, rules.zone);
  if ('problem' in zone) return zone;
  const offset = moment?.offset ?? second?.offset ?? zone.offset;
  const { hour, minute } = clock;
  if (offset !== null) {
    const at = Date.UTC(plain.year, plain.month - 1, plain.day, hour, minute) - offset * 60_000;
    return { when: { at, wallTime: wallTimeAt(at, zone.name), zone: zone.name, shift: 'none' } };
  }
  const two = (value: number) => String(value).padStart(2, '0');
  const wallTime = `${plain.year}-${two(plain.month)}-${two(plain.day)}T${two(hour)}:${two(minute)}`;
  const { at, shift } = resolveWallTime(wallTime, zone.name);
  return { when: { at, wallTime, zone: zone.name, shift } };
}

function zoneOf(
  cell: string,
  inMoment: string | null,
  usual: string,
): { name: string; offset: number | null } | { problem: WhenProblem } {
  const written = cell !== '' ? cell : (inMoment ?? '');
  if (written === '') return { name: usual, offset: null };
  // A column of zones names one; behind a time it says by how much that is ahead.
  if (/^(?:UTC|GMT|Etc\/UTC)$/i.test(cell)) return { name: 'UTC', offset: null };
  const offset = offsetOf(written);
  if (offset !== null) return { name: usual, offset };
  const name = zoneNamed(written);
  return name === null
    ? problem(
        'zone',
        'unknown_zone',
        `“${short(written)}” is no time zone. Write it as Europe/Berlin.`,
      )
    : { name, offset: null };
}

const zones = new Map<string, string | null>();

/** The zone of that name, in its usual writing. Short names such as EST mean several zones, so they are none. */
function zoneNamed(written: string): string | null {
  const known = zones.get(written);
  if (known !== undefined) return known;
  let name: string | null = null;
  if (written.includes('/'))
    try {
      const path = written.replace(/\s+/g, '_');
      const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: path }).resolvedOptions();
      // Some engines answer with the old name of the same zone: what was written stays then.
      name = timeZone.toLowerCase() === path.toLowerCase() ? timeZone : path;
    } catch {
      name = null;
    }
  if (zones.size < 2000) zones.set(written, name);
  return name;
}

const timeOf = (text: string): WrittenTime => {
  const [hour = 9, minute = 0] = text.split(':').map(Number);
  return { hour, minute, twelve: false };
};

const ORDER_WORDS: Readonly<Record<DateOrder, string>> = {
  ymd: 'year, month, day',
  dmy: 'day, month, year',
  mdy: 'month, day, year',
};
const HOW: Readonly<Record<DateOrder, string>> = {
  ymd: 'Write it as 2026-04-03.',
  dmy: 'Write it as 03.04.2026 or 2026-04-03.',
  mdy: 'Write it as 04/03/2026 or 2026-04-03.',
};

const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);

const problem = (field: WhenProblem['field'], code: WhenProblem['code'], message: string) => ({
  problem: { field, code, message },
});
