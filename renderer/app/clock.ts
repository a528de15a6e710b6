import { useEffect, useState } from 'react';
import { useAppStatus } from '../ipc/queries.ts';

/** How far the core's clock is ahead of this window's, in ms. */
let offset = 0;

/** The core's clock, so that screens and the scheduler agree on what is past. UTC epoch ms. */
export const now = (): number => Date.now() + offset;

/** Follows the core's clock; render once. */
export function useCoreClock(): void {
  const status = useAppStatus();
  const answeredAt = status.dataUpdatedAt;
  const told = status.data?.now;
  if (told !== undefined) {
    const next = told - answeredAt;
    // The way through IPC takes a few ms; only a real difference counts.
    offset = Math.abs(next) < 1_000 ? 0 : next;
  }
}

/** The time, told again every `every` ms (a minute unless said otherwise). */
export function useNow(every = 60_000): number {
  const [time, setTime] = useState(now);
  useEffect(() => {
    const tick = () => setTime(now());
    const timer = window.setInterval(tick, every);
    return () => window.clearInterval(timer);
  }, [every]);
  return time;
}
