const HOURS = /^(\d{1,4})(?:[.,](\d{1,2}))?\s*(?:h|hours?)$/i;
const BOTH = /^(\d{1,4})\s*(?:h|hours?|:)\s*([0-5]?\d)\s*(?:m|min|minutes?)?$/i;
const MINUTES = /^(\d{1,5})\s*(?:m|min|minutes?)$/i;
const BARE = /^\d{1,4}(?:[.,]\d{1,2})?$/;

/**
 * Minutes as people write them: `1:30`, `1 h 30`, `1.5 h`, `90 min`. Null where it is none of them.
 * @param unit of a bare number
 */
export function readDuration(typed: string, unit: 'hours' | 'minutes'): number | null {
  const text = typed.trim();
  const full = BARE.test(text) ? `${text} ${unit === 'hours' ? 'h' : 'min'}` : text;
  const minutes = MINUTES.exec(full);
  if (minutes) return Number(minutes[1]);
  const both = BOTH.exec(full);
  if (both) return Number(both[1]) * 60 + Number(both[2]);
  const hours = HOURS.exec(full);
  if (hours) return Math.round(Number(`${hours[1]}.${hours[2] ?? '0'}`) * 60);
  return null;
}

/** `1 h 30 min`, `45 min`, `10 h`. */
export function durationText(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}
