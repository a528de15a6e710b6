import type { createAudience } from '../audience.ts';
import { hashtagsIn, htmlOf, namedIn, URL_LENGTH } from './content.ts';
import type { Application, Media, Person, Scheduled, State, Status, Token } from './state.ts';
import type { Visitor, VisitorStatus, Visitors } from './visitors.ts';

export const LIMITS = {
  characters: 500,
  media: 4,
  imageBytes: 16_777_216,
  videoBytes: 103_809_024,
  description: 1500,
};

export const MIME_TYPES = [
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/webp',
  'video/mp4',
  'video/webm',
  'video/quicktime',
  'audio/mpeg',
  'audio/ogg',
];

/** What people made of a status. */
export interface Counts {
  replies: number;
  reblogs: number;
  favourites: number;
  quotes: number;
}

const VISITORS_SINCE = Date.UTC(2024, 0, 1);

type Written = Pick<Status, 'id' | 'createdAt' | 'inReplyToId' | 'text'>;

const iso = (at: number) => new Date(at).toISOString();

/** Entities as docs.joinmastodon.org/entities has them. */
export function createEntities(
  state: State,
  counts: (status: Status) => Counts,
  visitors: Visitors,
  audience: ReturnType<typeof createAudience>,
) {
  const profile = (of: { id: string; username: string; createdAt: number }, origin: string) => {
    const { id, username, createdAt } = of;
    return {
      id,
      username,
      acct: username,
      display_name: username,
      locked: false,
      bot: false,
      discoverable: true,
      indexable: false,
      group: false,
      created_at: iso(createdAt),
      note: '',
      url: `${origin}/@${username}`,
      uri: `${origin}/users/${username}`,
      avatar: `${origin}/avatars/original/missing.png`,
      avatar_static: `${origin}/avatars/original/missing.png`,
      header: `${origin}/headers/original/missing.png`,
      header_static: `${origin}/headers/original/missing.png`,
      followers_count: 0,
      following_count: 0,
      statuses_count: 0,
      last_status_at: null as string | null,
      emojis: [],
      roles: [],
      fields: [],
    };
  };

  function account(person: Person, origin: string) {
    const last = state.lastStatus(person.id);
    return {
      ...profile(person, origin),
      followers_count: audience.followersGained(person.id, person.createdAt),
      statuses_count: state.statusCount(person.id),
      last_status_at: last ? iso(last.createdAt).slice(0, 10) : null,
    };
  }

  /** People of another server are named with it. */
  const visitorAccount = ({ id, username, domain, displayName }: Visitor) => ({
    ...profile({ id, username, createdAt: VISITORS_SINCE }, `https://${domain}`),
    acct: `${username}@${domain}`,
    display_name: displayName,
  });

  const authorOf = (statusId: string | null): string | null =>
    statusId === null
      ? null
      : (state.status(statusId)?.personId ?? visitors.find(statusId)?.author.id ?? null);

  /** What every status has, whoever wrote it. */
  const written = (
    of: Written,
    origin: string,
    { replies, reblogs, favourites, quotes }: Counts,
  ) => ({
    id: of.id,
    created_at: iso(of.createdAt),
    in_reply_to_id: of.inReplyToId,
    in_reply_to_account_id: authorOf(of.inReplyToId),
    replies_count: replies,
    reblogs_count: reblogs,
    favourites_count: favourites + state.favouritesOf(of.id).size,
    quotes_count: quotes,
    edited_at: null,
    content: htmlOf(of.text, origin),
    reblog: null,
    mentions: mentionsIn(of.text, origin),
    tags: hashtagsIn(of.text).map((name) => ({
      name: name.toLowerCase(),
      url: `${origin}/tags/${encodeURIComponent(name)}`,
    })),
    emojis: [],
    card: null,
    poll: null,
  });

  /** People of this server who are named in a text. */
  const mentionsIn = (text: string, origin: string) =>
    state
      .people()
      .filter(({ username }) => namedIn(text, username))
      .map(({ id, username }) => ({
        ...{ id, username, acct: username },
        url: `${origin}/@${username}`,
      }));

  function media(item: Media, origin: string) {
    const url = `${origin}/system/media_attachments/${item.sha256}`;
    const kind =
      item.mimeType === 'image/gif' ? 'gifv' : (item.mimeType.split('/')[0] ?? 'unknown');
    return {
      id: item.id,
      type: kind,
      url,
      preview_url: url,
      remote_url: null,
      meta: {},
      description: item.description,
      blurhash: null,
    };
  }

  const mediaOf = (ids: readonly string[], origin: string) =>
    ids.flatMap((id) => {
      const item = state.media(id);
      return item ? [media(item, origin)] : [];
    });

  return {
    account,
    media,
    credentialAccount: (person: Person, origin: string) => ({
      ...account(person, origin),
      source: {
        privacy: 'public',
        sensitive: false,
        language: 'en',
        note: '',
        fields: [],
        follow_requests_count: 0,
        indexable: false,
      },
      role: { id: '-99', name: '', permissions: '0', color: '', highlighted: false },
    }),

    status(status: Status, origin: string) {
      const person = state.person(status.personId);
      const path = `${person?.username ?? ''}/statuses/${status.id}`;
      return {
        ...written(status, origin, counts(status)),
        sensitive: status.sensitive,
        spoiler_text: status.spoilerText,
        visibility: status.visibility,
        language: status.language,
        uri: `${origin}/users/${path}`,
        url: `${origin}/@${person?.username ?? ''}/${status.id}`,
        application: status.application,
        account: person ? account(person, origin) : null,
        media_attachments: mediaOf(status.mediaIds, origin),
      };
    },

    visitorStatus(status: VisitorStatus, replies: number, origin: string) {
      const { author, likes, id } = status;
      const at = `https://${author.domain}`;
      return {
        ...written(status, origin, { replies, reblogs: 0, favourites: likes, quotes: 0 }),
        sensitive: false,
        spoiler_text: '',
        visibility: 'public',
        language: 'en',
        uri: `${at}/users/${author.username}/statuses/${id}`,
        url: `${at}/@${author.username}/${id}`,
        // Nobody is told what people elsewhere write with.
        application: null,
        account: visitorAccount(author),
        media_attachments: [],
      };
    },

    scheduled: (item: Scheduled, origin: string) => ({
      id: item.id,
      scheduled_at: iso(item.scheduledAt),
      params: {
        text: item.text,
        media_ids: item.mediaIds.length > 0 ? item.mediaIds : null,
        sensitive: item.sensitive,
        spoiler_text: item.spoilerText,
        visibility: item.visibility,
        language: item.language,
        in_reply_to_id: item.inReplyToId === null ? null : Number(item.inReplyToId),
        scheduled_at: null,
        poll: null,
        idempotency: item.key,
        with_rate_limit: false,
        application_id: 1,
      },
      media_attachments: mediaOf(item.mediaIds, origin),
    }),

    /** What a token is of. The people's own tokens are of an application that nobody registered. */
    ownApplication: (app: Application | null, { scopes }: Pick<Token, 'scopes'>) => ({
      id: app?.id ?? '1',
      name: app?.name ?? 'Sandbox',
      website: app?.website ?? null,
      scopes: app?.scopes ?? scopes,
      redirect_uris: app?.redirectUris ?? [],
      redirect_uri: app?.redirectUris.join('\n') ?? '',
      vapid_key: '',
    }),

    application: (app: Application) => ({
      id: app.id,
      name: app.name,
      website: app.website,
      scopes: app.scopes,
      redirect_uris: app.redirectUris,
      redirect_uri: app.redirectUris.join('\n'),
      client_id: app.clientId,
      client_secret: app.clientSecret,
      client_secret_expires_at: 0,
      vapid_key: '',
    }),

    instance: (origin: string) => ({
      domain: new URL(origin).host,
      title: 'Sandbox',
      version: '4.5.0',
      source_url: 'https://github.com/mastodon/mastodon',
      description: 'A stand-in for a Mastodon server, on this computer only.',
      usage: { users: { active_month: state.people().length } },
      thumbnail: { url: `${origin}/avatars/original/missing.png` },
      icon: [],
      languages: ['en'],
      configuration: {
        urls: { streaming: origin.replace(/^http/, 'ws') },
        vapid: { public_key: '' },
        accounts: { max_featured_tags: 10, max_pinned_statuses: 5 },
        statuses: {
          max_characters: LIMITS.characters,
          max_media_attachments: LIMITS.media,
          characters_reserved_per_url: URL_LENGTH,
        },
        media_attachments: {
          description_limit: LIMITS.description,
          image_matrix_limit: 33_177_600,
          image_size_limit: LIMITS.imageBytes,
          supported_mime_types: MIME_TYPES,
          video_frame_rate_limit: 120,
          video_matrix_limit: 8_294_400,
          video_size_limit: LIMITS.videoBytes,
        },
        polls: {
          max_options: 4,
          max_characters_per_option: 50,
          min_expiration: 300,
          max_expiration: 2_629_746,
        },
        translation: { enabled: false },
        limited_federation: true,
      },
      registrations: { enabled: false, approval_required: false, message: null, url: null },
      api_versions: { mastodon: 7 },
      contact: { email: 'sandbox@example.test', account: null },
      rules: [],
    }),
  };
}

export type Entities = ReturnType<typeof createEntities>;
