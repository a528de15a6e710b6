import { onDemand } from '../../app/on-demand.tsx';
import { loadDragging } from './use-month-drag.ts';

/** Week and day, which are drawn by a library of their own. */
export const TimeGrid = onDemand(async () => (await import('./time-grid.tsx')).TimeGrid);

/** The month as a list. */
export const Agenda = onDemand(async () => (await import('./agenda.tsx')).Agenda);

/** The code that is likely asked for next is there before it is: a drag, W, D or L, N and typing at once. */
export function fetchAhead(): void {
  void loadDragging();
  void TimeGrid.load();
  void Agenda.load();
  void import('../composer/composer-sheet.tsx');
}
