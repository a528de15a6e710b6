import type { calendarRoutes } from '../../../shared/ipc/calendar.ts';
import type { Handlers } from '../handler.ts';

export const calendarHandlers = {
  'calendar.holidays': (input, { calendar }) => calendar.holidays(input),
  'calendar.ics': (input, { calendar }) => calendar.ics(input),
  'calendar.saveIcs': (input, { calendar }) => calendar.saveIcs(input),
  'calendar.print': (input, { calendar }) => calendar.print(input),
  'calendar.savePdf': (input, { calendar }) => calendar.savePdf(input),
} satisfies Handlers<keyof typeof calendarRoutes>;
