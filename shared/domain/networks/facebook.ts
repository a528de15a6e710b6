import type { NetworkCapabilities } from '../network.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const READ_ON = '2026-11-23';
const DOCS = 'developers.facebook.com/docs';

/** Pages of Facebook, by the Graph API. Groups and people's own profiles can't be posted to by apps. */
export const FACEBOOK: NetworkCapabilities = {
  id: 'facebook',
  name: 'Facebook',
  text: {
    unit: 'utf16',
    limit: 63_206,
    source: { page: 'facebook.com/help/1582673598663021', readOn: READ_ON },
  },
  images: {
    transfer: 'upload',
    // Of its own page for posting; the documents name no number.
    count: 10,
    bytes: 4_000_000,
    side: 2048,
    mimeTypes: ['image/jpeg', 'image/png'],
    altText: true,
    altTextLimit: 1000,
    altTextUnit: 'utf16',
    source: { page: `${DOCS}/graph-api/reference/page/photos`, readOn: READ_ON },
  },
  // On the Page's timeline. Reels have an API of their own, in three phases, which is not spoken here.
  video: {
    transfer: 'upload',
    bytes: 10_000_000_000,
    seconds: { least: 1, most: 240 * 60 },
    // What `/{app}/uploads` takes.
    mimeTypes: ['video/mp4'],
    altText: false,
    source: { page: `${DOCS}/video-api/guides/publishing`, readOn: READ_ON },
  },
  mediaRequired: false,
  firstComment: true,
  metrics: ['views', 'reach', 'likes', 'comments', 'shares', 'clicks'],
  comments: { read: true, reply: true, hide: true, remove: true, like: true },
  // Public posts in which the Page is tagged. Who wrote them, Facebook does not tell.
  mentions: {
    watched: false,
    answersIn: 'talk',
    source: { page: `${DOCS}/graph-api/reference/page/tagged`, readOn: READ_ON },
  },
  removal: true,
  signIn: ['oauth', 'access_token'],
  oauth: {
    redirects: ['manual-code', 'https-relay', 'loopback-any'],
    callbackPath: '/callback',
    // http is allowed for this name only, and only while the app is in development mode.
    callbackHost: 'localhost',
    manualRedirect: 'https://www.facebook.com/connect/login_success.html',
    application: 'person',
    secret: true,
    scopes: [
      { scope: 'pages_show_list', why: 'See which Pages you run, so that you can choose one' },
      { scope: 'pages_manage_posts', why: 'Publish posts, photos and videos, and remove them' },
      { scope: 'pages_read_engagement', why: 'Read back what was published, and its figures' },
      { scope: 'pages_read_user_content', why: 'Read the comments under your posts' },
      { scope: 'pages_manage_engagement', why: 'Answer, hide and remove comments' },
      { scope: 'read_insights', why: 'Read views, reach and clicks' },
      { scope: 'business_management', why: 'See Pages that belong to a business portfolio' },
    ],
    source: { page: `${DOCS}/facebook-login/guides/advanced/manual-flow`, readOn: READ_ON },
  },
  defaultServiceUrl: 'https://www.facebook.com',
  serviceUrlEditable: false,
  nativeSchedule: {
    ahead: 10 * MINUTE,
    within: 30 * DAY,
    // The documents name no number; nobody plans more.
    perDay: 100,
    total: 1000,
    source: { page: `${DOCS}/pages-api/posts#schedule-a-post`, readOn: READ_ON },
  },
  retry: { publish: 'reconcile_only', reconcile: 'idempotent', reply: 'reconcile_only' },
  keyLife: null,
  rateLimits: [
    {
      // 4,800 in 24 hours for each engaged person; it tells how much is used in percent.
      bucket: 'usage_pages',
      count: 4800,
      window: DAY,
      source: { page: `${DOCS}/graph-api/overview/rate-limiting`, readOn: READ_ON },
    },
  ],
};
