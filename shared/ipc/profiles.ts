import { z } from 'zod';
import { empty, epochMs, id, timeZone } from './fields.ts';
import { route } from './route.ts';

export const profile = z.strictObject({
  id,
  name: z.string(),
  email: z.string().nullable(),
  bio: z.string().nullable(),
  timeZone: z.string(),
  createdAt: epochMs,
  updatedAt: epochMs,
});

const profileFields = {
  name: z.string().trim().min(1).max(120),
  email: z.email().max(254).nullable().default(null),
  bio: z.string().trim().max(2000).nullable().default(null),
  timeZone,
};

export const profileRoutes = {
  'profiles.get': route(() => ({
    summary: 'The person who uses this workspace, or null before the first run is done.',
    input: empty,
    output: profile.nullable(),
    errors: [],
    requires: 'read',
  })),
  'profiles.save': route(() => ({
    summary: 'Creates or changes the profile. A new zone applies to posts scheduled from now on.',
    input: z.strictObject(profileFields),
    output: profile,
    errors: [],
    requires: 'edit',
  })),
};
