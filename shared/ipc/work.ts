import { z } from 'zod';
import { id } from './fields.ts';
import { route } from './route.ts';

const day = z.iso.date().describe('The day in the profile’s zone, e.g. `2026-11-22`');
const month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'A month such as 2026-11')
  .describe('In the profile’s zone, e.g. `2026-11`');

/** Time that was worked for a client. */
export const timeEntry = z.strictObject({
  id,
  clientId: id,
  day,
  minutes: z
    .int()
    .min(1)
    .max(24 * 60),
  note: z.string().trim().max(500),
});

/** What a month brought a client, against what it is promised today. */
export const monthOfWork = z.strictObject({
  month,
  posts: z.strictObject({
    /** Posts that came out on at least one account in this month. */
    published: z.int().min(0),
    /** Still to come in this month. */
    scheduled: z.int().min(0),
    /** Null where nothing is promised. */
    promised: z.int().min(1).nullable(),
  }),
  minutes: z.strictObject({
    worked: z.int().min(0),
    promised: z.int().min(1).nullable(),
  }),
});

const { minutes, note } = timeEntry.shape;

export const workRoutes = {
  'work.months': route(() => ({
    summary:
      'What was delivered against what is promised, by month of the profile’s zone: the present one first, then those before.',
    input: z.strictObject({ clientId: id, count: z.int().min(1).max(24).default(6) }),
    output: z.array(monthOfWork),
    errors: ['not_found'],
    requires: 'read',
  })),
  'work.entries': route(() => ({
    summary: 'The time that was worked for a client in a month, newest day first.',
    input: z.strictObject({ clientId: id, month }),
    output: z.array(timeEntry),
    errors: ['not_found'],
    requires: 'read',
  })),
  'work.add': route(() => ({
    summary: 'Writes down time that was worked for a client.',
    input: z.strictObject({
      id: id.optional(),
      clientId: id,
      day,
      minutes,
      note: note.default(''),
    }),
    output: timeEntry,
    errors: ['not_found', 'id_taken'],
    requires: 'edit',
  })),
  'work.update': route(() => ({
    summary: 'Changes the named fields of time that was worked.',
    input: z.strictObject({
      id,
      day: day.optional(),
      minutes: minutes.optional(),
      note: note.optional(),
    }),
    output: timeEntry,
    errors: ['not_found'],
    requires: 'edit',
  })),
  'work.remove': route(() => ({
    summary: 'Removes time that was worked. The answer is what it was, so that it can come back.',
    input: z.strictObject({ id }),
    output: timeEntry,
    errors: ['not_found'],
    requires: 'edit',
  })),
  'work.restore': route(() => ({
    summary: 'Brings back time that was removed.',
    input: timeEntry,
    output: timeEntry,
    errors: ['not_found', 'id_taken'],
    requires: 'edit',
  })),
};
