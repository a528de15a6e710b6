import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startUpkeep } from '../../../electron/core/upkeep.ts';
import { listBackups } from '../../../electron/database/backups.ts';
import { openWorkspace, type TestWorkspace } from '../../support/workspace.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
let workspace: TestWorkspace;
let backups: string;
let upkeep: { stop(): void } | null;

beforeEach(() => {
  workspace = openWorkspace();
  backups = join(workspace.folder, 'backups');
  upkeep = null;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
});
afterEach(() => {
  upkeep?.stop();
  vi.useRealTimers();
  workspace.close();
});

const begin = (checkNow = false, onDamage = () => undefined) => {
  const { clock, log, file, key } = workspace;
  upkeep = startUpkeep({ ports: { clock, log }, file, key, backups, checkNow, onDamage });
};
/** Lets both clocks go on, and waits for what that set off. */
async function pass(ms: number, done: () => boolean) {
  workspace.clock.advance(ms);
  vi.advanceTimersByTime(ms);
  const until = performance.now() + 10_000;
  while (!done() && performance.now() < until)
    await new Promise((resolve) => setImmediate(resolve));
}
const count = () => listBackups(backups).length;
/** Long enough for a backup that must not come. */
const awhile = () => {
  const end = performance.now() + 400;
  return () => performance.now() > end;
};

describe('upkeep', () => {
  it('writes one backup a day, the first when the start is over', async () => {
    begin();
    await pass(MINUTE / 2, awhile());
    expect(count()).toBe(0);
    await pass(MINUTE, () => count() === 1);
    expect(listBackups(backups)[0]?.name).toMatch(/-daily\.db$/);
    await pass(20 * HOUR, awhile());
    expect(count()).toBe(1);
    await pass(5 * HOUR, () => count() === 2);
    expect(count()).toBe(2);
  });

  it('does not write another one after a restart on the same day', async () => {
    begin();
    await pass(MINUTE, () => count() === 1);
    upkeep?.stop();
    begin();
    await pass(2 * HOUR, awhile());
    expect(count()).toBe(1);
  });

  it('finds damage after a crash, and then writes no backup', async () => {
    workspace.database.close();
    const bytes = readFileSync(workspace.file);
    bytes.writeUInt8(bytes.readUInt8(4096 * 9 + 77) ^ 0xff, 4096 * 9 + 77);
    writeFileSync(workspace.file, bytes);
    let damaged = 0;
    begin(true, () => {
      damaged += 1;
      upkeep?.stop();
    });
    await pass(MINUTE, () => damaged > 0);
    expect(damaged).toBe(1);
    await pass(HOUR, awhile());
    expect(count()).toBe(0);
  });
});
