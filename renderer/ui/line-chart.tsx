import { Table2, TrendingUp } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { IconButton } from './button.tsx';
import { cx } from './class-names.ts';
import type { ChartLine } from './line-mark.tsx';

interface LineChartProps {
  /** The answer, in a sentence: the chart is only its proof. */
  title: string;
  /** Of how much, and when: `42 posts · 24 Oct – 23 Nov`. */
  note: string;
  lines: readonly ChartLine[];
  /** One for each value: short ones for the axis, full ones for the table. */
  labels: readonly string[];
  titles: readonly string[];
  format?: (value: number) => string;
  /** What stands in the table where a number is not known. */
  unknown?: string;
  /** Under the chart. */
  children?: React.ReactNode;
}

/** Also while the page is busy, ms. */
const DRAWN_WITHIN = 200;

const plain = (value: number) => value.toLocaleString();

/** One question, its answer as the title, and the lines that show it; as a table on demand. Fills its box. */
export function LineChart(props: LineChartProps) {
  const { title, note, children } = props;
  const [isTable, setTable] = useState(false);
  const titleId = useId();
  const look = useLook();
  return (
    <figure aria-labelledby={titleId} className="flex h-full min-h-0 flex-col p-4">
      <figcaption className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <h2 id={titleId} className="text-section font-semibold">
            {title}
          </h2>
          <p className="mt-0.5 text-small text-muted">{note}</p>
        </div>
        <IconButton
          label={isTable ? 'Show as a chart' : 'Show as a table'}
          onClick={() => setTable(!isTable)}
        >
          {isTable ? <TrendingUp size={16} /> : <Table2 size={16} />}
        </IconButton>
      </figcaption>
      <div className="relative mt-3 min-h-0 flex-1">
        {isTable ? <ChartTable {...props} /> : <ChartCanvas key={look} {...props} />}
      </div>
      {children}
    </figure>
  );
}

function ChartCanvas({ title, lines, labels, titles, format = plain }: LineChartProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let isHere = true;
    let remove = () => {};
    let idle = 0;
    // Its code comes when there is a chart to draw; the words of the view are there before its lines.
    void import('./chart-drawing.ts').then(({ drawLines }) => {
      if (!isHere) return;
      idle = requestIdleCallback(
        () => {
          if (canvas.current) remove = drawLines(canvas.current, { lines, labels, titles, format });
        },
        { timeout: DRAWN_WITHIN },
      );
    });
    return () => {
      isHere = false;
      cancelIdleCallback(idle);
      remove();
    };
  }, [lines, labels, titles, format]);
  return (
    <div className="absolute inset-0">
      <canvas ref={canvas} role="img" aria-label={`${title}. The numbers are in the table.`} />
    </div>
  );
}

/** Counts up when the colours of the page change: what is on a canvas does not follow by itself. */
function useLook(): number {
  const [look, setLook] = useState(0);
  useEffect(() => {
    const changed = () => setLook((before) => before + 1);
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', changed);
    const theme = new MutationObserver(changed);
    theme.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => {
      dark.removeEventListener('change', changed);
      theme.disconnect();
    };
  }, []);
  return look;
}

function ChartTable({ title, lines, titles, format = plain, unknown = '–' }: LineChartProps) {
  return (
    <section
      aria-label={title}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard.
      tabIndex={0}
      className="absolute inset-0 overflow-y-auto rounded-control"
    >
      <table className="w-full text-small">
        <thead className="sticky top-0 bg-panel text-left text-muted">
          <tr>
            <th scope="col" className="py-1 pr-3 font-medium">
              Day
            </th>
            {lines.map(({ name }) => (
              <th key={name} scope="col" className="py-1 pl-3 text-right font-medium">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {titles.map((day, index) => (
            <tr key={day} className="border-t border-hairline">
              <th scope="row" className="py-1 pr-3 text-left font-normal whitespace-nowrap">
                {day}
              </th>
              {lines.map(({ name, values }) => {
                const value = values[index] ?? null;
                return (
                  <td
                    key={name}
                    className={cx('py-1 pl-3 text-right', value === null && 'text-muted')}
                  >
                    {value === null ? unknown : format(value)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
