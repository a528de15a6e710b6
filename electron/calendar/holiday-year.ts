import type { Holiday } from '../../shared/ipc/views.ts';
import { createHolidays } from '../schedule/holidays.ts';

/** Whose holidays of which year. */
export interface HolidayQuestion {
  /** Countries and regions; null for the country of the zone. */
  places: readonly string[] | null;
  /** IANA zone of the profile. */
  zone: string;
  year: number;
}

export interface HolidayYear {
  /** The places that are known. */
  places: string[];
  /** By day, public ones first. */
  holidays: Holiday[];
}

/** The holidays and observances of a year. Reads the rules of the whole world, so it runs in a thread of its own. */
export async function holidayYear({ places, zone, year }: HolidayQuestion): Promise<HolidayYear> {
  const rules = createHolidays();
  const known: string[] = [];
  if (places === null) {
    const home = await rules.countryOf(zone);
    if (home !== null) known.push(home);
  } else for (const place of places) if (await rules.knows(place)) known.push(place);

  const days = new Map<string, Holiday>();
  for (const place of known)
    for (const { day, name, kind } of await rules.named(place, year)) {
      const key = `${day} ${kind} ${name}`;
      const same = days.get(key);
      if (same) same.places.push(place);
      else days.set(key, { day, name, kind, places: [place] });
    }
  return { places: known, holidays: [...days.values()].sort(inOrder) };
}

const inOrder = (a: Holiday, b: Holiday): number =>
  a.day.localeCompare(b.day) ||
  Number(a.kind === 'observance') - Number(b.kind === 'observance') ||
  a.name.localeCompare(b.name);
