import { powerMonitor } from 'electron';
import type { PowerEvents } from '../core.ts';

/** What Electron tells of this computer. */
export const powerEvents: PowerEvents = {
  on(listener) {
    powerMonitor.on('suspend', () => listener('suspend'));
    powerMonitor.on('resume', () => listener('resume'));
    powerMonitor.on('unlock-screen', () => listener('unlock'));
  },
};
