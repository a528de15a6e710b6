import { Temporal } from 'temporal-polyfill';
import type { Occurrence } from '../../shared/domain/recurrence.ts';
import { parseRule } from '../../shared/domain/recurrence-rule.ts';
import { describeRule } from '../../shared/domain/recurrence-words.ts';
import { wallTimeAt } from '../../shared/domain/wall-time.ts';
import type { ParsedInput, RouteOutput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Clock } from '../clock.ts';
import type { createHolidays } from './holidays.ts';
import type { RecurrenceRow } from './recurrence-rows.ts';

export type When = Pick<RecurrenceRow, 'rule' | 'startsAt' | 'zone' | 'skipHolidaysOf'>;
type Refused = 'bad_rule' | 'no_such_time' | 'unknown_place';

/** How far ahead occurrences are made, in days. */
const AHEAD = 8 * 7;
/** How far a preview looks, in days. */
const PREVIEWED = 3 * 366;

/** On which days a rule falls. The library behind it is loaded when the first rule is looked at. */
export function createRecurrenceDays(clock: Clock, holidays: ReturnType<typeof createHolidays>) {
  const calendar = () => import('../../shared/domain/recurrence.ts');
  const today = (zone: string) => wallTimeAt(clock.now(), zone).slice(0, 10);

  async function skipped({ skipHolidaysOf }: When, first: string, last: string) {
    if (skipHolidaysOf === null) return new Map<string, string>();
    return holidays.of(skipHolidaysOf, Number(first.slice(0, 4)), Number(last.slice(0, 4)));
  }

  /** Null where the rule can be kept. */
  async function refuse({ rule, startsAt, zone, skipHolidaysOf }: When) {
    if (!isTime(startsAt))
      return fail('no_such_time', 'There is no such date or time. Choose another one.');
    const parsed = parseRule(rule, zone);
    if (!parsed.ok) return fail('bad_rule', parsed.why);
    const { everHappens } = await calendar();
    if (!everHappens(parsed.rule, startsAt))
      return fail('bad_rule', 'No day fits this rule. Change its days or its end.');
    if (skipHolidaysOf !== null && !(await holidays.knows(skipHolidaysOf)))
      return fail('unknown_place', 'The holidays of this place are not known. Choose another one.');
    return null;
  }

  return {
    refuse,
    today,
    /** The last day that is made now. */
    madeUntil: (zone: string): string => addDays(today(zone), AHEAD),

    /** From the day after `after` (null: from today) to the last day that is made now. */
    async ahead(when: When, after: string | null = null): Promise<Occurrence[]> {
      const first = after === null ? today(when.zone) : addDays(after, 1);
      const last = addDays(today(when.zone), AHEAD);
      const { occurrencesBetween } = await calendar();
      const skip = new Set((await skipped(when, first, last)).keys());
      return occurrencesBetween({ ...when, skip }, first, last);
    },

    async preview({
      count,
      ...when
    }: ParsedInput<'recurrences.preview'>): Promise<
      Result<RouteOutput<'recurrences.preview'>, Refused>
    > {
      const refused = await refuse(when);
      if (refused) return refused;
      const parsed = parseRule(when.rule, when.zone);
      if (!parsed.ok) return fail('bad_rule', parsed.why);
      const [now, start] = [today(when.zone), when.startsAt.slice(0, 10)];
      const first = start > now ? start : now;
      const last = addDays(first, PREVIEWED);
      const { occurrencesBetween } = await calendar();
      const all = occurrencesBetween(when, first, last).filter(({ at }) => at > clock.now());
      const free = await skipped(when, first, last);
      const shown = all.filter(({ date }) => !free.has(date)).slice(0, count);
      const end = shown.at(-1)?.date ?? last;
      return ok({
        description: describeRule(parsed.rule, when.startsAt),
        occurrences: shown.map(({ at, wallTime, shift }) => ({ at, wallTime, shift })),
        skipped: all.flatMap(({ date }) => {
          const holiday = date <= end ? free.get(date) : undefined;
          return holiday === undefined ? [] : { date, holiday };
        }),
      });
    },
  };
}

const addDays = (date: string, days: number): string =>
  Temporal.PlainDate.from(date).add({ days }).toString();

function isTime(wallTime: string): boolean {
  try {
    Temporal.PlainDateTime.from(wallTime, { overflow: 'reject' });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
