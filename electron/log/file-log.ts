import { appendFileSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { redact, redactText } from './redact.ts';

export interface FileLogOptions {
  folder: string;
  /** `app` writes app.log, app.1.log, … */
  name: string;
  clock: Clock;
  /** Size in bytes at which a file is put away; 2 MB unless said. */
  fileBytes?: number;
  /** How many files there are at most; 5 unless said. */
  files?: number;
}

/** A log of JSON lines, redacted, in a bounded number of bounded files. It never throws. */
export function createFileLog(options: FileLogOptions): Log {
  const { folder, name, clock, fileBytes = 2_000_000, files = 5 } = options;
  const fileAt = (age: number) => join(folder, age === 0 ? `${name}.log` : `${name}.${age}.log`);
  let size: number | null = null;
  let complained = false;

  const rotate = () => {
    rmSync(fileAt(files - 1), { force: true });
    for (let age = files - 2; age >= 0; age--) {
      if (existsSync(fileAt(age))) renameSync(fileAt(age), fileAt(age + 1));
    }
    size = 0;
  };

  const write = (level: string) => (message: string, fields?: Record<string, unknown>) => {
    try {
      const line = `${JSON.stringify({
        at: new Date(clock.now()).toISOString(),
        level,
        message: redactText(message),
        fields: redact(fields),
      })}\n`;
      if (size === null) {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        size = existsSync(fileAt(0)) ? statSync(fileAt(0)).size : 0;
      }
      if (size > 0 && size + line.length > fileBytes) rotate();
      appendFileSync(fileAt(0), line, { mode: 0o600 });
      size += line.length;
    } catch (error) {
      // There is no log to tell, and the work that is logged must go on.
      if (!complained) process.stderr.write(`The log cannot be written: ${error}\n`);
      complained = true;
    }
  };
  return { info: write('info'), warn: write('warn'), error: write('error') };
}
