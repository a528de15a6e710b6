import type { GoldenPair } from '../../support/golden.ts';

/**
 * Calls and answers out of TikTok's documentation, read on 2026-11-23. Names, ids and tokens are the pages'
 * own examples; the texts are ours.
 */
const docs = (page: string) => `developers.tiktok.com/doc/${page}, 2026-11-23`;

const BEARER = { authorization: 'Bearer act.example12345Example12345Example' };
const JSON_BODY = { ...BEARER, 'content-type': 'application/json; charset=UTF-8' };
const FORM = { 'content-type': /^application\/x-www-form-urlencoded/ };
const OK = { code: 'ok', message: '', log_id: '202210112248442CB9319E1FB30C1073F3' };

export const SIZE = 4_194_304;
/** A video of 4 MB, which goes whole. */
export const BYTES = new Uint8Array(SIZE).fill(7);

export const EXCHANGE: GoldenPair = {
  page: docs('oauth-get-a-user-access-token'),
  call: 'POST /v2/oauth/token/',
  headers: FORM,
  body: {
    ...{ client_key: 'CLIENT_KEY', client_secret: 'CLIENT_SECRET', code: 'CODE' },
    ...{ grant_type: 'authorization_code', redirect_uri: 'http://127.0.0.1:3455/callback/' },
    code_verifier: 'v'.repeat(43),
  },
  answer: {
    status: 200,
    body: {
      ...{ access_token: 'act.example12345Example12345Example', expires_in: 7200 },
      open_id: 'asdf12345Example12345Example',
      ...{ refresh_expires_in: 15_552_000, refresh_token: 'rft.example12345Example12345Example' },
      scope: 'user.info.basic,video.publish,video.list',
      token_type: 'Bearer',
    },
  },
};

/** Two hours later: another refresh token, and the one before is over. */
export const REFRESH: GoldenPair = {
  page: docs('oauth-refresh-a-user-access-token'),
  call: 'POST /v2/oauth/token/',
  headers: FORM,
  body: {
    ...{ client_key: 'CLIENT_KEY', client_secret: 'CLIENT_SECRET', grant_type: 'refresh_token' },
    refresh_token: 'rft.example12345Example12345Example',
  },
  answer: {
    status: 200,
    body: {
      ...{ access_token: 'act.example67890Example67890Example', expires_in: 7200 },
      open_id: 'asdf12345Example12345Example',
      ...{ refresh_expires_in: 15_552_000, refresh_token: 'rft.example67890Example67890Example' },
      scope: 'user.info.basic,video.publish,video.list',
      token_type: 'Bearer',
    },
  },
};

export const REVOKE: GoldenPair = {
  page: docs('oauth-revoke-a-user-access-token'),
  call: 'POST /v2/oauth/revoke/',
  headers: FORM,
  body: {
    ...{ client_key: 'CLIENT_KEY', client_secret: 'CLIENT_SECRET' },
    token: 'act.example12345Example12345Example',
  },
  answer: { status: 200, body: {} },
};

export const REFUSED_GRANT: GoldenPair = {
  ...REFRESH,
  page: docs('oauth-error-handling'),
  answer: {
    status: 400,
    body: {
      ...{ error: 'invalid_grant', error_description: 'Refresh token is invalid or expired.' },
      log_id: '202206221854370101130062072500FFA2',
    },
  },
};

export const USER: GoldenPair = {
  page: docs('tiktok-api-v2-get-user-info'),
  // Without the scope for it, neither a name nor figures may be asked for.
  call: 'GET /v2/user/info/?fields=open_id,display_name',
  headers: BEARER,
  answer: {
    status: 200,
    body: {
      data: {
        user: { open_id: '723f24d7-e717-40f8-a2b6-cb8464cd23b4', display_name: 'Tik Toker' },
      },
      error: OK,
    },
  },
};

export const CREATOR: GoldenPair = {
  page: docs('content-posting-api-reference-query-creator-info'),
  call: 'POST /v2/post/publish/creator_info/query/',
  headers: JSON_BODY,
  body: {},
  answer: {
    status: 200,
    body: {
      data: {
        creator_avatar_url: 'https://lf16-tt4d.tiktokcdn.com/obj/tiktok-open-platform/8d57',
        ...{ creator_username: 'tiktok', creator_nickname: 'TikTok Official' },
        privacy_level_options: ['PUBLIC_TO_EVERYONE', 'MUTUAL_FOLLOW_FRIENDS', 'SELF_ONLY'],
        ...{ comment_disabled: false, duet_disabled: false, stitch_disabled: true },
        max_video_post_duration_sec: 300,
      },
      error: OK,
    },
  },
};

