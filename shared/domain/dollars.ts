/** Money is counted in millionths of a US dollar, so that sums are exact. */
const MICRO = 1_000_000;

export const microUsd = (dollars: number): number => Math.round(dollars * MICRO);

/** Made with the first sum that is told. */
let format: Intl.NumberFormat | null = null;

/** `$0.20`, `$0.015` */
export function dollarText(microUsd: number): string {
  format ??= new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: 'USD',
    minimumFractionDigits: 2,
    maximumFractionDigits: 3,
  });
  return format.format(microUsd / MICRO);
}
