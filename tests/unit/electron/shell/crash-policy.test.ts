import { describe, expect, it } from 'vitest';
import { createCrashPolicy } from '../../../../electron/shell/crash-policy.ts';

describe('the crash policy', () => {
  it('reloads at once, then after a second, then asks', () => {
    let now = 0;
    const crashed = createCrashPolicy(() => now);
    expect(crashed()).toBe(0);
    now += 10_000;
    expect(crashed()).toBe(1000);
    now += 10_000;
    expect(crashed()).toBeNull();
    now += 10_000;
    expect(crashed()).toBeNull();
  });

  it('forgets a crash after a minute', () => {
    let now = 0;
    const crashed = createCrashPolicy(() => now);
    for (let crash = 0; crash < 10; crash++) {
      expect(crashed()).toBe(0);
      now += 60_000;
    }
  });
});
