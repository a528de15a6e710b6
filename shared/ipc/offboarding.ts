import { z } from 'zod';
import { id, networkId } from './fields.ts';
import { route } from './route.ts';

const clientId = z.strictObject({ clientId: id });

const exported = z.strictObject({
  /** The folder that was made for it. */
  folder: z.string(),
  files: z.array(z.strictObject({ name: z.string(), bytes: z.int().min(0) })),
});
const exportErrors = ['not_found', 'unwritable', 'no_space'] as const;

/** What is done when a client leaves, in this order: hand over what was made, end the sign-ins, erase. */
export const offboardingRoutes = {
  'offboarding.look': route(() => ({
    summary: 'What there is of a client, before it is handed over or erased.',
    input: clientId,
    output: z.strictObject({
      clientId: id,
      name: z.string(),
      posts: z.int().min(0),
      /** Scheduled, being published or to be checked: these are settled first. */
      underWay: z.int().min(0),
      deliveries: z.int().min(0),
      /** Pictures and videos that no other client uses. */
      media: z.int().min(0),
      accounts: z.array(
        z.strictObject({
          accountId: id,
          network: networkId,
          handle: z.string(),
          /** `can`: its network is told. `shared`: that would sign out accounts of other clients. `cannot`: only here. */
          revocation: z.enum(['can', 'shared', 'cannot', 'signed_out']),
        }),
      ),
    }),
    errors: ['not_found', 'keychain_unavailable'],
    requires: 'manage',
  })),
  'offboarding.export': route(() => ({
    summary:
      'Writes posts, deliveries and links as CSV and JSON into a folder that the person chooses in a dialog.',
    input: clientId,
    output: exported,
    errors: [...exportErrors, 'cancelled', 'not_supported'],
    requires: 'manage',
  })),
  'offboarding.exportTo': route(() => ({
    summary: 'The same into a folder that is named (command line only).',
    input: z.strictObject({ clientId: id, folder: z.string().min(1).max(4096) }),
    output: exported,
    errors: exportErrors,
    requires: 'local_files',
  })),
  'offboarding.revoke': route(() => ({
    summary:
      'Ends the sign-ins of a client, at the networks where they can be told. Refused while posts are under way.',
    input: clientId,
    output: z.array(
      z.strictObject({
        accountId: id,
        network: networkId,
        handle: z.string(),
        /** `revoked`: the network knows. `forgotten`: only here, see `message`. `failed`: the network was not reached. */
        outcome: z.enum(['revoked', 'forgotten', 'failed']),
        message: z.string(),
      }),
    ),
    errors: ['not_found', 'posts_scheduled', 'keychain_unavailable'],
    requires: 'manage',
  })),
  'offboarding.erase': route(() => ({
    summary:
      'Erases a client with all posts, accounts and what nobody else uses. Refused while posts are under way.',
    input: z.strictObject({
      clientId: id,
      name: z.string().max(120).describe('The client’s name again, so that it is no slip'),
    }),
    output: z.strictObject({
      clientId: id,
      /** Backups on this computer that still have it, until newer ones replace them. */
      backups: z.int().min(0),
    }),
    errors: ['not_found', 'wrong_name', 'posts_scheduled', 'keychain_unavailable'],
    requires: 'manage',
  })),
};
