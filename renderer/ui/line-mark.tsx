export interface ChartLine {
  name: string;
  values: readonly (number | null)[];
  /** A token, without its dashes: `line-1`. */
  colour: string;
}

/** One line of a chart is told from the next by its dashes too. */
const DASHES = [[], [6, 3], [2, 3], [8, 3, 2, 3], [4, 2], [1, 2], [10, 4], [3, 6]];

export const dashOf = (index: number): readonly number[] => DASHES[index % DASHES.length] ?? [];

/** The token of a line's colour, without its dashes. */
export const lineColour = (index: number): string => `line-${(index % DASHES.length) + 1}`;

/** How a line looks, beside its name. */
export const LineMark = ({ index }: { index: number }) => (
  <svg width="20" height="8" aria-hidden="true" className="shrink-0">
    <path
      d="M0 4h20"
      stroke={`var(--${lineColour(index)})`}
      strokeWidth="2"
      strokeDasharray={dashOf(index).join(' ') || undefined}
    />
  </svg>
);
