import type { NetworkCapabilities } from '../network.ts';

const MINUTE = 60_000;
const READ_ON = '2026-11-23';
const docs = (page: string) => ({ page: `developers.tiktok.com/doc/${page}`, readOn: READ_ON });
const TRANSFER = docs('content-posting-api-media-transfer-guide');
const DIRECT_POST = docs('content-posting-api-reference-direct-post');

/** TikTok by its Content Posting and Display APIs, with an application of the person's own. */
export const TIKTOK: NetworkCapabilities = {
  id: 'tiktok',
  name: 'TikTok',
  // The caption of a video; the description of photos may be 4,000.
  text: { unit: 'utf16', limit: 2200, source: DIRECT_POST },
  images: {
    transfer: 'fetched_by_url',
    count: 35,
    bytes: 20_000_000,
    // "Maximum 1080p", whatever the shape: the longest side is the safe reading.
    side: 1080,
    mimeTypes: ['image/jpeg', 'image/webp'],
    altText: false,
    altTextLimit: 0,
    altTextUnit: 'utf16',
    source: docs('content-posting-api-reference-photo-post'),
  },
  video: {
    transfer: 'upload',
    bytes: 4_000_000_000,
    side: { least: 360, most: 4096 },
    // Longer than three minutes not for everybody: what an account may is read before each post.
    seconds: { least: 3, most: 600 },
    mimeTypes: ['video/mp4', 'video/quicktime', 'video/webm'],
    altText: false,
    source: TRANSFER,
  },
  mediaRequired: true,
  firstComment: false,
  metrics: ['views', 'likes', 'comments', 'shares'],
  comments: { read: false, reply: false, hide: false, remove: false, like: false },
  removal: false,
  signIn: ['oauth', 'access_token'],
  oauth: {
    redirects: ['loopback-any'],
    anyPort: '*',
    callbackPath: '/callback/',
    application: 'person',
    secret: true,
    scopes: [
      { scope: 'user.info.basic', why: 'to know which account it is' },
      { scope: 'user.info.profile', why: 'to show its name and to link to its posts' },
      { scope: 'user.info.stats', why: 'to show followers and the number of videos' },
      { scope: 'video.publish', why: 'to publish videos and photos' },
      { scope: 'video.list', why: 'to read views, likes, comments and shares' },
    ],
    source: docs('login-kit-desktop'),
  },
  defaultServiceUrl: 'https://www.tiktok.com',
  serviceUrlEditable: false,
  // A video by its publish id, which is known before the last piece is sent. Of photos whose answer is
  // lost only a public post can be found again.
  retry: { publish: 'resumable', reconcile: 'idempotent', reply: 'reconcile_only' },
  keyLife: null,
  // By user and application. No header tells what is left.
  rateLimits: [
    { bucket: 'publish', count: 6, window: MINUTE, source: DIRECT_POST },
    {
      bucket: 'status',
      count: 30,
      window: MINUTE,
      source: docs('content-posting-api-reference-get-video-status'),
    },
    { bucket: 'calls', count: 600, window: MINUTE, source: docs('tiktok-api-v2-rate-limit') },
  ],
};
