import type { NetworkCapabilities } from '../network.ts';

const HOUR = 60 * 60_000;
const READ_ON = '2026-11-23';
const DOCS = 'developers.facebook.com/docs/instagram-platform';
const MEDIA = `${DOCS}/instagram-graph-api/reference/ig-user/media`;

/** Professional accounts of Instagram, by the API with Instagram Login. */
export const INSTAGRAM: NetworkCapabilities = {
  id: 'instagram',
  name: 'Instagram',
  text: {
    unit: 'utf16',
    limit: 2200,
    hashtags: 30,
    mentions: 20,
    source: { page: MEDIA, readOn: READ_ON },
  },
  images: {
    transfer: 'fetched_by_url',
    count: 10,
    ratio: { least: 4 / 5, most: 1.91 },
    cutToFirst: true,
    bytes: 8_000_000,
    // Wider ones are made smaller there.
    side: 1440,
    mimeTypes: ['image/jpeg'],
    altText: true,
    altTextLimit: 1000,
    altTextUnit: 'utf16',
    source: { page: MEDIA, readOn: READ_ON },
  },
  // With Instagram Login a video is fetched too: uploads from disk are for Facebook Login only.
  video: {
    transfer: 'fetched_by_url',
    bytes: 300_000_000,
    seconds: { least: 3, most: 15 * 60 },
    mimeTypes: ['video/mp4', 'video/quicktime'],
    ratio: { least: 0.01, most: 10 },
    altText: false,
    source: { page: MEDIA, readOn: READ_ON },
  },
  mediaRequired: true,
  firstComment: true,
  metrics: ['views', 'reach', 'likes', 'comments', 'shares', 'saves'],
  comments: { read: true, reply: true, hide: true, remove: true, like: false },
  removal: false,
  signIn: ['oauth', 'access_token'],
  oauth: {
    redirects: ['https-relay', 'manual-code'],
    callbackPath: '/callback',
    application: 'person',
    secret: true,
    scopes: [
      { scope: 'instagram_business_basic', why: 'See the account and what it has published' },
      { scope: 'instagram_business_content_publish', why: 'Publish photos, carousels and videos' },
      {
        scope: 'instagram_business_manage_comments',
        why: 'Read, answer, hide and remove comments',
      },
      { scope: 'instagram_business_manage_insights', why: 'Read views, reach and saves' },
    ],
    source: {
      page: `${DOCS}/instagram-api-with-instagram-login/business-login`,
      readOn: READ_ON,
    },
  },
  defaultServiceUrl: 'https://www.instagram.com',
  serviceUrlEditable: false,
  retry: { publish: 'resumable', reconcile: 'idempotent', reply: 'reconcile_only' },
  // A container that was not published by then is over.
  keyLife: 24 * HOUR,
  rateLimits: [
    {
      // Documented as 50 and as 100; what is left is asked for before each post.
      bucket: 'posts_day',
      count: 50,
      window: 24 * HOUR,
      source: { page: `${DOCS}/content-publishing`, readOn: READ_ON },
    },
  ],
};