const POST_INFO = {
  privacy_level: 'PUBLIC_TO_EVERYONE',
  ...{ disable_comment: false, disable_duet: false, disable_stitch: true },
  ...{ brand_content_toggle: false, brand_organic_toggle: false },
};

export const INIT: GoldenPair = {
  page: docs('content-posting-api-reference-direct-post'),
  call: 'POST /v2/post/publish/video/init/',
  headers: JSON_BODY,
  body: {
    post_info: { title: 'A cat and a #box', ...POST_INFO },
    source_info: {
      ...{ source: 'FILE_UPLOAD', video_size: SIZE, chunk_size: SIZE, total_chunk_count: 1 },
    },
  },
  answer: {
    status: 200,
    body: {
      data: {
        publish_id: 'v_pub_file~v2-1.123456789',
        upload_url: 'ORIGIN/video/?upload_id=67890&upload_token=Xza123',
      },
      error: OK,
    },
  },
};

export const PUT: GoldenPair = {
  page: docs('content-posting-api-media-transfer-guide'),
  call: 'PUT /video/?upload_id=67890&upload_token=Xza123',
  headers: {
    ...{ 'content-type': 'video/mp4', 'content-length': String(SIZE), authorization: '' },
    'content-range': `bytes 0-${SIZE - 1}/${SIZE}`,
  },
  body: BYTES,
  answer: {
    status: 201,
    headers: { 'content-range': `bytes 0-${SIZE - 1}/${SIZE}` },
    body: '',
  },
};

const status = (publishId: string, data: string): GoldenPair => ({
  page: docs('content-posting-api-reference-get-video-status'),
  call: 'POST /v2/post/publish/status/fetch/',
  headers: JSON_BODY,
  body: { publish_id: publishId },
  answer: { status: 200, body: `{"data":${data},"error":${JSON.stringify(OK)}}` },
});

export const AT_WORK = status(
  'v_pub_file~v2-1.123456789',
  `{"status":"PROCESSING_UPLOAD","uploaded_bytes":${SIZE}}`,
);
/** The list holds numbers of 64 bits, and the page spells it so. */
export const POSTED = status(
  'v_pub_file~v2-1.123456789',
  '{"status":"PUBLISH_COMPLETE","publicaly_available_post_id":[7300000000000000017],"uploaded_bytes":10000}',
);
export const FAILED = status(
  'v_pub_file~v2-1.123456789',
  '{"status":"FAILED","fail_reason":"picture_size_check_failed","publicaly_available_post_id":[],"uploaded_bytes":10000}',
);

export const PHOTOS: GoldenPair = {
  page: docs('content-posting-api-reference-photo-post'),
  call: 'POST /v2/post/publish/content/init/',
  headers: JSON_BODY,
  body: {
    ...{ media_type: 'PHOTO', post_mode: 'DIRECT_POST' },
    post_info: {
      description: 'Two #cats',
      privacy_level: 'PUBLIC_TO_EVERYONE',
      ...{ disable_comment: false, auto_add_music: false },
      ...{ brand_content_toggle: false, brand_organic_toggle: false },
    },
    source_info: {
      source: 'PULL_FROM_URL',
      photo_images: [
        'https://media.example.com/obj/example-image-01.webp',
        'https://media.example.com/obj/example-image-02.webp',
      ],
      photo_cover_index: 0,
    },
  },
  answer: {
    status: 200,
    body: { data: { publish_id: 'p_pub_url~v2.123456789' }, error: OK },
  },
};
export const PHOTOS_POSTED = status(
  'p_pub_url~v2.123456789',
  '{"status":"PUBLISH_COMPLETE","publicaly_available_post_id":[7300000000000000018]}',
);

export const QUERY: GoldenPair = {
  page: docs('tiktok-api-v2-video-query'),
  call: 'POST /v2/video/query/?fields=id,view_count,like_count,comment_count,share_count',
  headers: JSON_BODY,
  body: { filters: { video_ids: ['7300000000000000017', '7300000000000000018'] } },
  answer: {
    status: 200,
    body: {
      data: {
        videos: [
          {
            ...{ id: '7300000000000000017', view_count: 1_234_567_890_123, like_count: 12 },
            ...{ comment_count: 3, share_count: 0 },
          },
        ],
      },
      error: OK,
    },
  },
};

export const LIST: GoldenPair = {
  page: docs('tiktok-api-v2-video-list'),
  call: 'POST /v2/video/list/?fields=id,create_time,title,video_description',
  headers: JSON_BODY,
  body: { max_count: 20 },
  answer: {
    status: 200,
    body: {
      data: {
        videos: [
          {
            ...{ id: '7300000000000000018', create_time: 1_763_802_060, title: 'Two #cats' },
            video_description: 'Two #cats',
          },
        ],
        ...{ cursor: 1_763_802_060_000, has_more: false },
      },
      error: OK,
    },
  },
};
