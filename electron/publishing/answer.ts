import type { NetworkOperation } from '../../shared/domain/network.ts';
import { retryClassOf } from '../../shared/domain/retry.ts';
import type { Log } from '../log.ts';
import type { Platform, PlatformFailure, PlatformResult } from '../platforms/platform.ts';
import type { DeliveryRow } from './ledger.ts';

/** What a network answers. An adapter that throws has a bug; what it did is not known, so it is looked up. */
export async function answer<Value>(
  log: Log,
  call: () => Promise<PlatformResult<Value>>,
): Promise<PlatformResult<Value>> {
  try {
    return await call();
  } catch (error) {
    log.error('A network adapter threw', { error });
    return UNKNOWN_ANSWER;
  }
}

const UNKNOWN_ANSWER: PlatformFailure = {
  ok: false,
  class: 'interrupted',
  message: 'Something went wrong while it was sent. ClientNest checks what happened.',
  httpStatus: null,
  retryAfter: null,
};

/** A call as it is written down before it is made, with what its class says now of making it again. */
export const attemptOf = (
  { capabilities }: Platform,
  operation: NetworkOperation,
  { attemptCount: attempts, preparedAt }: Pick<DeliveryRow, 'attemptCount' | 'preparedAt'>,
  { id, now }: { id: string; now: number },
) => ({
  begin: id,
  operation,
  retryClass: retryClassOf(capabilities, operation, { attempts, preparedAt, now }),
});
