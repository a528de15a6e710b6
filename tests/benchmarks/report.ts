import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, loadavg, platform, release, totalmem } from 'node:os';
import path from 'node:path';
import { electronExecutable, root } from './application.ts';
import { mean, median, percentile } from './statistics.ts';

/** One line of the table: what we measured beside the yardstick of the same run. */
export interface Row {
  name: string;
  unit: 'ms' | 'MB' | 'KB' | 'posts/s' | 'fps';
  ours: readonly number[];
  yardstick: readonly number[];
  /** What must hold; null where the line is only for information. */
  bar:
    | { of: 'ratio' | 'p95' | 'most' | 'excess'; most: number }
    /** Of the yardstick's rate, at least. */
    | { of: 'rate'; least: number }
    /** At its slow end. */
    | { of: 'least'; least: number }
    | null;
  /** What the person should know to read the line. */
  note?: string;
}

export interface Summary extends Omit<Row, 'ours' | 'yardstick'> {
  samples: number;
  ours: { p50: number; p95: number };
  yardstick: { p50: number; p95: number };
  /** Of the medians. */
  ratio: number;
  met: boolean | null;
}

export function summarise(row: Row): Summary {
  const figures = (values: readonly number[]) => ({
    p50: round(median(values)),
    // The slow end, also of a rate.
    p95: round(percentile(values, row.unit === 'posts/s' || row.unit === 'fps' ? 5 : 95)),
  });
  const ratio = round(median(row.ours) / median(row.yardstick));
  const ours = figures(row.ours);
  const measured = {
    ratio,
    p95: ours.p95,
    most: round(Math.max(...row.ours)),
    excess: round(mean(row.ours) - mean(row.yardstick)),
  };
  const { bar, note } = row;
  const said =
    bar?.of === 'most' || bar?.of === 'excess'
      ? `${SAID[bar.of]} ${measured[bar.of]} ${row.unit}`
      : null;
  return {
    ...row,
    samples: row.ours.length,
    ours,
    yardstick: figures(row.yardstick),
    ratio,
    met: bar && isMet(bar, measured),
    ...(said ? { note: note ? `${said}; ${note}` : said } : {}),
  };
}

function isMet(
  bar: NonNullable<Row['bar']>,
  measured: Record<'ratio' | 'p95' | 'most' | 'excess', number>,
): boolean {
  if (bar.of === 'rate') return measured.ratio >= bar.least;
  return bar.of === 'least' ? measured.p95 >= bar.least : measured[bar.of] <= bar.most;
}

/** Bars that the columns of the table do not show. */
const SAID = { most: 'the longest', excess: 'beyond the yardstick, on average,' };

/** Writes bench-results/<name>.json with everything needed to compare it with another machine's. */
export function writeResult(name: string, rows: readonly Row[], options: object): Summary[] {
  const summaries = rows.map(summarise);
  const folder = path.join(root, 'bench-results');
  mkdirSync(folder, { recursive: true });
  const result = {
    name,
    at: new Date().toISOString(),
    machine: machine(),
    options,
    rows: summaries,
    samples: Object.fromEntries(
      rows.map((row) => [
        row.name,
        { ours: row.ours.map(round), yardstick: row.yardstick.map(round) },
      ]),
    ),
  };
  writeFileSync(path.join(folder, `${name}.json`), `${JSON.stringify(result, null, 1)}\n`);
  return summaries;
}

/** The table, for people. */
export function printTable(summaries: readonly Summary[]): void {
  const head = ['', 'p50', 'p95', 'yardstick p50', 'p95', 'ratio', 'bar', ''];
  const lines = summaries.map((row) => [
    row.name,
    `${row.ours.p50} ${row.unit}`,
    `${row.ours.p95} ${row.unit}`,
    `${row.yardstick.p50} ${row.unit}`,
    `${row.yardstick.p95} ${row.unit}`,
    `${row.ratio}×`,
    barOf(row),
    row.met === null ? '' : row.met ? 'met' : 'MISSED',
  ]);
  const widths = head.map((title, at) =>
    Math.max(...[head, ...lines].map((line) => (line[at] ?? title).length)),
  );
  for (const line of [head, ...lines]) {
    console.log(
      line
        .map((cell, at) =>
          at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    );
  }
  for (const { name, note } of summaries) if (note) console.log(`\n${name}: ${note}`);
}

function barOf({ bar, unit }: Summary): string {
  if (!bar) return '';
  if (bar.of === 'ratio') return `≤ ${bar.most}×`;
  if (bar.of === 'rate') return `≥ ${bar.least}×`;
  if (bar.of === 'least') return `≥ ${bar.least} ${unit}`;
  return `${{ p95: 'p95', most: 'each', excess: 'beyond' }[bar.of]} ≤ ${bar.most} ${unit}`;
}

function machine() {
  const electron = execFileSync(electronExecutable(), ['-p', 'JSON.stringify(process.versions)'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    encoding: 'utf8',
  });
  const { electron: version, chrome, node } = JSON.parse(electron) as Record<string, string>;
  const project = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  return {
    clientnest: project.version,
    system: `${platform()} ${release()} ${arch()}`,
    cores: cpus().length,
    processor: cpus()[0]?.model ?? 'unknown',
    memory: totalmem(),
    load: loadavg()[0],
    node: process.versions.node,
    electron: { version, chrome, node },
  };
}

const round = (value: number): number => Number(value.toFixed(value < 10 ? 2 : 1));
