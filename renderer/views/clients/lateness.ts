/** In minutes, as in the client. */
export const LATENESS_PRESETS = [0, 15, 30, 60, 120, 360, 720, 1440] as const;

const counted = (count: number, unit: string): string =>
  `${count.toLocaleString()} ${unit}${count === 1 ? '' : 's'}`;

/** `2 hours`, `1 hour and 30 minutes`, `1 day`. Nothing is rounded. */
export function latenessText(minutes: number): string {
  const parts = [
    [Math.floor(minutes / 1440), 'day'],
    [Math.floor((minutes % 1440) / 60), 'hour'],
    [minutes % 60, 'minute'],
  ] as const;
  const said = parts.flatMap(([count, unit]) => (count > 0 ? counted(count, unit) : []));
  const last = said.pop() ?? counted(0, 'minute');
  return said.length > 0 ? `${said.join(', ')} and ${last}` : last;
}

/** How a preset is named in the list. */
export const latenessLabel = (minutes: number): string =>
  minutes === 0 ? 'Only on time' : `Up to ${latenessText(minutes)} late`;

/** What happens to a post that could not go out when it was due. */
export const latenessSentence = (minutes: number): string =>
  minutes === 0
    ? 'A post goes out at its time. When this computer was asleep or offline then, ClientNest asks you what to do with it.'
    : `When this computer was asleep or offline, a post still goes out by itself up to ${latenessText(minutes)} late. After that ClientNest asks you first.`;

/** What was typed for an own number of minutes; null where it is none, or longer than a week. */
export function readMinutes(typed: string): number | null {
  const minutes = /^\d{1,5}$/.test(typed.trim()) ? Number(typed.trim()) : null;
  return minutes !== null && minutes <= 10_080 ? minutes : null;
}
