import { rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { offsetClock } from '../../../electron/clock.ts';
import { temporaryFolder } from '../../support/workspace.ts';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
  vi.useFakeTimers({ now: 1_000_000, toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});

describe('the clock with an offset', () => {
  it('is the system time plus what the file says, also when that changes', () => {
    const file = join(folder, 'offset');
    const clock = offsetClock(file);
    expect(clock.now()).toBe(1_000_000);
    writeFileSync(file, '120000\n');
    vi.setSystemTime(1_000_300);
    expect(clock.now()).toBe(1_120_300);
    writeFileSync(file, '5');
    utimesSync(file, 50, 50);
    vi.setSystemTime(1_000_600);
    expect(clock.now()).toBe(1_000_605);
    rmSync(file);
    vi.setSystemTime(1_000_900);
    expect(clock.now()).toBe(1_000_900);
  });

  it('takes rubbish for nothing', () => {
    const file = join(folder, 'offset');
    writeFileSync(file, 'soon');
    expect(offsetClock(file).now()).toBe(1_000_000);
  });
});
