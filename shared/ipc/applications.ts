import { z } from 'zod';
import { REDIRECT_STRATEGIES } from '../domain/network.ts';
import { epochMs, id, networkId, serviceUrl } from './fields.ts';
import { route } from './route.ts';

export const redirectStrategy = z.enum(REDIRECT_STRATEGIES);

/** An application at a network that people sign in with. Its secret is in the keychain and is never read back. */
export const application = z.strictObject({
  id,
  network: networkId,
  serviceUrl: z.string(),
  clientId: z.string(),
  hasSecret: z.boolean(),
  /** The page of the person's own for `https-relay` and `manual-code`; null where it has none. */
  redirectUri: z.string().nullable(),
  /** `automatic`: ClientNest registered it by itself at the first sign-in there. */
  registeredBy: z.enum(['person', 'automatic']),
  /** Accounts that were signed in with it. */
  accountCount: z.int().min(0),
  createdAt: epochMs,
  updatedAt: epochMs,
});

const redirect = z.strictObject({
  strategy: redirectStrategy,
  /** What to register at the network, all of them; empty where it is a page of the person's own. */
  addresses: z.array(z.string()),
});

export const applicationRoutes = {
  'applications.list': route(() => ({
    summary: 'Applications that people sign in with, by network.',
    input: z.strictObject({ network: networkId.optional() }),
    output: z.array(application),
    errors: ['keychain_unavailable'],
    requires: 'read',
  })),
  'applications.redirects': route(() => ({
    summary:
      'Ways back from the browser that a network knows, and the addresses to register there.',
    input: z.strictObject({ network: networkId }),
    output: z.strictObject({
      redirects: z.array(redirect),
      /** A page of HTML to put at an https address of one's own, where the network knows `https-relay`. */
      relayPage: z.string().nullable(),
    }),
    errors: ['not_supported'],
    requires: 'read',
  })),
  'applications.save': route(() => ({
    summary:
      'Keeps the developer application of a network: one for each server. Without a secret, the one that is kept stays; `null` says that it has none, where a network has such applications.',
    input: z.strictObject({
      network: networkId,
      serviceUrl: serviceUrl.optional(),
      clientId: z.string().trim().min(1).max(512),
      clientSecret: z.string().trim().min(1).max(1024).nullable().optional(),
      redirectUri: z
        .url({ protocol: /^https$/ })
        .max(2048)
        .nullable()
        .optional()
        .describe('A page of your own for the way back, https only; null forgets it'),
    }),
    output: application,
    errors: ['not_supported', 'secret_needed', 'insecure_service_url', 'keychain_unavailable'],
    requires: 'manage',
  })),
  'applications.remove': route(() => ({
    summary: 'Forgets an application and its secret. Refused while accounts are signed in with it.',
    input: z.strictObject({ id }),
    output: z.strictObject({ id }),
    errors: ['not_found', 'in_use', 'keychain_unavailable'],
    requires: 'manage',
  })),
};
