import { onDemand } from '../../app/on-demand.tsx';
import { loadDragging } from './use-month-drag.ts';

/** The month as a list, whose rows are drawn as they come into sight. */
export const Agenda = onDemand(async () => (await import('./agenda.tsx')).Agenda);

/** Week and day, which are drawn by a library of their own. */
export const TimeGrid = onDemand(async () => (await import('./time-grid.tsx')).TimeGrid);

/** The month by status. */
export const BoardView = onDemand(async () => (await import('./board-view.tsx')).BoardView);

/** The calendar for paper. */
export const PaperSheet = onDemand(async () => (await import('./paper-sheet.tsx')).PaperSheet);

/** The code that is likely asked for next is there before it is: a drag, W or D or L, N and typing at once. */
export function fetchAhead(): void {
  void loadDragging();
  void TimeGrid.load();
  void Agenda.load();
  void BoardView.load();
  void import('../composer/composer-sheet.tsx');
}
