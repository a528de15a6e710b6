import { createContext, use, useMemo } from 'react';
import type { Settings } from '../../shared/ipc/views.ts';
import { useProfile, useSettingsQuery } from '../ipc/queries.ts';

/** What holds until the settings have been read: the defaults of main. */
const DEFAULTS: Settings = {
  theme: 'system',
  weekStart: 'monday',
  hourCycle: 'h23',
  notifications: { published: true, problems: true },
  keepRunning: true,
  asleepWarnings: true,
  slotGhosts: true,
  holidayPlaces: null,
};

/** Not asked for where it need not be: the first answer takes as long as drawing the sidebar. */
export const systemZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The English this machine speaks, so that days and months stand in the order its person expects. */
export const locale: string = navigator.languages.find((tag) => /^en(-|$)/.test(tag)) ?? 'en-GB';

interface Preferences {
  settings: Settings;
  style: TimeStyle;
}

/** How times are told: in whose zone, with which clock, in which English. */
export interface TimeStyle {
  /** IANA zone in which everything is shown and planned. */
  readonly zone: string;
  readonly hourCycle: Settings['hourCycle'];
  readonly locale: string;
}

const PreferencesContext = createContext<Preferences | null>(null);

/** Read once, at the top: every chip of a full month asks for them. */
export const PreferencesProvider = PreferencesContext.Provider;

function usePreferences(): Preferences {
  const preferences = use(PreferencesContext);
  if (!preferences) throw new Error('Preferences are read under their provider');
  return preferences;
}

/** What the provider is given. */
export function usePreferencesOfWorkspace(): Preferences {
  const settings = useSettingsQuery().data ?? DEFAULTS;
  const zone = useProfile().data?.timeZone ?? systemZone();
  return useMemo(
    () => ({ settings, style: { zone, hourCycle: settings.hourCycle, locale } }),
    [settings, zone],
  );
}

export const useSettings = (): Settings => usePreferences().settings;

export const useTimeStyle = (): TimeStyle => usePreferences().style;

const formats = new Map<string, Intl.DateTimeFormat>();

/** An instant in the person's zone and clock, e.g. `formatInstant(at, style, { timeStyle: 'short' })`. */
export function formatInstant(
  at: number,
  { zone, hourCycle }: Pick<TimeStyle, 'zone' | 'hourCycle'>,
  options: Intl.DateTimeFormatOptions,
): string {
  const key = `${zone} ${hourCycle} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  const format =
    known ?? new Intl.DateTimeFormat(locale, { ...options, timeZone: zone, hourCycle });
  if (!known) formats.set(key, format);
  return format.format(at);
}
