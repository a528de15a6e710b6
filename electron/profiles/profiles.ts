import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { ParsedInput } from '../../shared/ipc/contract.ts';
import type { Profile } from '../../shared/ipc/views.ts';
import type { Bus } from '../bus.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { profiles } from '../database/schema/index.ts';

export type Profiles = ReturnType<typeof createProfiles>;

/** The person who uses this workspace: one row, made by the first run. */
export function createProfiles({
  database,
  bus,
  clock,
}: {
  database: Database;
  bus: Bus;
  clock: Clock;
}) {
  /** Null before the first run is done. */
  const get = (): Profile | null =>
    database.orm.select().from(profiles).orderBy(profiles.id).limit(1).get() ?? null;

  return {
    get,

    /** The zone that new times are in; UTC before the first run. */
    timeZone: (): string => get()?.timeZone ?? 'UTC',

    /** Creates or changes the profile. Posts that are scheduled keep their own zone. */
    save(input: ParsedInput<'profiles.save'>): Profile {
      const now = clock.now();
      const fields = { ...input, email: input.email || null, bio: input.bio || null };
      const saved = database.raw
        .transaction(() => {
          const existing = get();
          return existing
            ? database.orm
                .update(profiles)
                .set({ ...fields, updatedAt: now })
                .where(eq(profiles.id, existing.id))
                .returning()
                .get()
            : database.orm
                .insert(profiles)
                .values({ id: v7(), ...fields, createdAt: now, updatedAt: now })
                .returning()
                .get();
        })
        .immediate();
      bus.emit('profile.changed', {});
      return saved;
    },
  };
}
