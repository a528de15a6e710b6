import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { patience } from '../../../../electron/media/patience.ts';

/** Holds this process up, as a computer that sleeps does. */
const sleep = (ms: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

describe('patience', () => {
  it('runs out after its time, once', async () => {
    let times = 0;
    const from = performance.now();
    await new Promise<void>((resolve) => {
      patience(60, () => {
        times++;
        resolve();
      });
    });
    expect(performance.now() - from).toBeGreaterThanOrEqual(50);
    await wait(80);
    expect(times).toBe(1);
  });

  it('does not while the computer sleeps: an answer that came then is heard', async () => {
    let hasRunOut = false;
    const stop = patience(1000, () => {
      hasRunOut = true;
    });
    await turn();
    sleep(1200);
    // The turn in which timers that are due and answers that wait are told.
    await wait(1);
    await turn();
    expect(hasRunOut).toBe(false);
    stop();
  });

  it('can be stopped', async () => {
    let hasRunOut = false;
    patience(20, () => {
      hasRunOut = true;
    })();
    await wait(60);
    expect(hasRunOut).toBe(false);
  });
});
