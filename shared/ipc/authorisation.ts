import { z } from 'zod';
import { account } from './accounts.ts';
import { redirectStrategy } from './applications.ts';
import { epochMs, id, networkId, serviceUrl } from './fields.ts';
import { route } from './route.ts';

/** Why signing in through the browser came to nothing. */
const authorisationFailure = z.enum([
  'declined',
  'timeout',
  'cancelled',
  'code_refused',
  'different_account',
  'already_connected',
  'not_found',
  'service_unreachable',
  'service_error',
  'keychain_unavailable',
]);

/**
 * `waiting`: for the browser. `checking`: it came back, and the network is asked for the session.
 * `choosing`: the person let us use several accounts. It is kept as long as the process runs, an hour at most.
 */
export const authorisationState = z.enum(['waiting', 'checking', 'choosing', 'done', 'failed']);

/** One sign-in through the system browser. Its code, verifier and tokens never leave the core. */
export const authorisation = z.strictObject({
  id,
  clientId: id,
  network: networkId,
  serviceUrl: z.string(),
  /** The account that signs in again; null for a new one. */
  accountId: id.nullable(),
  state: authorisationState,
  /** The page that the person signs in on. */
  url: z.string(),
  redirect: redirectStrategy,
  redirectUri: z.string(),
  /** False where the system browser did not open: the person opens `url` by hand. */
  opened: z.boolean(),
  /** When waiting ends. */
  endsAt: epochMs,
  /** What came meanwhile and was not taken, with the next step, e.g. the answer of an older tab. */
  notice: z.string().nullable(),
  /** While `choosing`. */
  choices: z.array(
    z.strictObject({
      remoteId: z.string(),
      handle: z.string(),
      displayName: z.string(),
      followers: z.int().min(0).nullable(),
      /** `here`: this client has it already, and its session is renewed. `elsewhere`: another client has it. */
      connected: z.enum(['no', 'here', 'elsewhere']),
    }),
  ),
  /** When `done`. */
  accounts: z.array(account),
  /** When `failed`. */
  failure: z.strictObject({ code: authorisationFailure, message: z.string() }).nullable(),
});

export const authorisationRoutes = {
  'accounts.authorise': route(() => ({
    summary:
      'Begins to sign in through the system browser: opens the network’s page and waits for the way back, ten minutes at most.',
    input: z.strictObject({
      clientId: id,
      network: networkId,
      serviceUrl: serviceUrl.optional(),
      accountId: id.optional().describe('The account that is to be reconnected'),
      redirect: redirectStrategy
        .optional()
        .describe('How the browser comes back; the first that the network knows unless said'),
    }),
    output: authorisation,
    errors: [
      'not_found',
      'not_supported',
      'application_needed',
      'redirect_needed',
      'port_taken',
      'insecure_service_url',
      'sign_in_refused',
      'service_unreachable',
      'service_error',
      'keychain_unavailable',
    ],
    requires: 'manage',
  })),
  'accounts.authorisation': route(() => ({
    summary: 'How far a sign-in through the browser is.',
    input: z.strictObject({ id }),
    output: authorisation,
    errors: ['not_found'],
    requires: 'read',
  })),
  'accounts.finishAuthorisation': route(() => ({
    summary:
      'Goes on with what the person copied from the browser: the code that a network shows, or the whole address of the last page.',
    input: z.strictObject({ id, answer: z.string().trim().min(1).max(8192) }),
    output: authorisation,
    errors: ['not_found', 'not_waiting', 'no_code', 'wrong_state'],
    requires: 'manage',
  })),
  'accounts.chooseAuthorised': route(() => ({
    summary: 'Connects the chosen ones of the accounts that the person let us use.',
    input: z.strictObject({ id, remoteIds: z.array(z.string().min(1).max(512)).min(1).max(200) }),
    output: authorisation,
    errors: ['not_found', 'not_choosing', 'already_connected', 'keychain_unavailable'],
    requires: 'manage',
  })),
  'accounts.cancelAuthorisation': route(() => ({
    summary: 'Stops waiting for the browser, or forgets what was not chosen.',
    input: z.strictObject({ id }),
    output: authorisation,
    errors: ['not_found'],
    requires: 'manage',
  })),
};
