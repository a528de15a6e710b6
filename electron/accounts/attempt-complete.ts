import type { Authorisation as AuthorisationView } from '../../shared/ipc/views.ts';
import type { Log } from '../log.ts';
import type { Outcome } from '../oauth/round.ts';
import type { PlatformFailure, SignedIn } from '../platforms/platform.ts';
import type { Platforms } from '../platforms/registry.ts';
import type { Applications } from './applications.ts';
import { type Attempt, isOpen } from './attempt.ts';
import type { Connecting } from './connecting.ts';
import { browserSignInFailure } from './sign-in-failure.ts';

type Failure = NonNullable<AuthorisationView['failure']>;

export interface CompletionParts {
  platforms: Platforms;
  applications: Applications;
  connecting: Connecting;
  log: Log;
  /** Changes an attempt and tells of it. */
  become(attempt: Attempt, changes: Partial<Attempt>): void;
}

/** Deals with what the browser brought back. Never rejects: how it went is the attempt's state. */
export async function completeAttempt(
  parts: CompletionParts,
  attempt: Attempt,
  outcome: Outcome,
): Promise<void> {
  const { become, applications, log } = parts;
  const end = (failure: Failure) => {
    if (isOpen(attempt)) become(attempt, { state: 'failed', signedIn: [], failure });
  };
  if (outcome.kind === 'timeout' || outcome.kind === 'cancelled')
    applications.doubt(attempt.application.id);
  if (outcome.kind !== 'code') return end(failureOf(parts, attempt, outcome));
  if (!isOpen(attempt)) return;
  become(attempt, { state: 'checking', notice: null });
  try {
    await trade(parts, attempt, outcome, end);
  } catch (error) {
    log.error('Signing in through the browser broke off', { error });
    end({ code: 'service_error', message: BROKE_OFF });
  }
}

/** Trades the code for sessions, and connects the account where there is one only. */
async function trade(
  { platforms, applications, connecting, become }: CompletionParts,
  attempt: Attempt,
  { code, issuer }: Extract<Outcome, { kind: 'code' }>,
  end: (failure: Failure) => void,
): Promise<void> {
  const { place, account, application, authorisation, abort } = attempt;
  const { oauth, capabilities } = platforms[place.network];
  if (!oauth) throw new Error(`${capabilities.name} has no way to sign in through the browser`);
  const answer = await oauth.finish({ ...authorisation, code, issuer, signal: abort.signal });
  if (!answer.ok) {
    applications.doubt(application.id);
    return end(refusalOf(answer));
  }
  // Stopped meanwhile: the sessions are dropped.
  if (!isOpen(attempt)) return;

  const signedIn = account === null ? answer.value : theSame(answer.value, account.remoteId);
  const [first, ...others] = signedIn;
  if (!first) {
    const other = answer.value[0];
    return other && account
      ? end(different(other.account.handle, account.handle))
      : end({ code: 'code_refused', message: nobody(capabilities.name) });
  }
  if (others.length > 0) return become(attempt, { state: 'choosing', signedIn });
  const connected = await connecting.connectAll(place, [first], application.id);
  if (!connected.ok) return end({ ...connected.error });
  const accountIds = connected.value.map(({ id }) => id);
  become(attempt, { state: 'done', signedIn: [], accountIds });
}

const theSame = (signedIn: readonly SignedIn[], remoteId: string) =>
  signedIn.filter((one) => one.account.remoteId === remoteId).slice(0, 1);

/** What the person is told when the network did not take the code. */
function refusalOf(answer: PlatformFailure): Failure {
  const { code, message } = browserSignInFailure(answer).error;
  return code === 'sign_in_refused'
    ? { code: 'code_refused', message: `${message} Sign in again.` }
    : { code, message };
}

function failureOf(
  { platforms }: CompletionParts,
  { place }: Attempt,
  outcome: Exclude<Outcome, { kind: 'code' }>,
): Failure {
  const { name } = platforms[place.network].capabilities;
  switch (outcome.kind) {
    case 'declined':
      return {
        code: 'declined',
        message: `You did not allow it, so nothing was connected. Begin again if that was a slip.`,
      };
    case 'refused':
      return {
        code: 'code_refused',
        message: `${name} refused: ${outcome.words || 'it gave no reason'}. Check the application there and its redirect addresses, then begin again.`,
      };
    case 'timeout':
      return {
        code: 'timeout',
        message: `Nothing came back from the browser in time. Begin again; ClientNest waits for ten minutes.`,
      };
    case 'cancelled':
      return { code: 'cancelled', message: 'Signing in was stopped. Nothing was connected.' };
  }
}

const different = (signedIn: string, wanted: string): Failure => ({
  code: 'different_account',
  message: `That is @${signedIn}, and this account is @${wanted}. Sign in as @${wanted}: the browser may still be signed in as the other one.`,
});

const nobody = (name: string) =>
  `You let ClientNest use no account on ${name}. Begin again, and choose one there.`;
const BROKE_OFF = 'Something went wrong here. Begin again; the log has the reason.';
