import { useCallback, useState, useSyncExternalStore } from 'react';
import { useAppStatus } from '../ipc/queries.ts';

/** How far the core's clock is ahead of this window's, in ms. */
let offset = 0;

/** The core's clock, so that screens and the scheduler agree on what is past. UTC epoch ms. */
export const now = (): number => Date.now() + offset;

/** The core told its time, and when the answer came here. Both UTC epoch ms. */
export function followCoreClock(told: number, answeredAt: number): void {
  const next = told - answeredAt;
  // The way through IPC takes a few ms; only a real difference counts.
  offset = Math.abs(next) < 1_000 ? 0 : next;
}

/** Follows the core's clock; render once. */
export function useCoreClock(): void {
  const { data, dataUpdatedAt } = useAppStatus();
  if (data) followCoreClock(data.now, dataUpdatedAt);
}

interface Ticker {
  time: number;
  timer: number;
  listeners: Set<() => void>;
}
/** One timer for each pace, however many rows follow it. */
const tickers = new Map<number, Ticker>();

function follow(every: number, listener: () => void): () => void {
  let ticker = tickers.get(every);
  if (!ticker) {
    const started: Ticker = { time: now(), timer: 0, listeners: new Set() };
    started.timer = window.setInterval(() => {
      started.time = now();
      for (const each of [...started.listeners]) each();
    }, every);
    tickers.set(every, started);
    ticker = started;
  }
  const { listeners, timer } = ticker;
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    window.clearInterval(timer);
    tickers.delete(every);
  };
}

/** The time, told again every `every` ms (a minute unless said otherwise). */
export function useNow(every = 60_000): number {
  const [mounted] = useState(now);
  const subscribe = useCallback((listener: () => void) => follow(every, listener), [every]);
  return useSyncExternalStore(subscribe, () => tickers.get(every)?.time ?? mounted);
}
