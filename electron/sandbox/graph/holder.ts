import type { Authorisation, AuthorisationToken } from '../authorisation.ts';
import type { Answer } from '../network.ts';
import { tokenError } from './errors.ts';

/** A token that is good, or what is answered to one that is not, and to none. */
export function goodToken(
  authorisation: Pick<Authorisation, 'holderOf'>,
  token: string | null,
): AuthorisationToken | Answer {
  if (token === null) return tokenError('missing');
  const holder = authorisation.holderOf(token);
  return typeof holder === 'string' ? tokenError(holder) : holder;
}
