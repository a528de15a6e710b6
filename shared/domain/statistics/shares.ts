/** So many of so many. */
export interface Share {
  of: number;
  all: number;
}

/** 95 %. */
const Z = 1.959964;

/**
 * Where the true share lies with 95 % confidence, 0 to 1: Wilson’s interval, which holds for few as well.
 * Null where there is nothing. (E. B. Wilson, 1927; Brown, Cai, DasGupta, 2001.)
 */
export function wilson({ of, all }: Share): { least: number; most: number } | null {
  if (all === 0) return null;
  const share = of / all;
  const squared = (Z * Z) / all;
  const middle = share + squared / 2;
  const half = Z * Math.sqrt((share * (1 - share)) / all + squared / (4 * all));
  // Rounding must not take it past what there is.
  return {
    least: of === 0 ? 0 : Math.max(0, (middle - half) / (1 + squared)),
    most: of === all ? 1 : Math.min(1, (middle + half) / (1 + squared)),
  };
}

/**
 * How likely a difference of two shares at least as large as this one is by chance alone, 0 to 1: Fisher’s exact test,
 * both sides. It needs no least number.
 */
export function fisher(one: Share, other: Share): number {
  const all = one.all + other.all;
  const of = one.of + other.of;
  if (one.all === 0 || other.all === 0) return 1;
  const table = (here: number) =>
    logChoose(one.all, here) + logChoose(other.all, of - here) - logChoose(all, of);
  const seen = table(one.of);
  let sum = 0;
  for (let here = Math.max(0, of - other.all); here <= Math.min(of, one.all); here++) {
    const likely = table(here);
    // As likely as what was seen, but for rounding.
    if (likely <= seen + 1e-9) sum += Math.exp(likely);
  }
  return Math.min(1, sum);
}

const logFactorials: number[] = [0];
function logFactorial(n: number): number {
  for (let next = logFactorials.length; next <= n; next++)
    logFactorials.push((logFactorials[next - 1] ?? 0) + Math.log(next));
  return logFactorials[n] ?? 0;
}
const logChoose = (n: number, k: number): number =>
  logFactorial(n) - logFactorial(k) - logFactorial(n - k);
