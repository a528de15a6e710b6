import { powerMonitor } from 'electron';

/** Looks for posts that came due while the computer slept, as soon as it is awake. */
export function sweepAfterSleep(sweep: () => void): void {
  powerMonitor.on('resume', sweep);
  powerMonitor.on('unlock-screen', sweep);
}
