import type { NetworkCapabilities } from '../network.ts';

const MINUTE = 60_000;
const RATES = { page: 'docs.joinmastodon.org/api/rate-limits', readOn: '2026-11-22' };
const POSTS = { page: 'mastodon/mastodon: app/lib/rate_limiter.rb', readOn: '2026-11-22' };

/** Mastodon as it is installed. A server may take more or less; then it says so when it is sent. */
export const MASTODON: NetworkCapabilities = {
  id: 'mastodon',
  name: 'Mastodon',
  text: {
    unit: 'graphemes',
    limit: 500,
    linkLength: 23,
    mentionDomainsFree: true,
    source: { page: 'docs.joinmastodon.org/user/posting/#text', readOn: '2026-11-22' },
  },
  images: {
    transfer: 'upload',
    count: 4,
    bytes: 16_777_216,
    // The server makes anything above 3840 × 2160 pixels smaller.
    side: 3840,
    mimeTypes: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'],
    altText: true,
    altTextLimit: 1500,
    altTextUnit: 'code_points',
    source: { page: 'docs.joinmastodon.org/user/posting/#media', readOn: '2026-11-22' },
  },
  video: {
    transfer: 'upload',
    bytes: 103_809_024,
    // The server counts bytes, pixels and pictures a second, no length.
    seconds: { least: 0, most: 86_400 },
    mimeTypes: ['video/mp4', 'video/quicktime', 'video/webm'],
    altText: true,
    source: { page: 'docs.joinmastodon.org/user/posting/#media', readOn: '2026-11-23' },
  },
  mediaRequired: false,
  // Answers to answers. Nobody counts them.
  thread: {
    most: null,
    source: { page: 'docs.joinmastodon.org/methods/statuses/#create', readOn: '2026-11-23' },
  },
  firstComment: true,
  // Quotes since Mastodon 4.5.
  metrics: ['likes', 'comments', 'shares', 'quotes'],
  comments: { read: true, reply: true, hide: false, remove: false, like: true },
  mentions: {
    watched: true,
    answersIn: 'talk',
    source: { page: 'docs.joinmastodon.org/methods/notifications', readOn: '2026-11-23' },
  },
  removal: true,
  signIn: ['oauth', 'access_token'],
  oauth: {
    redirects: ['loopback-any', 'manual-code'],
    callbackPath: '/callback',
    manualRedirect: 'urn:ietf:wg:oauth:2.0:oob',
    application: 'automatic',
    secret: true,
    scopes: [
      { scope: 'read:accounts', why: 'To know whose account it is, and its figures.' },
      {
        scope: 'read:statuses',
        why: 'To read back what was posted, its figures and its comments.',
      },
      { scope: 'read:notifications', why: 'To read who mentions you.' },
      { scope: 'write:favourites', why: 'To like what people say, and to take that back.' },
      { scope: 'write:statuses', why: 'To publish, to answer comments and to remove posts.' },
      { scope: 'write:media', why: 'To upload images and videos.' },
    ],
    source: { page: 'docs.joinmastodon.org/spec/oauth', readOn: '2026-11-23' },
  },
  defaultServiceUrl: 'https://mastodon.social',
  serviceUrlEditable: true,
  nativeSchedule: {
    ahead: 5 * 60_000,
    perDay: 25,
    total: 300,
    source: { page: 'docs.joinmastodon.org/methods/statuses/#create', readOn: '2026-11-22' },
  },
  // By key for an hour, after that by reading the account's posts: the adapter does both.
  retry: { publish: 'idempotent', reconcile: 'idempotent', reply: 'idempotent' },
  keyLife: 60 * MINUTE,
  rateLimits: [
    { bucket: 'posts', count: 300, window: 180 * MINUTE, source: POSTS },
    { bucket: 'media', count: 30, window: 30 * MINUTE, source: RATES },
    { bucket: 'calls', count: 300, window: 5 * MINUTE, source: RATES },
  ],
};
