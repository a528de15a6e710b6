import type { NetworkCapabilities } from '../network.ts';

const HOUR = 60 * 60_000;
const RATES = { page: 'docs.bsky.app/docs/advanced-guides/rate-limits', readOn: '2026-11-22' };
const UPLOADS = {
  page: 'atproto: packages/pds, com.atproto.repo.uploadBlob',
  readOn: '2026-11-22',
};

export const BLUESKY: NetworkCapabilities = {
  id: 'bluesky',
  name: 'Bluesky',
  text: {
    unit: 'graphemes',
    limit: 300,
    bytes: 3000,
    source: { page: 'lexicons/app/bsky/feed/post.json', readOn: '2026-10-04' },
  },
  images: {
    transfer: 'upload',
    count: 4,
    bytes: 2_000_000,
    side: 2000,
    mimeTypes: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'],
    altText: true,
    altTextLimit: 2000,
    altTextUnit: 'graphemes',
    source: { page: 'lexicons/app/bsky/embed/images.json', readOn: '2026-10-04' },
  },
  video: {
    transfer: 'upload',
    bytes: 300_000_000,
    // Three minutes since version 1.99 of Bluesky's own app.
    seconds: { least: 0, most: 180 },
    mimeTypes: ['video/mp4'],
    altText: true,
    source: { page: 'lexicons/app/bsky/embed/video.json', readOn: '2026-11-23' },
  },
  mediaRequired: false,
  // Answers that refer to the root and to the part before. Nobody counts them.
  thread: {
    most: null,
    source: {
      page: 'docs.bsky.app/blog/create-post#replies-quote-posts-and-embeds',
      readOn: '2026-11-23',
    },
  },
  firstComment: true,
  metrics: ['likes', 'comments', 'shares', 'quotes', 'saves'],
  // Others' comments stay theirs; a list beside the post hides them.
  comments: { read: true, reply: true, hide: true, remove: false, like: true },
  mentions: {
    watched: true,
    answersIn: 'talk',
    source: {
      page: 'docs.bsky.app/docs/api/app-bsky-notification-list-notifications',
      readOn: '2026-11-23',
    },
  },
  removal: true,
  signIn: ['oauth', 'app_password'],
  oauth: {
    redirects: ['loopback-any'],
    callbackPath: '/callback',
    application: 'none',
    secret: false,
    scopes: [
      { scope: 'atproto', why: 'To know whose account it is.' },
      {
        scope: 'transition:generic',
        why: 'To publish with images and videos, to read figures and comments, to answer and to hide. Bluesky gives this as one, without your password and without your private messages.',
      },
    ],
    source: { page: 'atproto.com/specs/oauth', readOn: '2026-11-23' },
  },
  defaultServiceUrl: 'https://bsky.social',
  serviceUrlEditable: true,
  // `putRecord` under a key of ours, which the record keeps for ever.
  retry: { publish: 'idempotent', reconcile: 'idempotent', reply: 'idempotent' },
  keyLife: null,
  rateLimits: [
    // In points, by account: 3 to create, 2 to put, 1 to delete.
    { bucket: 'writes_hour', count: 5000, window: HOUR, perPost: 2, source: RATES },
    { bucket: 'writes_day', count: 35_000, window: 24 * HOUR, perPost: 2, source: RATES },
    { bucket: 'media_day', count: 1000, window: 24 * HOUR, source: UPLOADS },
    // By internet address, for all accounts together.
    { bucket: 'calls', count: 3000, window: HOUR / 12, source: RATES },
  ],
};
