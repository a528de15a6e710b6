import { eq } from 'drizzle-orm';
import type { ParsedInput } from '../../shared/ipc/contract.ts';
import { settings as settingsView } from '../../shared/ipc/settings.ts';
import type { Settings as SettingsView } from '../../shared/ipc/views.ts';
import type { Bus } from '../bus.ts';
import type { Database } from '../database/database.ts';
import { settings } from '../database/schema/index.ts';
import type { Log } from '../log.ts';

export type Settings = ReturnType<typeof createSettings>;

export const DEFAULT_SETTINGS: SettingsView = {
  theme: 'system',
  weekStart: 'monday',
  hourCycle: 'h23',
  notifications: { published: true, problems: true },
  keepRunning: true,
  asleepWarnings: true,
  slotGhosts: true,
  holidayPlaces: null,
};

const KEYS = Object.keys(DEFAULT_SETTINGS) as (keyof SettingsView)[];

/** Settings of the workspace. What can't be read falls back to its default, and the log says so once. */
export function createSettings({ database, bus, log }: { database: Database; bus: Bus; log: Log }) {
  const rows = database.raw.prepare('SELECT key, value FROM settings').raw();
  const one = database.raw
    .prepare<[string], string>('SELECT value FROM settings WHERE key = ?')
    .pluck();
  const reported = new Set<string>();

  /** One bad row must not take the others with it. */
  function read(key: keyof SettingsView, stored: string | undefined): unknown {
    if (stored === undefined) return DEFAULT_SETTINGS[key];
    const parsed = settingsView.shape[key].safeParse(parseJson(stored));
    if (parsed.success) return parsed.data;
    if (!reported.has(key)) {
      reported.add(key);
      log.warn('A setting could not be read, so its default is used', { key });
    }
    return DEFAULT_SETTINGS[key];
  }

  function get(): SettingsView {
    const stored = new Map(rows.all() as [string, string][]);
    return settingsView.parse(
      Object.fromEntries(KEYS.map((key) => [key, read(key, stored.get(key))])),
    );
  }

  return {
    get,

    /** What the workspace remembers for itself, in no screen; null where it does not. */
    recall: (key: string): unknown => {
      const stored = one.get(key);
      return stored === undefined ? null : (parseJson(stored) ?? null);
    },
    remember(key: string, value: unknown): void {
      database.orm
        .insert(settings)
        .values({ key, value })
        .onConflictDoUpdate({ target: settings.key, set: { value } })
        .run();
    },

    /** Changes the settings that are named; the others stay. */
    update(patch: ParsedInput<'settings.update'>): SettingsView {
      const named = KEYS.filter((key) => patch[key] !== undefined);
      if (named.length === 0) return get();
      database.raw
        .transaction(() => {
          for (const key of named) {
            const value = patch[key];
            reported.delete(key);
            // Nothing chosen is no row: a setting that may be null is null without one.
            if (value === null) {
              database.orm.delete(settings).where(eq(settings.key, key)).run();
              continue;
            }
            database.orm
              .insert(settings)
              .values({ key, value })
              .onConflictDoUpdate({ target: settings.key, set: { value } })
              .run();
          }
        })
        .immediate();
      bus.emit('settings.changed', {});
      return get();
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Told as a bad row by the schema.
    return undefined;
  }
}
