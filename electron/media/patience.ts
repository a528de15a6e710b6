/** Beats that it takes to run out. */
const BEATS = 20;

/**
 * Calls `giveUp` after so many ms in which this process ran. One long timer would run out the moment a computer
 * wakes from its sleep, before the answer that is there by then is heard.
 * @returns stops it
 */
export function patience(ms: number, giveUp: () => void): () => void {
  let left = BEATS;
  const beat = setInterval(() => {
    left--;
    if (left > 0) return;
    clearInterval(beat);
    giveUp();
  }, ms / BEATS);
  return () => clearInterval(beat);
}
