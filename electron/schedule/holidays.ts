import { Temporal } from 'temporal-polyfill';

type DateHolidays = typeof import('date-holidays').default;

export interface HolidayPlace {
  code: string;
  name: string;
  regions: { code: string; name: string }[];
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
  const [country = '', region] = place.split('-');
  const calendar =
    region === undefined
      ? new Holidays(country, { types: ['public'] })
      : new Holidays(country, region, { types: ['public'] });
  const days = new Map<string, string>();
  for (const { date, start, end, name } of calendar.getHolidays(year, 'en') ?? []) {
    const first = Temporal.PlainDate.from(date.slice(0, 10));
    const length = Math.max(1, Math.round((end.getTime() - start.getTime()) / DAY));
    for (let day = 0; day < length; day++) {
      const key = first.add({ days: day }).toString();
      if (!days.has(key)) days.set(key, name);
    }
  }
  return days;
}
