import { CallFailed, callFailedIn } from './call-failed.ts';

/**
 * Removes a post of several parts, the last one first, so that what is left of a removal that breaks off still hangs
 * together. What is gone already is passed over, so that it can be called again.
 * @param parts in the order in which they were published
 * @throws CallFailed that says how many are gone, where some are
 */
export async function removeParts(
  parts: readonly string[],
  remove: (id: string) => Promise<'removed' | 'gone'>,
): Promise<'removed' | 'gone'> {
  let outcome: 'removed' | 'gone' = 'gone';
  for (const [before, id] of parts.toReversed().entries()) {
    const removed = await remove(id).catch((error: unknown) => {
      throw before === 0 ? error : halfWay(error, before, parts.length);
    });
    if (removed === 'removed') outcome = removed;
  }
  return outcome;
}

function halfWay(error: unknown, removed: number, all: number): unknown {
  const call = callFailedIn(error);
  if (!call) return error;
  const message = `${removed} of the ${all} parts ${removed === 1 ? 'is' : 'are'} removed, the rest is still there. ${call.failure.message} Remove the post once more to go on.`;
  return new CallFailed({ ...call.failure, message }, call.errorName, call);
}
