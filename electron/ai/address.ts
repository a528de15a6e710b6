import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import { serviceOrigin } from '../accounts/service-url.ts';

/** An address as it is kept: whole, without a slash at its end. Plain http is for this computer only. */
export function aiAddress(written: string): Result<string, 'insecure_address'> {
  if (!URL.canParse(written))
    return fail(
      'insecure_address',
      `“${written}” is no address. Write it in full, with https:// before it.`,
    );
  const url = new URL(written);
  if (!serviceOrigin(written).ok)
    return fail(
      'insecure_address',
      'Use an address that starts with https: what you ask could be read on the way. Plain http is for this computer only.',
    );
  if (url.username || url.password || url.search || url.hash)
    return fail(
      'insecure_address',
      'Leave the key out of the address: it goes into its own field.',
    );
  return ok(url.href.replace(/\/+$/, ''));
}

export const isOnThisComputer = (address: string): boolean => new URL(address).protocol === 'http:';
