import type { RouteOutput } from '../../../shared/ipc/contract.ts';

const MINUTE = 60_000;

/**
 * Of one client, or of all together by their number of answers; null where nothing was answered.
 * @param short for where there is little room
 */
export function pace(
  figures: RouteOutput<'inbox.figures'>,
  { short = false }: { short?: boolean } = {},
): string | null {
  const answered = figures.reduce((sum, one) => sum + one.answered, 0);
  if (answered === 0) return null;
  const within = figures.reduce((sum, one) => sum + (one.withinDay ?? 0) * one.answered, 0);
  const share = `${Math.round((100 * within) / answered)} % within a day`;
  const [only] = figures.filter((one) => one.answered > 0);
  // A middle of middles is none: it is told of one client alone.
  const isOne = only !== undefined && only.answered === answered && only.median !== null;
  if (!isOne) return `Answered: ${share}`;
  const half = `Half answered in ${durationText(only.median ?? 0)}`;
  return short ? half : `${half} · ${share}`;
}

/** @param ms how long something took */
export function durationText(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / MINUTE));
  if (minutes < 90) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}
