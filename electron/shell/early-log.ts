import type { Log } from '../log.ts';

type Line = [level: keyof Log, message: string, fields: Record<string, unknown> | undefined];

/** Keeps lines until the log of the core is open, then hands them on: the window comes before the log. */
export function createEarlyLog(): Log & { handOver(log: Log): void } {
  let target: Log | null = null;
  let kept: Line[] = [];
  const write = (level: keyof Log) => (message: string, fields?: Record<string, unknown>) => {
    if (target) target[level](message, fields);
    else kept.push([level, message, fields]);
  };
  return {
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    handOver(log) {
      target = log;
      for (const [level, message, fields] of kept) log[level](message, fields);
      kept = [];
    },
  };
}
