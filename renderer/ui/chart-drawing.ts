import {
  CategoryScale,
  Chart,
  type ChartDataset,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
} from 'chart.js';
import { type ChartLine, dashOf } from './line-mark.tsx';

// Only what a line needs: the rest of the library is left out of the bundle.
Chart.register(CategoryScale, LinearScale, LineController, LineElement, PointElement, Tooltip);

interface Drawing {
  lines: readonly ChartLine[];
  /** Under the axis. */
  labels: readonly string[];
  /** In full, for the tooltip. */
  titles: readonly string[];
  format: (value: number) => string;
}

/**
 * Draws lines on a canvas in the colours that the page has now.
 * @returns the way to take it away.
 */
export function drawLines(canvas: HTMLCanvasElement, drawing: Drawing): () => void {
  const { lines, labels, titles, format } = drawing;
  const [ink, muted, hairline, raised] = colours(canvas, ['ink', 'muted', 'hairline', 'raised']);
  const strokes = colours(
    canvas,
    lines.map(({ colour }) => colour),
  );
  const font = { family: getComputedStyle(canvas).fontFamily, size: 11 };
  const chart = new Chart(canvas, {
    type: 'line',
    data: {
      labels: [...labels],
      datasets: lines.map(({ name, values }, index): ChartDataset<'line', (number | null)[]> => {
        const stroke = strokes[index] ?? 'gray';
        const alone = values.filter((value) => value !== null).length === 1;
        return {
          ...{ label: name, data: [...values], borderColor: stroke, backgroundColor: stroke },
          ...{ borderWidth: 2, borderDash: [...dashOf(index)] },
          // Never beyond a number that is there.
          cubicInterpolationMode: 'monotone',
          // A day without a number is passed over, not drawn as nothing.
          ...{ spanGaps: true, pointRadius: alone ? 3 : 0, pointHoverRadius: 4, pointHitRadius: 8 },
          ...{ pointHoverBackgroundColor: stroke, pointHoverBorderColor: stroke },
        };
      }),
    },
    options: {
      responsive: true,
      maintainAspectRatio: false,
      // It is there at once: a line that grows says nothing, and is drawn a dozen times.
      animation: false,
      interaction: { mode: 'index', intersect: false },
      layout: { padding: { top: 6, right: 6 } },
      scales: {
        x: {
          border: { display: false },
          grid: { display: false },
          ticks: { color: muted, font, maxRotation: 0, autoSkipPadding: 24 },
        },
        y: {
          border: { display: false },
          grid: { color: hairline },
          ticks: {
            ...{ color: muted, font, maxTicksLimit: 5, precision: 0 },
            callback: (value) => format(Number(value)),
          },
        },
      },
      plugins: {
        tooltip: {
          ...{ backgroundColor: raised, titleColor: ink, bodyColor: ink },
          ...{ borderColor: hairline, borderWidth: 1, padding: 8, cornerRadius: 6 },
          ...{ titleFont: font, bodyFont: font, boxWidth: 8, boxHeight: 8 },
          callbacks: {
            title: ([item]) => titles[item?.dataIndex ?? 0] ?? '',
            label: ({ dataset, parsed }) => ` ${dataset.label}: ${format(parsed.y ?? 0)}`,
          },
        },
      },
    },
  });
  return () => chart.destroy();
}

/** What a canvas paints of a colour of the page, by its words there: each is found out once. */
const painted = new Map<string, string>();

/** Tokens as the page shows them, in a notation that every part of the library reads. */
function colours(canvas: HTMLCanvasElement, names: readonly string[]): string[] {
  const before = canvas.style.color;
  const found = names.map((name) => {
    canvas.style.color = `var(--${name})`;
    const words = getComputedStyle(canvas).color;
    const known = painted.get(words) ?? paintedAs(words);
    painted.set(words, known);
    return known;
  });
  canvas.style.color = before;
  return found;
}

function paintedAs(colour: string): string {
  const probe = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (!probe) return 'gray';
  probe.fillStyle = colour;
  probe.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = probe.getImageData(0, 0, 1, 1).data;
  return `rgb(${red}, ${green}, ${blue})`;
}
