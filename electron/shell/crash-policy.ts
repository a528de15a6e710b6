/** How long to wait before the page comes back, in ms: after the first crash, after the second. */
const BACKOFF_MS = [0, 1000];
/** Crashes further apart than this have nothing to do with each other, in ms. */
const SPAN_MS = 60_000;

/**
 * Decides what follows a crash of the page.
 * @param now A clock in ms that never goes back.
 * @returns Takes note of a crash; answers after how many ms to reload, or null to ask the person.
 */
export function createCrashPolicy(now: () => number): () => number | null {
  let crashes: number[] = [];
  return () => {
    const at = now();
    crashes = [...crashes.filter((crash) => at - crash < SPAN_MS), at];
    return BACKOFF_MS[crashes.length - 1] ?? null;
  };
}
