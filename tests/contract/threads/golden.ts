import type { GoldenPair } from '../../support/golden.ts';

/**
 * Calls and answers out of the documentation of the Threads API, read on 2026-11-23. Ids and tokens are the
 * pages' own examples; the texts are ours.
 */
const docs = (page: string) => `developers.facebook.com/docs/threads/${page}, 2026-11-23`;

export const TOKEN = 'THQVJ';
const BEARER = { authorization: `Bearer ${TOKEN}` };
const FORM = { ...BEARER, 'content-type': /^application\/x-www-form-urlencoded/ };
const USER = '1234567890';
const CONTAINER = '17889615691921648';
const MEDIA = '18153139465303204';

export const EXCHANGE: readonly GoldenPair[] = [
  {
    page: docs('get-started/get-access-tokens-and-permissions'),
    call: 'POST /oauth/access_token',
    headers: { 'content-type': /^application\/x-www-form-urlencoded/, authorization: '' },
    body: {
      ...{ client_id: '990602627938098', client_secret: 'a1b2C3D4', code: 'AQBx-hBsH3' },
      ...{ grant_type: 'authorization_code', redirect_uri: 'https://relay.example.com/auth/' },
    },
    // The id is a number there, wider than one of JavaScript keeps.
    answer: { status: 200, body: '{"access_token":"THQVJ-short","user_id":17841405793187218}' },
  },
  {
    page: docs('get-started/long-lived-tokens'),
    call: 'GET /access_token?grant_type=th_exchange_token&client_secret=a1b2C3D4&access_token=THQVJ-short',
    answer: {
      status: 200,
      body: { access_token: TOKEN, token_type: 'bearer', expires_in: 5_183_944 },
    },
  },
  {
    page: docs('threads-profiles'),
    call: 'GET /v1.0/me?fields=id%2Cusername%2Cname',
    headers: BEARER,
    answer: {
      status: 200,
      body: { id: USER, username: 'threadsapitestuser', name: 'Threads API Test User' },
    },
  },
  {
    page: docs('insights'),
    call: `GET /v1.0/${USER}/threads_insights?metric=followers_count`,
    headers: BEARER,
    answer: {
      status: 200,
      body: {
        data: [
          {
            ...{ name: 'followers_count', period: 'day', title: 'followers_count' },
            total_value: { value: 1234 },
            id: `${USER}/insights/followers_count/day`,
          },
        ],
      },
    },
  },
  {
    page: docs('troubleshooting/debug-access-token'),
    call: `GET /v1.0/debug_token?input_token=${TOKEN}&access_token=${TOKEN}`,
    answer: {
      status: 200,
      body: {
        data: {
          ...{ type: 'USER', application: 'Threads Testing App', is_valid: true },
          ...{ expires_at: 1_768_985_944, issued_at: 1_763_802_000, user_id: USER },
          scopes: ['threads_basic', 'threads_content_publish'],
        },
      },
    },
  },
];

export const REFRESH: GoldenPair = {
  page: docs('get-started/long-lived-tokens'),
  call: `GET /refresh_access_token?grant_type=th_refresh_token&access_token=${TOKEN}`,
  answer: {
    status: 200,
    body: { access_token: 'THQVJ-new', token_type: 'bearer', expires_in: 5_183_944 },
  },
};

const quota = (fields: string, data: object): GoldenPair => ({
  page: docs('overview#rate-limits'),
  call: `GET /v1.0/${USER}/threads_publishing_limit?fields=${encodeURIComponent(fields)}`,
  headers: BEARER,
  answer: { status: 200, body: { data: [data] } },
});
const POSTS = { quota_usage: 4, config: { quota_total: 250, quota_duration: 86_400 } };
export const QUOTA = quota('quota_usage,config', POSTS);
export const QUOTA_OF_REPLIES = quota('quota_usage,config,reply_quota_usage,reply_config', {
  ...POSTS,
  reply_quota_usage: 1,
  reply_config: { quota_total: 1000, quota_duration: 86_400 },
});

export const make = (body: Readonly<Record<string, string>>, id = CONTAINER): GoldenPair => ({
  page: docs('reference/publishing'),
  call: `POST /v1.0/${USER}/threads`,
  headers: FORM,
  body,
  answer: { status: 200, body: { id } },
});

