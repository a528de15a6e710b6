/**
 * Makes ids that grow with time and are never used twice: ms in the upper bits.
 * @param used events so far: each may have taken several ids, all in this very ms
 */
export function createIds(now: () => number, used: number): () => string {
  let last = (BigInt(now()) << 16n) + BigInt((used * 8) % 65_536);
  return () => {
    const wanted = BigInt(now()) << 16n;
    last = wanted > last ? wanted : last + 1n;
    return String(last);
  };
}
