import { describe, expect, it } from 'vitest';
import { createServerClock } from '../../../../electron/platforms/server-clock.ts';

const SERVER = 'https://graph.example';
const AT = Date.UTC(2026, 10, 23, 9, 0);

describe('a server’s clock', () => {
  it('tells whole milliseconds, as everything that is kept by them needs, and is never ahead', () => {
    let passed = 1000.25;
    const clock = createServerClock(() => passed);
    expect(clock.now(SERVER)).toBeNull();
    clock.hear(SERVER, new Headers({ date: new Date(AT).toUTCString() }));
    expect(clock.now(SERVER)).toBe(AT);
    passed += 12.9;
    expect(clock.now(SERVER)).toBe(AT + 12);
  });
});
