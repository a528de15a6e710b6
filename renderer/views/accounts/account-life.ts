import type { OAuthCapability } from '../../../shared/domain/network.ts';
import { covers } from '../../../shared/domain/scopes.ts';
import type { Account } from '../../../shared/ipc/views.ts';

const DAY = 24 * 60 * 60_000;
/** A sign-in that ends sooner is told of while there is time. */
const SOON = 14 * DAY;

export interface Life {
  text: string;
  /** Somebody should sign in again before long. */
  soon: boolean;
}

/**
 * How long the sign-in lasts.
 * @param tellDay writes an instant as a day, e.g. `12 January`
 * @returns null where nobody knows
 */
export function lifeOf(
  { signedInBy, sessionEndsAt, status }: Pick<Account, 'signedInBy' | 'sessionEndsAt' | 'status'>,
  now: number,
  tellDay: (at: number) => string,
): Life | null {
  if (status === 'reconnect_needed') return null;
  if (sessionEndsAt === null)
    return signedInBy === 'oauth' ? { text: 'sign-in renews by itself', soon: false } : null;
  if (sessionEndsAt <= now) return { text: 'sign-in has ended', soon: true };
  return {
    text: `signed in until ${tellDay(sessionEndsAt)}`,
    soon: sessionEndsAt - now < SOON,
  };
}

/** What is asked for and was not allowed; empty where the network does not say what was. */
export const missingScopes = (
  oauth: OAuthCapability | undefined,
  { signedInBy, scopes }: Pick<Account, 'signedInBy' | 'scopes'>,
): OAuthCapability['scopes'] =>
  signedInBy !== 'oauth' || scopes === null
    ? []
    : (oauth?.scopes ?? []).filter(
        ({ scope }) => !scopes.some((granted) => covers(granted, scope)),
      );
