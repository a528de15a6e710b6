import { z } from 'zod';
import { authorisation, authorisationRoutes } from './authorisation.ts';
import { empty, id, networkId, timeZone } from './fields.ts';
import { route } from './route.ts';

const named = z.strictObject({ id, name: z.string() });

export const practiceRoutes = {
  'practice.connect': route(() => ({
    summary:
      'Begins to sign in to a practice network, which this computer plays: no account and no developer app is needed, and nobody sees what is published. Goes on like accounts.authorise.',
    input: z.strictObject({
      clientId: id,
      network: networkId,
      accountId: id.optional().describe('The practice account that is to be reconnected'),
    }),
    output: authorisation,
    errors: ['practice_unavailable', ...authorisationRoutes['accounts.authorise'].errors],
    requires: 'manage',
  })),
  'demo.begin': route(() => ({
    summary:
      'Fills an empty workspace with a demo: three clients, accounts on the practice networks, two months of posts that came out and some weeks of scheduled ones.',
    input: z.strictObject({ timeZone }),
    output: z.strictObject({
      clients: z.int().min(0),
      accounts: z.int().min(0),
      published: z.int().min(0),
      scheduled: z.int().min(0),
    }),
    errors: [
      'not_empty',
      'practice_unavailable',
      'runner_elsewhere',
      'keychain_unavailable',
      'demo_failed',
    ],
    requires: 'manage',
  })),
  'demo.look': route(() => ({
    summary: 'What throwing the demo away would take, and what would stay because it is your own.',
    input: empty,
    output: z.strictObject({
      clients: z.array(named),
      posts: z.int().min(0),
      accounts: z.int().min(0),
      /** Clients that you added, and demo clients with an account of yours on a real network. */
      staying: z.array(named),
    }),
    errors: ['not_found'],
    requires: 'read',
  })),
  'demo.end': route(() => ({
    summary:
      'Throws the demo away: its clients with all posts and accounts, and the practice networks where nothing else uses them. What you added yourself stays.',
    input: empty,
    output: empty,
    errors: ['not_found', 'runner_elsewhere', 'keychain_unavailable'],
    requires: 'manage',
  })),
};
