import { z } from 'zod';
import type { ServerLimits } from '../domain/network.ts';
import { signInSecret } from '../domain/sign-in-secret.ts';
import { epochMs, id, networkId, serviceUrl } from './fields.ts';
import { route } from './route.ts';

const limit = z.int().min(0).exactOptional();
/** What one server allows where that differs from the network's usual. */
const serverLimits = z.strictObject({
  textLimit: limit,
  linkLength: limit,
  imageCount: limit,
  imageBytes: limit,
  videoBytes: limit,
  altTextLimit: limit,
}) satisfies z.ZodType<ServerLimits>;

export const account = z.strictObject({
  id,
  clientId: id,
  network: networkId,
  serviceUrl: z.string(),
  /** The network's own id of the account: a DID, or a number on Mastodon. */
  remoteId: z.string(),
  handle: z.string(),
  /** On a practice network of this computer: nobody sees what is published there. */
  practice: z.boolean(),
  displayName: z.string(),
  status: z.enum(['connected', 'reconnect_needed', 'disabled']),
  /** Why it is not `connected`, and what to do. */
  statusMessage: z.string().nullable(),
  /** `null` where the network did not say: never 0 for "not known". */
  followers: z.int().min(0).nullable(),
  following: z.int().min(0).nullable(),
  postCount: z.int().min(0).nullable(),
  checkedAt: epochMs.nullable(),
  /** `oauth`: through the browser. `secret`: with an app password or a token that was pasted. */
  signedInBy: z.enum(['oauth', 'secret']),
  /** When somebody has to sign in again; null where that is not known, or never. */
  sessionEndsAt: epochMs.nullable(),
  /** What the person allowed; null where the network does not say. */
  scopes: z.array(z.string()).readonly().nullable(),
  /** Null where its server allows what is usual. */
  serverLimits: serverLimits.nullable(),
  /** The network publishes scheduled posts itself, see the guide. */
  handOver: z.boolean(),
  createdAt: epochMs,
});

const identifier = z
  .string()
  .trim()
  .min(1)
  .max(255)
  .describe('Handle, e-mail or DID; not for an access token, which says whose it is');
/** LinkedIn says to leave room for tokens of 1,000 characters. */
const appPassword = z.string().min(1).max(2000).describe('App password, or access token');

const takesToken = (network: z.output<typeof networkId>) =>
  signInSecret(network) === 'access token';

const signInErrors = [
  'not_found',
  'sign_in_refused',
  'service_unreachable',
  'service_error',
  'insecure_service_url',
  'keychain_unavailable',
] as const;

export const accountRoutes = {
  'accounts.list': route(() => ({
    summary: 'Connected accounts, of one client or of all.',
    input: z.strictObject({ clientId: id.optional() }),
    output: z.array(account),
    errors: [],
    requires: 'read',
  })),
  'accounts.connect': route(() => ({
    summary: 'Signs in to a network and keeps the session in the keychain.',
    input: z
      .strictObject({
        clientId: id,
        network: networkId,
        serviceUrl: serviceUrl.optional(),
        identifier: identifier.optional(),
        appPassword,
      })
      .refine(({ network, identifier }) => takesToken(network) || identifier !== undefined, {
        path: ['identifier'],
        message: 'Say which account it is',
      })
      // A token must not be tried at a server that is not its own.
      .refine(({ network, serviceUrl }) => !takesToken(network) || serviceUrl !== undefined, {
        path: ['serviceUrl'],
        message: 'Say which server the token is of',
      }),
    output: account,
    errors: [...signInErrors, 'already_connected'],
    requires: 'manage',
  })),
  'accounts.reconnect': route(() => ({
    summary: 'Signs in again, for an account whose session has ended. Nothing else changes.',
    input: z.strictObject({ id, appPassword }),
    output: account,
    errors: [...signInErrors, 'different_account'],
    requires: 'manage',
  })),
  'accounts.check': route(() => ({
    summary: 'Asks the network who we are and refreshes the figures.',
    input: z.strictObject({ id }),
    output: account,
    errors: signInErrors,
    requires: 'edit',
  })),
  'accounts.setEnabled': route(() => ({
    summary:
      'Pauses an account, or lets it publish again. What the network holds is taken back first.',
    input: z.strictObject({ id, enabled: z.boolean() }),
    output: account,
    errors: ['not_found', 'not_taken_back'],
    requires: 'manage',
  })),
  'accounts.setHandOver': route(() => ({
    summary:
      'Lets the network publish scheduled posts itself, where it can. Turning it off takes back what it holds first.',
    input: z.strictObject({ id, on: z.boolean() }),
    output: account,
    errors: ['not_found', 'not_supported', 'not_taken_back'],
    requires: 'manage',
  })),
  'accounts.remove': route(() => ({
    summary: 'Forgets an account and its session. Refused while posts to it are scheduled.',
    input: z.strictObject({ id }),
    output: z.strictObject({ id }),
    errors: ['not_found', 'posts_scheduled', 'keychain_unavailable'],
    requires: 'manage',
  })),
};
