import { htmlOf } from './mastodon-html.ts';

export interface Person {
  id: string;
  username: string;
  token: string;
  scopes: string[];
}

export type MediaEntity = ReturnType<typeof mediaEntity>;
export type StatusEntity = ReturnType<typeof statusEntity>;

/** Entity `CredentialAccount`. Source: docs.joinmastodon.org/entities/Account. */
export const accountEntity = ({ id, username }: Person, domain: string, statuses: number) => ({
  id,
  username,
  acct: username,
  display_name: `${username} of ${domain}`,
  locked: false,
  bot: false,
  discoverable: null,
  indexable: false,
  group: false,
  created_at: '2024-01-01T00:00:00.000Z',
  note: '',
  url: `https://${domain}/@${username}`,
  uri: `https://${domain}/users/${username}`,
  avatar: `https://${domain}/avatar.png`,
  avatar_static: `https://${domain}/avatar.png`,
  header: `https://${domain}/header.png`,
  header_static: `https://${domain}/header.png`,
  followers_count: 12,
  following_count: 0,
  statuses_count: statuses,
  last_status_at: null,
  emojis: [],
  fields: [],
  roles: [],
  role: { id: '-99', name: '', permissions: '0', color: '', highlighted: false },
  source: {
    privacy: 'public',
    sensitive: false,
    language: null,
    note: '',
    fields: [],
    follow_requests_count: 0,
    indexable: false,
  },
});

/** Entity `MediaAttachment`; the address comes when it is processed. */
export const mediaEntity = (id: string, description: string, isProcessing: boolean) => ({
  id,
  type: 'image',
  url: (isProcessing ? null : `https://m.example/media/${id}.png`) as string | null,
  preview_url: `https://m.example/media/${id}-small.png`,
  remote_url: null,
  meta: { original: { width: 10, height: 10, size: '10x10', aspect: 1 } },
  description: description === '' ? null : description,
  blurhash: null,
});

/** Entity `Status`. */
export const statusEntity = (
  id: string,
  person: Person,
  domain: string,
  text: string,
  attached: readonly MediaEntity[],
  createdAt: number,
) => {
  const { role: _role, source: _source, ...account } = accountEntity(person, domain, 1);
  return {
    id,
    created_at: new Date(createdAt).toISOString(),
    in_reply_to_id: null,
    in_reply_to_account_id: null,
    sensitive: false,
    spoiler_text: '',
    visibility: 'public',
    language: 'en',
    uri: `https://${domain}/users/${person.username}/statuses/${id}`,
    url: `https://${domain}/@${person.username}/${id}`,
    replies_count: 0,
    reblogs_count: 0,
    favourites_count: 0,
    quotes_count: 0,
    edited_at: null,
    content: htmlOf(text),
    reblog: null,
    application: { name: 'ClientNest', website: null },
    account,
    media_attachments: [...attached],
    mentions: [],
    tags: [],
    emojis: [],
    card: null,
    poll: null,
    quote: null,
    quote_approval: { automatic: ['public'], manual: [], current_user: 'automatic' },
  };
};

/** Entity `CredentialApplication` without its secret: what `apps/verify_credentials` gives. */
export const applicationEntity = (scopes: readonly string[]) => ({
  id: '1',
  name: 'ClientNest',
  website: null,
  scopes,
  redirect_uri: 'urn:ietf:wg:oauth:2.0:oob',
  redirect_uris: ['urn:ietf:wg:oauth:2.0:oob'],
  vapid_key: 'public',
});

/** Entity `Instance`, with the limits as installed. */
export const instanceEntity = (domain: string) => ({
  domain,
  title: 'A server',
  version: '4.5.0',
  source_url: 'https://github.com/mastodon/mastodon',
  description: '',
  usage: { users: { active_month: 3 } },
  thumbnail: { url: `https://${domain}/thumbnail.png` },
  icon: [],
  languages: ['en'],
  configuration: {
    urls: { streaming: `wss://${domain}`, about: null, privacy_policy: null },
    accounts: { max_featured_tags: 10, max_pinned_statuses: 5 },
    statuses: { max_characters: 500, max_media_attachments: 4, characters_reserved_per_url: 23 },
    media_attachments: {
      description_limit: 1500,
      image_matrix_limit: 33_177_600,
      image_size_limit: 16_777_216,
      supported_mime_types: ['image/jpeg', 'image/png', 'image/gif', 'image/webp'],
      video_frame_rate_limit: 120,
      video_matrix_limit: 8_294_400,
      video_size_limit: 103_809_024,
    },
    polls: {
      max_options: 4,
      max_characters_per_option: 50,
      min_expiration: 300,
      max_expiration: 2_629_746,
    },
    translation: { enabled: false },
    timelines_access: {
      live_feeds: { local: 'public', remote: 'public' },
      hashtag_feeds: { local: 'public', remote: 'public' },
      trending_link_feeds: { local: 'public', remote: 'public' },
    },
    limited_federation: false,
  },
  registrations: { enabled: false, approval_required: false, message: null, url: null },
  api_versions: { mastodon: 7 },
  contact: { email: 'admin@m.example', account: null },
  rules: [],
});
