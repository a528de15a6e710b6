import type { NetworkCapabilities } from '../network.ts';

const DAY = 24 * 60 * 60_000;
const READ_ON = '2026-11-23';
const docs = (page: string) => ({
  page: `developers.facebook.com/docs/threads/${page}`,
  readOn: READ_ON,
});

/** Threads by its own API, with an application of the person's own. */
export const THREADS: NetworkCapabilities = {
  id: 'threads',
  name: 'Threads',
  text: { unit: 'emoji_bytes', limit: 500, source: docs('reference/publishing') },
  images: {
    transfer: 'fetched_by_url',
    count: 20,
    bytes: 8_000_000,
    side: 1440,
    ratio: { least: 0.1, most: 10 },
    mimeTypes: ['image/jpeg', 'image/png'],
    altText: true,
    altTextLimit: 1000,
    altTextUnit: 'code_points',
    source: docs('overview#image-specifications'),
  },
  video: {
    transfer: 'fetched_by_url',
    bytes: 1_000_000_000,
    seconds: { least: 0, most: 300 },
    mimeTypes: ['video/mp4', 'video/quicktime'],
    ratio: { least: 0.01, most: 10 },
    altText: true,
    source: docs('overview#video-specifications'),
  },
  mediaRequired: false,
  // A reply to oneself; the API names no number but the one of replies in a day.
  thread: { most: null, source: docs('reply-management') },
  // A comment of our own would be a second part of a thread, and looks like one.
  firstComment: false,
  metrics: ['views', 'likes', 'comments', 'shares', 'quotes'],
  // Only top-level replies can be hidden, with all that is under them.
  // Threads has mentions for applications that Meta reviewed for a permission of its own, which is not asked for.
  comments: { read: true, reply: true, hide: true, remove: false, like: false },
  removal: true,
  signIn: ['oauth', 'access_token'],
  oauth: {
    redirects: ['manual-code', 'https-relay'],
    callbackPath: '/callback',
    application: 'person',
    secret: true,
    scopes: [
      { scope: 'threads_basic', why: 'to know which account it is' },
      { scope: 'threads_content_publish', why: 'to publish posts and threads' },
      { scope: 'threads_manage_insights', why: 'to read views, likes, reposts and quotes' },
      { scope: 'threads_read_replies', why: 'to read what people answer' },
      { scope: 'threads_manage_replies', why: 'to answer and to hide replies' },
      { scope: 'threads_delete', why: 'to remove a post when you ask for it' },
    ],
    source: docs('get-started/get-access-tokens-and-permissions'),
  },
  defaultServiceUrl: 'https://www.threads.net',
  serviceUrlEditable: false,
  // A container is published once: its status tells whether it was.
  retry: { publish: 'resumable', reconcile: 'idempotent', reply: 'reconcile_only' },
  keyLife: null,
  // Of a profile in 24 hours that move; what is used is read before each post.
  rateLimits: [
    { bucket: 'posts', count: 250, window: DAY, source: docs('overview#rate-limits') },
    { bucket: 'replies', count: 1000, window: DAY, perPost: 0, source: docs('reply-management') },
  ],
};
