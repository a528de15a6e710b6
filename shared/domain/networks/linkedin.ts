import type { NetworkCapabilities } from '../network.ts';

const DAY = 24 * 60 * 60_000;
const DOCS = 'learn.microsoft.com/linkedin';
const READ_ON = '2026-11-23';
const source = (page: string) => ({ page: `${DOCS}/${page}`, readOn: READ_ON });

/** LinkedIn, for a member and for each organisation that the member administers. */
export const LINKEDIN: NetworkCapabilities = {
  id: 'linkedin',
  name: 'LinkedIn',
  text: {
    unit: 'utf16',
    limit: 3000,
    escaping: 'linkedin',
    source: source('marketing/community-management/shares/posts-api'),
  },
  images: {
    transfer: 'upload',
    count: 20,
    bytes: 5_000_000,
    // At most 36,152,320 pixels in all.
    side: 4096,
    mimeTypes: ['image/jpeg', 'image/png', 'image/gif'],
    altText: true,
    altTextLimit: 4086,
    altTextUnit: 'utf16',
    source: source('marketing/community-management/shares/images-api'),
  },
  video: {
    transfer: 'upload',
    bytes: 500_000_000,
    leastBytes: 75_000,
    seconds: { least: 3, most: 30 * 60 },
    mimeTypes: ['video/mp4'],
    altText: false,
    source: source('marketing/community-management/shares/videos-api'),
  },
  mediaRequired: false,
  firstComment: true,
  // A member's posts and an organisation's: the one tells no clicks of its pages, the other no saves.
  metrics: ['views', 'reach', 'likes', 'comments', 'shares', 'saves', 'clicks'],
  comments: { read: true, reply: true, hide: false, remove: true, like: false },
  removal: true,
  signIn: ['oauth', 'access_token'],
  oauth: {
    redirects: ['loopback-fixed', 'loopback-any', 'https-relay'],
    ports: [47_921, 47_922, 47_923],
    callbackPath: '/callback',
    application: 'person',
    // None where LinkedIn has turned on PKCE for native clients for the application, which it does on request.
    secret: 'optional',
    scopes: [
      { scope: 'r_basicprofile', why: 'To see whose account it is.' },
      { scope: 'w_member_social', why: 'To publish and remove posts on your own profile.' },
      { scope: 'w_member_social_feed', why: 'To comment in your name.' },
      { scope: 'r_member_postAnalytics', why: 'To read the numbers of your own posts.' },
      { scope: 'r_member_profileAnalytics', why: 'To read how many people follow you.' },
      {
        scope: 'rw_organization_admin',
        why: 'To list the pages that you administer and read their numbers. ClientNest changes nothing about them.',
      },
      { scope: 'w_organization_social', why: 'To publish and remove posts on these pages.' },
      {
        scope: 'r_organization_social',
        why: 'To look up what was published on these pages, so that nothing goes out twice.',
      },
      { scope: 'w_organization_social_feed', why: 'To answer comments as one of these pages.' },
      { scope: 'r_organization_social_feed', why: 'To read the comments on these pages.' },
    ],
    source: source('shared/authentication/authorization-code-flow'),
  },
  defaultServiceUrl: 'https://www.linkedin.com',
  serviceUrlEditable: false,
  // Nothing tells two identical posts apart but reading the author's posts.
  retry: { publish: 'reconcile_only', reconcile: 'idempotent', reply: 'reconcile_only' },
  keyLife: null,
  rateLimits: [
    // By UTC day; of each member, on every page together.
    {
      bucket: 'posts',
      count: 150,
      window: DAY,
      source: source('consumer/integrations/self-serve/share-on-linkedin#rate-limits'),
    },
  ],
};
