import type { Settings } from '../../shared/ipc/views.ts';
import { useProfile, useSettingsQuery } from '../ipc/queries.ts';

/** What holds until the settings have been read: the defaults of main. */
const DEFAULTS: Settings = {
  theme: 'system',
  weekStart: 'monday',
  hourCycle: 'h23',
  notifications: { published: true, problems: true },
  keepRunning: true,
};

export const systemZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The English this machine speaks, so that days and months stand in the order its person expects. */
export const locale: string = navigator.languages.find((tag) => /^en(-|$)/.test(tag)) ?? 'en-GB';

export const useSettings = (): Settings => useSettingsQuery().data ?? DEFAULTS;

/** The IANA zone in which everything is shown and planned. */
export const useZone = (): string => useProfile().data?.timeZone ?? systemZone();

/** How times are told: in whose zone, with which clock, in which English. */
export function useTimeStyle() {
  const zone = useZone();
  const { hourCycle } = useSettings();
  return { zone, hourCycle, locale } as const;
}
export type TimeStyle = ReturnType<typeof useTimeStyle>;

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
