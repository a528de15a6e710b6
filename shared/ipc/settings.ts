import { z } from 'zod';
import { holidayPlace } from './calendar.ts';
import { empty } from './fields.ts';
import { route } from './route.ts';

export const settings = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  weekStart: z.enum(['monday', 'sunday', 'saturday']),
  hourCycle: z.enum(['h23', 'h12']),
  notifications: z.strictObject({ published: z.boolean(), problems: z.boolean() }),
  /** Keeps publishing from the tray after the last window closes. */
  keepRunning: z.boolean(),
  /** Warns where a post is due while this computer is usually asleep. */
  asleepWarnings: z.boolean(),
  /** Shows the free slots ahead on the calendar. */
  slotGhosts: z.boolean(),
  /** Whose holidays the calendar shows; null until chosen: those of the country that the profile’s zone is in. */
  holidayPlaces: z.array(holidayPlace).max(12).nullable(),
});

export const settingsRoutes = {
  'settings.get': route(() => ({
    summary: 'The settings of this workspace.',
    input: empty,
    output: settings,
    errors: [],
    requires: 'read',
  })),
  'settings.update': route(() => ({
    summary: 'Changes the settings that are named; the others stay.',
    input: settings.partial(),
    output: settings,
    errors: [],
    requires: 'edit',
  })),
};
