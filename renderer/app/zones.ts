import { locale } from './preferences.ts';

export interface ZoneChoice {
  /** IANA name. */
  value: string;
  /** The place, as people say it: "Buenos Aires". */
  label: string;
  /** Offset at `at`: "GMT-3". */
  detail: string;
  keywords: string[];
}

/** `America/Argentina/Buenos_Aires` → `Buenos Aires`. */
export const placeOf = (zone: string): string =>
  (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');

export const offsetOf = (zone: string, at: number): string =>
  new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'shortOffset' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')?.value ?? '';

export function zoneChoice(zone: string, at: number): ZoneChoice {
  const detail = offsetOf(zone, at);
  return {
    value: zone,
    label: placeOf(zone),
    detail,
    keywords: [zone.replaceAll('/', ' '), detail],
  };
}

/** Every zone that this machine knows, by place. `own` is always among them, whatever its spelling. */
export function zoneChoices(at: number, own: string): ZoneChoice[] {
  const zones = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', own]);
  return [...zones]
    .map((zone) => zoneChoice(zone, at))
    .sort((a, b) => a.label.localeCompare(b.label, locale));
}
