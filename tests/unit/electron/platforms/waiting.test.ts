import { describe, expect, it } from 'vitest';
import { failure, failureOf } from '../../../../electron/platforms/call-failed.ts';
import { paused } from '../../../../electron/platforms/waiting.ts';

const LONG = 60_000;
const stopOf = (pause: Promise<void>) =>
  pause.then(
    () => 'not stopped',
    (error: unknown) => failureOf(error, 'pds.example'),
  );

describe('a pause between two looks', () => {
  it('takes its time', async () => {
    const begun = performance.now();
    await paused(40, undefined);
    // A timer may be a millisecond early.
    expect(performance.now() - begun).toBeGreaterThanOrEqual(38);
  });

  it('is ended by the signal: nothing was sent', async () => {
    const stop = new AbortController();
    const pause = stopOf(paused(LONG, stop.signal));
    stop.abort();
    expect(await pause).toMatchObject({
      class: 'unreachable',
      message: expect.stringContaining('before the post was sent'),
    });
  });

  it('does not begin where it was stopped before', async () => {
    expect(await stopOf(paused(LONG, AbortSignal.abort()))).toMatchObject({ class: 'unreachable' });
  });

  it('tells of a stop what it means there', async () => {
    const atWork = failure('interrupted', 'Stopped while the network was at work.');
    expect(await stopOf(paused(LONG, AbortSignal.abort(), atWork))).toEqual(atWork);
  });

  it('of no length is none, and nothing that can be stopped', async () => {
    expect(await stopOf(paused(0, AbortSignal.abort()))).toBe('not stopped');
  });
});
