/**
 * The time on each server, as its answers tell it. This computer's clock may be wrong when a post is
 * sent and be put right before somebody looks for it.
 * @param monotonic milliseconds that no change of the clock moves
 */
export function createServerClock(monotonic: () => number = () => performance.now()) {
  const heard = new Map<string, { at: number; monotonic: number }>();
  return {
    /** Takes the `Date` of an answer (RFC 9110 §6.6.1). */
    hear(origin: string, headers: Headers): void {
      const at = Date.parse(headers.get('date') ?? '');
      if (Number.isFinite(at)) heard.set(origin, { at, monotonic: monotonic() });
    },
    /** UTC epoch ms, whole ones; never ahead of the server, but behind where this computer slept since. Null: not heard yet. */
    now(origin: string): number | null {
      const last = heard.get(origin);
      return last ? last.at + Math.floor(monotonic() - last.monotonic) : null;
    },
  };
}
