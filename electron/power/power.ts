import { v7 } from 'uuid';
import { type PowerEvent, type UsuallyAsleep, usuallyAsleep } from '../../shared/domain/asleep.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { powerEvents } from '../database/schema/index.ts';
import type { Settings } from '../settings/settings.ts';

export type Power = ReturnType<typeof createPower>;

export interface PowerOptions {
  database: Database;
  clock: Clock;
  settings: Pick<Settings, 'get'>;
  /** The zone whose week the habits are of. */
  zone(): string;
}

const KEPT = 8 * 7 * 86_400_000;
/** Habits don't change within it, ms; a list of checks reads the events once. */
const FRESH = 60_000;

/** When this computer sleeps, learned from when it did. Stays on this computer. */
export function createPower({ database, clock, settings, zone }: PowerOptions) {
  const { raw, orm } = database;
  const all = raw.prepare<[], PowerEvent>('SELECT kind, at FROM power_events ORDER BY at, id');
  const forget = raw.prepare<[number]>('DELETE FROM power_events WHERE at < ?');
  let known: { events: PowerEvent[]; at: number } | null = null;

  function events(now: number): PowerEvent[] {
    if (!known || Math.abs(now - known.at) > FRESH) known = { events: all.all(), at: now };
    return known.events;
  }

  return {
    /** Something happened to this computer now. */
    record(kind: PowerEvent['kind']): void {
      const at = clock.now();
      raw
        .transaction(() => {
          orm.insert(powerEvents).values({ id: v7(), kind, at }).run();
          forget.run(at - KEPT);
        })
        .immediate();
      known = null;
    },

    /** Null where it is usually awake at that time (UTC epoch ms), too little is known, or the person wants no warning. */
    usuallyAsleep(at: number): UsuallyAsleep | null {
      if (!settings.get().asleepWarnings) return null;
      const now = clock.now();
      return usuallyAsleep(events(now), at, now, zone());
    },
  };
}
