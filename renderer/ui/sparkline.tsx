import { cx } from './class-names.ts';

const WIDTH = 120;
const HEIGHT = 28;
/** Room for the stroke and the last point. */
const INSET = 3;

/** The course of a number, without axes: it stands beside the number, which says what it is. Gaps stay gaps. */
export function Sparkline({
  values,
  kind = 'line',
  className,
}: {
  values: readonly (number | null)[];
  /** `bars` for what is counted anew each day: they begin at zero. */
  kind?: 'line' | 'bars';
  className?: string;
}) {
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return null;
  const least = kind === 'bars' ? 0 : Math.min(...known);
  const range = Math.max(...known) - least;
  const x = (index: number) =>
    INSET + (index * (WIDTH - 2 * INSET)) / Math.max(1, values.length - 1);
  const y = (value: number) =>
    range === 0 ? HEIGHT / 2 : HEIGHT - INSET - ((value - least) * (HEIGHT - 2 * INSET)) / range;
  const path = values
    .map((value, index) => {
      if (value === null || (kind === 'bars' && value === 0)) return '';
      if (kind === 'bars')
        return `M${x(index).toFixed(1)} ${HEIGHT - INSET}V${y(value).toFixed(1)}`;
      const pen = index === 0 || values[index - 1] === null ? 'M' : 'L';
      return `${pen}${x(index).toFixed(1)} ${y(value).toFixed(1)}`;
    })
    .join('');
  const last = values.findLastIndex((value) => value !== null);
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      className={cx('h-7 w-full overflow-visible', className)}
    >
      <path
        d={path}
        fill="none"
        stroke="var(--line-1)"
        strokeWidth={kind === 'bars' ? 2.5 : 1.5}
        strokeLinejoin="round"
        strokeLinecap={kind === 'bars' ? 'butt' : 'round'}
        vectorEffect="non-scaling-stroke"
      />
      {kind === 'line' && (
        <path
          d={`M${x(last)} ${y(values[last] ?? least)}h0`}
          stroke="var(--line-1)"
          strokeWidth="5"
          strokeLinecap="round"
          vectorEffect="non-scaling-stroke"
        />
      )}
    </svg>
  );
}
