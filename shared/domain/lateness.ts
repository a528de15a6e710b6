/** How late a post may go out by itself where its client says nothing else, in minutes. */
export const DEFAULT_LATENESS = 120;

/**
 * What becomes of a due post. For the morning coffee two hours are still worth sending; after that the
 * moment is over, and the person decides.
 * @param dueAt UTC epoch ms
 * @param latenessMinutes of the client; 0 sends only what is on time, to the minute
 */
export const whenDue = (dueAt: number, now: number, latenessMinutes: number): 'send' | 'missed' =>
  now - dueAt <= Math.max(1, latenessMinutes) * 60_000 ? 'send' : 'missed';

/** How late, in words: `3 hours`. */
export function howLate(ms: number): string {
  const minutes = Math.max(1, Math.floor(ms / 60_000));
  const [count, unit] =
    minutes < 120
      ? [minutes, 'minute']
      : minutes < 48 * 60
        ? [Math.floor(minutes / 60), 'hour']
        : [Math.floor(minutes / (24 * 60)), 'day'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
