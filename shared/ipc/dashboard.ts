import { z } from 'zod';
import { epochMs, id, networkId, wallTime } from './fields.ts';
import { postCard } from './posts.ts';
import { route } from './route.ts';

const ofClient = { clientId: id.optional() };
const days = z.int().min(7).max(90).default(30).describe('Up to and with today');
const span = z.strictObject({ ...ofClient, days });

/** A count that a network may not give: null is “not provided”, never 0. */
const count = z.int().min(0).nullable();
/** The beginning of each day in the profile’s zone, and the end of the last one. */
const edges = z.array(epochMs);

/** A post that waits for the person, and since when. */
export const waitingPost = z.strictObject({
  post: postCard,
  /** When it was submitted or came to be so; null where its own time says it. */
  since: epochMs.nullable(),
  /** What its network said; of a change that somebody asked for, their words; why it is held. */
  reason: z.string().nullable(),
  /** In a pack that is out: the client has it. */
  inPack: z.boolean(),
  /** Deliveries that can be tried again. */
  retryIds: z.array(id),
});

/** Posts that wait for one reason: the first few, and how many there are. */
export const waitingPosts = z.strictObject({
  /**
   * `failed`, `needs_check`, `missed`: it did not go out as planned. `in_review`: somebody has to approve it.
   * `change_requested`: somebody looked at it and wants it otherwise.
   * `held`: scheduled, and kept back. `unscheduled`: its planned time is near or over, and nothing will send it.
   */
  kind: z.enum([
    'failed',
    'needs_check',
    'missed',
    'change_requested',
    'in_review',
    'held',
    'unscheduled',
  ]),
  total: z.int().min(1),
  first: z.array(waitingPost),
});

export const waitingAccount = z.strictObject({
  accountId: id,
  clientId: id,
  network: networkId,
  handle: z.string(),
  /** `reconnect`: nothing goes out until somebody signs in. `ending`: that is so from `endsAt` on. */
  kind: z.enum(['reconnect', 'ending']),
  message: z.string().nullable(),
  endsAt: epochMs.nullable(),
});

/** Where the coming week of a client has room. */
export const clientGaps = z.strictObject({
  clientId: id,
  total: z.int().min(1),
  first: z.array(z.strictObject({ at: epochMs, wallTime })),
});

export const recentPost = z.strictObject({
  post: postCard,
  likes: count,
  comments: count,
  shares: count,
  views: count,
  /** Likes + 2 × comments + 3 × shares, of what its networks provide. */
  engagement: count,
  /** When its numbers were read last; null where nobody has yet. */
  takenAt: epochMs.nullable(),
});

export const dashboardRoutes = {
  'dashboard.needsYou': route(() => ({
    summary:
      'What waits for the person: posts that did not go out, approvals, posts that are held or not scheduled, accounts to reconnect, and gaps in the coming week.',
    input: z.strictObject(ofClient),
    output: z.strictObject({
      posts: z.array(waitingPosts),
      accounts: z.array(waitingAccount),
      gaps: z.array(clientGaps),
    }),
    errors: [],
    requires: 'read',
  })),
  'dashboard.figures': route(() => ({
    summary: 'Posts and this week, accounts, followers and their change over 30 days, AI requests.',
    input: z.strictObject(ofClient),
    output: z.strictObject({
      posts: z.strictObject({
        published: z.int().min(0),
        /** This week: out already, and still to go out. */
        out: z.int().min(0),
        ahead: z.int().min(0),
        /** How many came out on each of the last 30 days. */
        days: z.array(z.int().min(0)),
      }),
      accounts: z.strictObject({ connected: z.int().min(0), total: z.int().min(0) }),
      followers: z.strictObject({
        /** The last that each account’s network said, added up; null where none says. */
        now: count,
        /** How many accounts that is. */
        accounts: z.int().min(0),
        /** Of the accounts that were known at `since`; null where there is nothing to compare with. */
        change: z.int().nullable(),
        changeOf: z.int().min(0),
        since: epochMs.nullable(),
        days: z.array(count),
      }),
      /** Today; null while AI is not set up. */
      aiRequests: z.int().min(0).nullable(),
    }),
    errors: [],
    requires: 'read',
  })),
  'dashboard.performance': route(() => ({
    summary:
      'What the posts of each day have come to by now: engagement is likes + 2 × comments + 3 × shares, of what networks provide.',
    input: span,
    output: z.strictObject({
      edges,
      days: z.array(
        z.strictObject({
          posts: z.int().min(0),
          /** How many of them have numbers. */
          measured: z.int().min(0),
          engagement: count,
          views: count,
        }),
      ),
      /** As many days before these. */
      before: z.strictObject({ measured: z.int().min(0), engagement: count }),
      /** When the newest numbers were read; null where there are none. */
      takenAt: epochMs.nullable(),
    }),
    errors: [],
    requires: 'read',
  })),
  'dashboard.growth': route(() => ({
    summary:
      'Followers by network and day, of the accounts that were known on the first day with numbers.',
    input: span,
    output: z.strictObject({
      edges,
      /** Null before the first day with numbers. */
      lines: z.array(z.strictObject({ network: networkId, values: z.array(count) })),
      /** How many accounts that is, and how many came later and are left out. */
      counted: z.int().min(0),
      later: z.int().min(0),
      /** Accounts whose network has not said how many follow them. */
      silent: z.int().min(0),
    }),
    errors: [],
    requires: 'read',
  })),
  'dashboard.recent': route(() => ({
    summary: 'What came out last, within 90 days, with its last numbers over all networks.',
    input: z.strictObject({ ...ofClient, limit: z.int().min(1).max(50).default(8) }),
    output: z.array(recentPost),
    errors: [],
    requires: 'read',
  })),
};
