import type { Log } from '../log.ts';
import type { PlatformFailure, PlatformResult } from '../platforms/platform.ts';

/** An adapter that throws has a bug; what it did is not known, so it is looked up. */
export const createAnswer =
  (log: Log) =>
  async <Value>(call: () => Promise<PlatformResult<Value>>): Promise<PlatformResult<Value>> => {
    try {
      return await call();
    } catch (error) {
      log.error('A network adapter threw', { error });
      return UNKNOWN_ANSWER;
    }
  };

const UNKNOWN_ANSWER: PlatformFailure = {
  ok: false,
  class: 'interrupted',
  message: 'Something went wrong while it was sent. ClientNest checks what happened.',
  httpStatus: null,
  retryAfter: null,
};
