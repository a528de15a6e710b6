import type { Log } from '../../electron/log.ts';

export interface LogLine {
  level: 'info' | 'warn' | 'error';
  message: string;
  fields: Record<string, unknown>;
}

export interface MemoryLog extends Log {
  lines: LogLine[];
}

/** Keeps what is logged, so that a test can say what was and what was not. */
export function memoryLog(): MemoryLog {
  const lines: LogLine[] = [];
  const write =
    (level: LogLine['level']) =>
    (message: string, fields: Record<string, unknown> = {}) =>
      void lines.push({ level, message, fields });
  return { lines, info: write('info'), warn: write('warn'), error: write('error') };
}
