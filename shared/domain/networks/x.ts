import type { NetworkCapabilities, RateLimit } from '../network.ts';

const QUARTER = 15 * 60_000;
const READ_ON = '2026-11-23';
const RATES = { page: 'docs.x.com/x-api/fundamentals/rate-limits', readOn: READ_ON };
const MEDIA = { page: 'docs.x.com/x-api/media/quickstart/best-practices', readOn: READ_ON };
const POSTS = { page: 'docs.x.com/x-api/posts/create-post', readOn: READ_ON };

/** Each endpoint has a counter of its own, by account. */
const perQuarter = (bucket: string, count: number): RateLimit => ({
  bucket,
  count,
  window: QUARTER,
  source: RATES,
});

/** X, through a developer app of the person's own, paid by use. An account without Premium. */
export const X: NetworkCapabilities = {
  id: 'x',
  name: 'X',
  text: {
    unit: 'x_weighted',
    limit: 280,
    source: { page: 'docs.x.com/fundamentals/counting-characters', readOn: READ_ON },
  },
  images: {
    transfer: 'upload',
    count: 4,
    bytes: 5_000_000,
    side: 4096,
    // A GIF that moves is one post's only medium; what is sent from here are still pictures.
    mimeTypes: ['image/jpeg', 'image/png', 'image/webp'],
    altText: true,
    altTextLimit: 1000,
    altTextUnit: 'code_points',
    source: MEDIA,
  },
  video: {
    transfer: 'upload',
    bytes: 512_000_000,
    seconds: { least: 0.5, most: 140 },
    mimeTypes: ['video/mp4', 'video/quicktime'],
    ratio: { least: 1 / 3, most: 3 },
    altText: false,
    source: MEDIA,
  },
  mediaRequired: false,
  thread: { most: null, source: POSTS },
  firstComment: true,
  metrics: ['views', 'likes', 'comments', 'shares', 'quotes', 'saves'],
  comments: { read: true, reply: true, hide: true, remove: false, like: false },
  mentions: {
    // To look is billed.
    watched: false,
    answersIn: 'own_posts',
    source: { page: 'docs.x.com/x-api/users/get-mentions', readOn: READ_ON },
  },
  removal: true,
  signIn: ['oauth', 'access_token'],
  oauth: {
    redirects: ['loopback-fixed'],
    ports: [47811, 47812, 47813, 47814],
    callbackPath: '/callback',
    application: 'person',
    secret: false,
    scopes: [
      { scope: 'tweet.read', why: 'See your posts, their numbers and the replies to them.' },
      { scope: 'tweet.write', why: 'Publish, answer and remove posts for you.' },
      { scope: 'users.read', why: 'See which account this is, and who has answered.' },
      { scope: 'media.write', why: 'Upload images and videos for your posts.' },
      { scope: 'tweet.moderate.write', why: 'Hide replies to your posts, and show them again.' },
      {
        scope: 'offline.access',
        why: 'Stay connected: without it the sign-in ends after 2 hours.',
      },
    ],
    source: {
      page: 'docs.x.com/fundamentals/authentication/oauth-2-0/authorization-code',
      readOn: READ_ON,
    },
  },
  price: {
    post: 0.015,
    postWithLink: 0.2,
    source: { page: 'docs.x.com/x-api/getting-started/pricing', readOn: READ_ON },
  },
  defaultServiceUrl: 'https://x.com',
  serviceUrlEditable: false,
  // It knows no key of ours: what may have been sent is looked for among the account's posts.
  retry: { publish: 'reconcile_only', reconcile: 'idempotent', reply: 'reconcile_only' },
  keyLife: 0,
  rateLimits: [
    perQuarter('posts', 100),
    perQuarter('media_initialize', 1875),
    perQuarter('media_append', 1875),
    perQuarter('media_finalize', 1875),
    perQuarter('media_status', 1000),
    perQuarter('media_metadata', 500),
    perQuarter('timeline', 900),
    perQuarter('mentions', 300),
    perQuarter('lookup', 5000),
    perQuarter('search', 300),
    perQuarter('profile', 75),
    perQuarter('hides', 50),
    perQuarter('removals', 50),
  ],
};
