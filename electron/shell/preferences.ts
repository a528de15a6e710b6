import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Placement, readPlacement } from './placement.ts';

export type Theme = 'system' | 'light' | 'dark';

/** What this machine remembers about the window, outside the workspace: it is needed before that is open. */
export interface Preferences {
  placement(): Placement | null;
  setPlacement(placement: Placement): void;
  /** The theme as it last was, so that the first frame has the right colour. The setting is in the workspace. */
  theme(): Theme;
  setTheme(theme: Theme): void;
  /** What the first month is drawn with, as it last was, so that the page need not ask before it asks for the month. */
  month(): MonthHint | null;
  setMonth(hint: MonthHint): void;
}

export interface MonthHint {
  /** IANA zone of the profile. */
  zone: string;
  weekStart: string;
}

/** The file is `<folder>/window.json`, kept by electron-store. */
const NAME = 'window';

/**
 * Reads the preferences of a user-data folder; a damaged file counts as empty. electron-store takes as
 * long to load as the window to open, so it comes with the first change only.
 */
export function openPreferences(folder: string): Preferences {
  const known = readKnown(join(folder, `${NAME}.json`));
  const load = async () => (await import('./preference-file.ts')).openPreferenceFile(NAME);
  let opening: ReturnType<typeof load> | null = null;
  const remember = (key: string, value: unknown) => {
    known[key] = value;
    opening ??= load();
    void opening.then((file) => file.set(key, value));
  };
  return {
    placement: () => readPlacement(known.placement),
    setPlacement: (placement) => remember('placement', placement),
    theme: () => (known.theme === 'light' || known.theme === 'dark' ? known.theme : 'system'),
    setTheme: (theme) => remember('theme', theme),
    month: () => readMonth(known.month),
    setMonth: (hint) => remember('month', hint),
  };
}

function readMonth(stored: unknown): MonthHint | null {
  if (typeof stored !== 'object' || stored === null) return null;
  const { zone, weekStart } = stored as Partial<Record<keyof MonthHint, unknown>>;
  const isPlain = (value: unknown): value is string =>
    typeof value === 'string' && /^[\w+/-]{1,64}$/.test(value);
  return isPlain(zone) && isPlain(weekStart) ? { zone, weekStart } : null;
}

function readKnown(file: string): Record<string, unknown> {
  try {
    const stored: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof stored === 'object' && stored !== null ? { ...stored } : {};
  } catch {
    return {};
  }
}
