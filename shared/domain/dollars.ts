import { once } from './once.ts';

/** Money is counted in millionths of a US dollar, so that sums are exact. */
const MICRO = 1_000_000;

export const microUsd = (dollars: number): number => Math.round(dollars * MICRO);

const format = once(
  () =>
    new Intl.NumberFormat('en-US', {
      style: 'currency',
      currency: 'USD',
      minimumFractionDigits: 2,
      maximumFractionDigits: 3,
    }),
);

/** `$0.20`, `$0.015` */
export const dollarText = (microUsd: number): string => format().format(microUsd / MICRO);
