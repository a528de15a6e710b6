import { useSyncExternalStore } from 'react';
import { listen } from '../ipc/client.ts';

/** When the runner last did something, UTC epoch ms; null until it does in this window's life. */
let last: number | null = null;

const subscribeToActivity = (listener: () => void) => {
  return listen('delivery.changed', ({ at }) => {
    last = at;
    listener();
  });
};

export const useLastActivity = (): number | null =>
  useSyncExternalStore(subscribeToActivity, () => last);

const subscribeToNetwork = (listener: () => void) => {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
};

/** Whether this computer has a network at all; a service may still be unreachable. */
export const useOnline = (): boolean =>
  useSyncExternalStore(subscribeToNetwork, () => navigator.onLine);
