import type { RouteOutput } from '../../../shared/ipc/contract.ts';

type Performance = RouteOutput<'dashboard.performance'>;

/** Fewer posts than that say nothing about the others. */
const ENOUGH = 3;
/** What came out in the last days still grows, and is not compared yet. */
const GROWING = 2;
/** Differences below are none, as a share. */
const SAME = 0.05;

export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString()} ${count === 1 ? one : many}`;

const sumOf = (values: readonly (number | null)[]): number | null =>
  values.reduce((sum, value) => (value === null ? sum : (sum ?? 0) + value), null);

export const postsIn = ({ days }: Pick<Performance, 'days'>): number =>
  days.reduce((sum, { measured }) => sum + measured, 0);

/** How the posts of a span do, beside those of the span before. One post against another, so that a busy month is no better. */
export function performanceAnswer({ days, before }: Pick<Performance, 'days' | 'before'>): string {
  const measured = postsIn({ days });
  const engagement = sumOf(days.map((day) => day.engagement));
  if (engagement === null || measured === 0) return 'No numbers yet';
  const span = `the ${days.length} days before`;
  const grown = days.slice(0, -GROWING);
  const settled = postsIn({ days: grown });
  if (before.engagement === null || before.measured < ENOUGH || settled < ENOUGH)
    return `${engagement.toLocaleString()} engagement from ${counted(measured, 'post')}`;
  const each = (sumOf(grown.map((day) => day.engagement)) ?? 0) / settled;
  const eachBefore = before.engagement / before.measured;
  if (eachBefore === 0)
    return each === 0 ? `As quiet as in ${span}` : `Posts do better than in ${span}`;
  const change = each / eachBefore - 1;
  if (Math.abs(change) < SAME) return `Posts do about as well as in ${span}`;
  const percent = Math.round(Math.abs(change) * 100).toLocaleString();
  return `Posts do ${percent} % ${change > 0 ? 'better' : 'worse'} than in ${span}`;
}

/** Views instead, where networks give them. */
export function viewsAnswer({ days }: Pick<Performance, 'days'>): string {
  const views = sumOf(days.map((day) => day.views));
  return views === null ? 'No network provides views' : `${counted(views, 'view')} so far`;
}

export interface GrownLine {
  network: RouteOutput<'dashboard.growth'>['lines'][number]['network'];
  now: number | null;
  change: number | null;
  /** Since the first day with numbers; null before it. */
  changes: (number | null)[];
}

/** Each network beside its own beginning: what is large does not hide what is small. */
export const grownLines = (lines: RouteOutput<'dashboard.growth'>['lines']): GrownLine[] =>
  lines.map(({ network, values }) => {
    const first = values.find((value) => value !== null) ?? null;
    const now = values.at(-1) ?? null;
    const against = (value: number | null) =>
      value === null || first === null ? null : value - first;
    return { network, now, change: against(now), changes: values.map(against) };
  });

/** How many people came, from the first day with numbers. `since` is that day in words. */
export function growthAnswer(lines: readonly GrownLine[], since: string | null): string {
  const change = sumOf(lines.map((line) => line.change));
  if (change === null || since === null) return 'No followers are known yet';
  const days = lines[0]?.changes.filter((value) => value !== null).length ?? 0;
  if (days < 2) return 'Growth shows from tomorrow on';
  if (change === 0) return `As many followers as on ${since}`;
  const more = change > 0 ? 'more' : 'fewer';
  return `${counted(Math.abs(change), `${more} follower`, `${more} followers`)} than on ${since}`;
}

/** `+12`, `−3` with a true minus, `0`. */
export const signed = (value: number): string =>
  value > 0
    ? `+${value.toLocaleString()}`
    : value < 0
      ? `−${Math.abs(value).toLocaleString()}`
      : '0';
