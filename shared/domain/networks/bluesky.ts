import type { NetworkCapabilities } from '../network.ts';

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
    count: 4,
    bytes: 2_000_000,
    side: 2000,
    mimeTypes: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'],
    altText: true,
    altTextLimit: 2000,
    altTextUnit: 'graphemes',
    source: { page: 'lexicons/app/bsky/embed/images.json', readOn: '2026-10-04' },
  },
  signIn: ['app_password'],
  defaultServiceUrl: 'https://bsky.social',
  serviceUrlEditable: true,
  publishRetry: 'idempotent',
};
