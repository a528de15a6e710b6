/** 1e-12 US dollars of one request: in cents where there are any, else as far as there is something to read. */
export function formatCost(cost: number, locale?: string): string {
  const dollars = cost / 1e12;
  const isSmall = dollars > 0 && dollars < 0.01;
  return new Intl.NumberFormat(locale, {
    ...{ style: 'currency', currency: 'USD' },
    ...(isSmall && { maximumSignificantDigits: 2, maximumFractionDigits: 12 }),
  }).format(dollars);
}

/** The same of a sum: what is below a cent is no more than that. */
export const formatSum = (cost: number, locale?: string): string =>
  cost > 0 && cost < 1e10 ? '< 1¢' : formatCost(cost, locale);

/** Dollars as they are written, in millionths; null where it is no amount. */
export function microDollarsIn(written: string): number | null {
  const plain = written.trim().replace(/^\$/, '').replace(',', '.');
  if (!/^\d{1,5}(\.\d{0,6})?$/.test(plain)) return null;
  return Math.round(Number(plain) * 1_000_000);
}

/** The same back, for a field. */
export const dollarsOf = (micro: number): string => String(micro / 1_000_000);