export const status = (told: string, id = CONTAINER, over: object = {}): GoldenPair => ({
  page: docs('troubleshooting'),
  call: `GET /v1.0/${id}?fields=status%2Cerror_message`,
  headers: BEARER,
  answer: { status: 200, body: { status: told, id, ...over } },
});

export const publishing = (container = CONTAINER, id = MEDIA): GoldenPair => ({
  page: docs('posts'),
  call: `POST /v1.0/${USER}/threads_publish`,
  headers: FORM,
  body: { creation_id: container },
  answer: { status: 200, body: { id } },
});

export const LINK: GoldenPair = {
  page: docs('retrieve-and-discover-posts/retrieve-posts'),
  call: `GET /v1.0/${MEDIA}?fields=permalink`,
  headers: BEARER,
  answer: {
    status: 200,
    body: { permalink: 'https://www.threads.net/@threadsapitestuser/post/abcdefg', id: MEDIA },
  },
};

export const LIST: GoldenPair = {
  page: docs('retrieve-and-discover-posts/retrieve-posts'),
  call: `GET /v1.0/${USER}/threads?fields=id%2Ctext%2Ctimestamp&limit=50`,
  headers: BEARER,
  answer: {
    status: 200,
    body: {
      data: [{ id: MEDIA, text: 'Today Is Monday', timestamp: '2025-11-22T09:00:03+0000' }],
      paging: { cursors: { before: 'BEFORE_CURSOR', after: 'AFTER_CURSOR' } },
    },
  },
};

export const INSIGHTS: GoldenPair = {
  page: docs('insights'),
  call: `GET /v1.0/${MEDIA}/insights?metric=views%2Clikes%2Creplies%2Creposts%2Cquotes%2Cshares`,
  headers: BEARER,
  answer: {
    status: 200,
    body: {
      data: [
        ['views', 1000],
        ['likes', 100],
        ['replies', 10],
        ['reposts', 7],
        ['shares', 5],
      ].map(([name, value]) => ({
        ...{ name, period: 'lifetime', values: [{ value }], title: name },
        ...{ description: '', id: `${MEDIA}/insights/${name}/lifetime` },
      })),
    },
  },
};

export const CONVERSATION: GoldenPair = {
  page: docs('retrieve-and-manage-replies/replies-and-conversations'),
  call: `GET /v1.0/${MEDIA}/conversation?fields=id%2Ctext%2Cusername%2Ctimestamp%2Cpermalink%2Creplied_to%2Chide_status%2Cis_reply_owned_by_me&reverse=false&limit=50`,
  headers: BEARER,
  answer: {
    status: 200,
    body: {
      data: [
        {
          ...{ id: '1234567890', text: 'First Reply', timestamp: '2024-01-01T18:20:00+0000' },
          ...{ username: 'user_one', is_reply_owned_by_me: false, hide_status: 'NOT_HUSHED' },
          permalink: 'https://www.threads.net/@user_one/post/Cp_r3bz',
          replied_to: { id: MEDIA },
        },
        {
          ...{ id: '1234567891', text: 'Nested', timestamp: '2024-01-02T18:20:00+0000' },
          ...{ is_reply_owned_by_me: true, hide_status: 'HIDDEN' },
          replied_to: { id: '1234567890' },
        },
      ],
      paging: {
        cursors: { before: 'BEFORE_CURSOR', after: 'AFTER_CURSOR' },
        next: 'https://graph.threads.net/v1.0/next',
      },
    },
  },
};

export const HIDE: GoldenPair = {
  page: docs('reply-management'),
  call: 'POST /v1.0/1234567890/manage_reply',
  headers: FORM,
  body: { hide: 'true' },
  answer: { status: 200, body: { success: true } },
};

export const DELETE: GoldenPair = {
  page: docs('posts/delete-posts'),
  call: `DELETE /v1.0/${MEDIA}`,
  headers: BEARER,
  answer: { status: 200, body: { success: true, deleted_id: MEDIA } },
};

export const ids = { USER, CONTAINER, MEDIA };
