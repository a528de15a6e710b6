import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFileLog } from '../../../../electron/log/file-log.ts';
import { testClock } from '../../../support/clock.ts';
import { temporaryFolder } from '../../../support/workspace.ts';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the log file', () => {
  it('holds one redacted JSON object a line', () => {
    const log = createFileLog({ folder: join(folder, 'logs'), name: 'app', clock: testClock() });
    log.info('Opened', { postId: 'p1' });
    log.error('Failed', { error: new Error('boom'), level: 'x', token: 'abc' });
    const lines = readFileSync(join(folder, 'logs/app.log'), 'utf8').trim().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      {
        at: '2026-11-22T09:00:00.000Z',
        level: 'info',
        message: 'Opened',
        fields: { postId: 'p1' },
      },
      {
        at: '2026-11-22T09:00:00.000Z',
        level: 'error',
        message: 'Failed',
        fields: {
          error: { name: 'Error', message: 'boom', stack: expect.stringContaining('boom') },
          level: 'x',
          token: '[hidden]',
        },
      },
    ]);
  });

  it('stays within its files and their size, the newest line in the first', () => {
    const options = { folder, name: 'app', clock: testClock(), fileBytes: 2000, files: 3 };
    for (let run = 0; run < 4; run++) {
      const log = createFileLog(options);
      for (let line = 0; line < 40; line++) log.info(`Line ${run} ${line}`);
    }
    expect(readdirSync(folder).sort()).toEqual(['app.1.log', 'app.2.log', 'app.log']);
    for (const file of readdirSync(folder)) {
      expect(statSync(join(folder, file)).size).toBeLessThanOrEqual(2000);
    }
    expect(readFileSync(join(folder, 'app.log'), 'utf8')).toContain('Line 3 39');
  });

  it('does not throw where it cannot write, and says so once', () => {
    const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const log = createFileLog({ folder: '/dev/null/logs', name: 'app', clock: testClock() });
    log.info('one');
    log.info('two');
    expect(write).toHaveBeenCalledTimes(1);
    write.mockRestore();
  });
});
