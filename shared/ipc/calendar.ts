import { z } from 'zod';
import { epochMs, id } from './fields.ts';
import { postFilter } from './posts.ts';
import { route } from './route.ts';

const day = z.iso.date().describe('A day on the calendar, `2026-11-23`');

/** A country, or a country and a region, of ISO 3166. */
export const holidayPlace = z
  .string()
  .regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/, 'A country such as DE, or with its region, DE-BY')
  .describe('ISO 3166 country, or country and region');

/** A day that is not like the others. */
export const holiday = z.strictObject({
  day,
  name: z.string(),
  /** `public`: work rests. `observance`: the day has a name, and work goes on. */
  kind: z.enum(['public', 'observance']),
  /** Where: countries and regions, as they were chosen. */
  places: z.array(holidayPlace),
});

const shown = z
  .union([
    z.strictObject({ postId: id }),
    z.strictObject({ from: epochMs, to: epochMs, ...postFilter }),
  ])
  .describe('One post, or what the calendar shows of a span of time');

const saved = z.strictObject({
  /** Where it was written; null where the person thought better of it. */
  file: z.string().nullable(),
});

export const calendarRoutes = {
  'calendar.holidays': route(() => ({
    summary:
      'Holidays and observances of the countries that were chosen in the settings. At most 400 days, the last one left out.',
    input: z.strictObject({ from: day, to: day }),
    output: z.strictObject({
      /** The countries and regions that they are of: the chosen ones, or where the profile lives. */
      places: z.array(holidayPlace),
      /** By day; public holidays before observances. */
      holidays: z.array(holiday),
    }),
    errors: ['range_too_long'],
    requires: 'read',
  })),
  'calendar.ics': route(() => ({
    summary:
      'Posts with a time as an iCalendar file (RFC 5545), for any calendar app: times in UTC, one event a post.',
    input: z.strictObject({ of: shown }),
    output: z.strictObject({ text: z.string(), count: z.int().min(0) }),
    errors: ['range_too_long', 'not_found', 'no_time'],
    requires: 'read',
  })),
  'calendar.saveIcs': route(() => ({
    summary: 'The same, written where the person chooses in a dialog.',
    input: z.strictObject({ of: shown, name: z.string().min(1).max(120) }),
    output: z.strictObject({ ...saved.shape, count: z.int().min(0) }),
    errors: ['range_too_long', 'not_found', 'no_time', 'not_supported', 'not_written'],
    requires: 'read',
  })),
  'calendar.print': route(() => ({
    summary: 'Prints what the window has made ready for paper, with the dialog of the system.',
    input: z.strictObject({ landscape: z.boolean() }),
    output: z.strictObject({ printed: z.boolean() }),
    errors: ['not_supported', 'not_printed'],
    requires: 'read',
  })),
  'calendar.savePdf': route(() => ({
    summary: 'The same as a PDF, written where the person chooses in a dialog.',
    input: z.strictObject({
      landscape: z.boolean(),
      size: z.enum(['a4', 'letter']).default('a4'),
      name: z.string().min(1).max(120),
    }),
    output: saved,
    errors: ['not_supported', 'not_written'],
    requires: 'read',
  })),
};
