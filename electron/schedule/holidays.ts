import type { HolidaysTypes } from 'date-holidays';
import { Temporal } from 'temporal-polyfill';

type DateHolidays = typeof import('date-holidays').default;

export interface HolidayPlace {
  code: string;
  name: string;
  regions: { code: string; name: string }[];
}

/** A day with a name somewhere. */
export interface NamedDay {
  /** `YYYY-MM-DD` */
  day: string;
  name: string;
  /** `public`: work rests. */
  kind: 'public' | 'observance';
}

const DAY = 86_400_000;

/** Public holidays by country or region. Their rules are a megabyte, so they are read when first asked for. */
export function createHolidays() {
  let loading: Promise<DateHolidays> | null = null;
  const load = () => {
    loading ??= import('date-holidays').then((module) => module.default);
    return loading;
  };
  const known = new Map<string, Map<string, string>>();
  const named = new Map<string, NamedDay[]>();
  const homes = new Map<string, string | null>();

  return {
    /** Whether the public holidays of `DE`, or of `DE-BY`, are known. */
    async knows(place: string): Promise<boolean> {
      const all = new (await load())();
      const [country = '', region] = place.split('-');
      if (all.getCountries()[country] === undefined) return false;
      return region === undefined || all.getStates(country)?.[region] !== undefined;
    },

    /** Public holidays of these years by their day, `YYYY-MM-DD`, with their English or own name. */
    async of(place: string, firstYear: number, lastYear: number): Promise<Map<string, string>> {
      const days = new Map<string, string>();
      for (let year = firstYear; year <= lastYear; year++) {
        const key = `${place} ${year}`;
        const found = known.get(key) ?? inYear(await load(), place, year);
        known.set(key, found);
        for (const [day, name] of found) days.set(day, name);
      }
      return days;
    },

    /** Holidays and observances of a year, as they come; school holidays are left out. */
    async named(place: string, year: number): Promise<readonly NamedDay[]> {
      const key = `${place} ${year}`;
      const found = named.get(key) ?? namedDays(await load(), place, year);
      named.set(key, found);
      return found;
    },

    /** The country of an IANA zone; null for one that is of none, such as UTC. */
    async countryOf(zone: string): Promise<string | null> {
      const Holidays = await load();
      let home = homes.get(zone);
      if (home === undefined) {
        const codes = Object.keys(new Holidays().getCountries());
        home = codes.find((code) => new Holidays(code).getTimezones()?.includes(zone)) ?? null;
        homes.set(zone, home);
      }
      return home;
    },

    async places(): Promise<HolidayPlace[]> {
      const all = new (await load())();
      return Object.entries(all.getCountries('en'))
        .map(([code, name]) => ({
          code,
          name,
          regions: Object.entries(all.getStates(code, 'en') ?? {}).map(([region, called]) => ({
            code: `${code}-${region}`,
            name: called,
          })),
        }))
        .sort((a, b) => a.name.localeCompare(b.name, 'en'));
    },
  };
}

function inYear(Holidays: DateHolidays, place: string, year: number): Map<string, string> {
  const days = new Map<string, string>();
  for (const holiday of calendarOf(Holidays, place, ['public']).getHolidays(year, 'en') ?? [])
    for (const day of daysOf(holiday)) if (!days.has(day)) days.set(day, holiday.name);
  return days;
}

function namedDays(Holidays: DateHolidays, place: string, year: number): NamedDay[] {
  const calendar = calendarOf(Holidays, place, ['public', 'bank', 'optional', 'observance']);
  const days = new Map<string, NamedDay>();
  for (const holiday of calendar.getHolidays(year, 'en') ?? []) {
    const kind = holiday.type === 'public' ? 'public' : 'observance';
    for (const day of daysOf(holiday)) {
      const key = `${day} ${holiday.name}`;
      if (kind === 'public' || !days.has(key)) days.set(key, { day, name: holiday.name, kind });
    }
  }
  return [...days.values()];
}

function calendarOf(Holidays: DateHolidays, place: string, types: HolidaysTypes.HolidayType[]) {
  const [country = '', region] = place.split('-');
  return region === undefined
    ? new Holidays(country, { types })
    : new Holidays(country, region, { types });
}

/** Each day that it goes over, in the country itself. */
function daysOf({ date, start, end }: { date: string; start: Date; end: Date }): string[] {
  const first = Temporal.PlainDate.from(date.slice(0, 10));
  const length = Math.max(1, Math.round((end.getTime() - start.getTime()) / DAY));
  return Array.from({ length }, (_, day) => first.add({ days: day }).toString());
}
