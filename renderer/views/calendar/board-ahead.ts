import { onDemand } from '../../app/on-demand.tsx';

/** The month by status. Apart from the others: it draws its own frame, which fetches those ahead. */
export const BoardView = onDemand(async () => (await import('./board-view.tsx')).BoardView);
