/**
 * Does work ahead of time: when nothing else is to be done, at the soonest after `delay` ms, so that
 * what is passed by quickly costs nothing.
 * @returns the way to call it off.
 */
export function atIdle(work: () => void, delay: number): () => void {
  let idle = 0;
  const timer = window.setTimeout(() => {
    idle = requestIdleCallback(work, { timeout: 5_000 });
  }, delay);
  return () => {
    window.clearTimeout(timer);
    cancelIdleCallback(idle);
  };
}
