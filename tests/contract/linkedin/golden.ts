/** A call as LinkedIn's documentation has it, and the answer that it shows for it. */
export interface GoldenPair {
  /** Below learn.microsoft.com/en-us/linkedin. */
  page: string;
  request: {
    method: string;
    /** With its query, as it stands in the call. */
    path: string;
    headers?: Readonly<Record<string, string>>;
    /** JSON, a form, or the number of bytes. */
    body?: unknown;
  };
  response: {
    status: number;
    headers?: Readonly<Record<string, string>>;
    /** `{origin}` stands for the address of the server. */
    body?: object;
  };
}

export const MEMBER = 'urn:li:person:8675309';
export const PAGE = 'urn:li:organization:5515715';
export const TOKEN = 'AQXdSP_W41_UPs5ioT_t8HESyODB4FqbkJ8LrV_5mff4gPODzOYR';

const SHARES = 'marketing/community-management/shares';
const ORGANISATIONS = 'marketing/community-management/organizations';
const json = { 'content-type': 'application/json' };
const finder = { 'x-restli-method': 'FINDER' };
const distribution = {
  feedDistribution: 'MAIN_FEED',
  targetEntities: [],
  thirdPartyDistributionChannels: [],
};
const paging = { start: 0, count: 10, links: [] };
const encode = (urn: string) => urn.replaceAll(':', '%3A');

export const TOKEN_BY_CODE: GoldenPair = {
  page: 'shared/authentication/authorization-code-flow',
  request: {
    method: 'POST',
    path: '/oauth/v2/accessToken',
    body: {
      grant_type: 'authorization_code',
      code: 'AQTQmah11lalyH65DAIivsjsAQV5P-1VTVVebnLl',
      redirect_uri: 'http://127.0.0.1:47921/callback',
      client_id: '861hhm46p48to4',
      client_secret: 'gPecn3DXlnuNBwdA',
    },
  },
  response: {
    status: 200,
    body: {
      access_token: TOKEN,
      expires_in: 5_184_000,
      refresh_token:
        'AQWAft_WjYZKwuWXLC5hQlghgTam-tuT8CvFej9-XxGyqeER_7jTr8HmjiGjqil13i7gMFjyDxh1g7C_G1gyTZmfcD0Bo2oEHofNAkr_76mSk84sppsGbygwW-5oLsb_OH_EXADPIFo0kppznrK55VMIBv_d7SINunt',
      refresh_token_expires_in: 31_536_000,
      scope: 'r_basicprofile,w_member_social,rw_organization_admin',
    },
  },
};

export const TOKEN_BY_REFRESH: GoldenPair = {
  page: 'shared/authentication/programmatic-refresh-tokens',
  request: {
    method: 'POST',
    path: '/oauth/v2/accessToken',
    body: {
      grant_type: 'refresh_token',
      refresh_token: 'AQWAft_WjYZKwuWXLC5hQlghgTam',
      client_id: '861hhm46p48to4',
      client_secret: 'gPecn3DXlnuNBwdA',
    },
  },
  response: {
    status: 200,
    body: {
      access_token: 'BBBB2kXITHELmWblJigbHEuoFdfRhOwGA0QNnumBI8X',
      expires_in: 5_184_000,
      refresh_token: 'AQWAft_WjYZKwuWXLC5hQlghgTam',
      refresh_token_expires_in: 439_200,
    },
  },
};

export const ME: GoldenPair = {
  page: 'shared/integrations/people/profile-api',
  request: { method: 'GET', path: '/rest/me' },
  response: {
    status: 200,
    body: {
      id: '8675309',
      localizedFirstName: 'Bob',
      localizedLastName: 'Smith',
      localizedHeadline: 'API Enthusiast at LinkedIn',
      vanityName: 'bsmith',
    },
  },
};

export const FOLLOWERS: GoldenPair = {
  page: 'marketing/community-management/members/follower-statistics',
  request: { method: 'GET', path: '/rest/memberFollowersCount?q=me', headers: finder },
  response: { status: 200, body: { paging, elements: [{ memberFollowersCount: 961 }] } },
};

export const ROLES: GoldenPair = {
  page: `${ORGANISATIONS}/organization-access-control-by-role`,
  request: {
    method: 'GET',
    path: '/rest/organizationAcls?q=roleAssignee&role=ADMINISTRATOR&state=APPROVED&start=0&count=100',
    headers: finder,
  },
  response: {
    status: 200,
    body: {
      paging,
      elements: [
        { role: 'ADMINISTRATOR', organization: PAGE, roleAssignee: MEMBER, state: 'APPROVED' },
      ],
    },
  },
};

export const ORGANISATION: GoldenPair = {
  page: `${ORGANISATIONS}/organization-lookup-api`,
  request: { method: 'GET', path: '/rest/organizations/5515715' },
  response: {
    status: 200,
    body: { id: 5_515_715, localizedName: 'Devtestco', vanityName: 'devtestco' },
  },
};

export const NETWORK_SIZE: GoldenPair = {
  page: `${ORGANISATIONS}/organization-lookup-api#retrieve-organization-follower-count`,
  request: {
    method: 'GET',
    path: `/rest/networkSizes/${encode(PAGE)}?edgeType=COMPANY_FOLLOWED_BY_MEMBER`,
  },
  response: { status: 200, body: { firstDegreeSize: 219_145 } },
};

export const TEXT_POST: GoldenPair = {
  page: `${SHARES}/posts-api#create-organic-posts`,
  request: {
    method: 'POST',
    path: '/rest/posts',
    headers: json,
    body: {
      author: PAGE,
      commentary: 'Sample text Post {hashtag|\\#|coding} \\(see below\\)',
      visibility: 'PUBLIC',
      distribution,
      lifecycleState: 'PUBLISHED',
      isReshareDisabledByAuthor: false,
    },
  },
  response: { status: 201, headers: { 'x-restli-id': 'urn:li:share:6844785523593134080' } },
};

export const IMAGE_BEGUN: GoldenPair = {
  page: `${SHARES}/images-api#initialize-image-upload`,
  request: {
    method: 'POST',
    path: '/rest/images?action=initializeUpload',
    headers: json,
    body: { initializeUploadRequest: { owner: PAGE } },
  },
  response: {
    status: 200,
    body: {
      value: {
        uploadUrlExpiresAt: 4_000_000_000_000,
        uploadUrl:
          '{origin}/dms-uploads/C4E10AQFoyyAjHPMQuQ/uploaded-image/0?ca=vector_ads&cn=uploads&sync=0&v=beta&ut=26-jcSWpGSgW01',
        image: 'urn:li:image:C4E10AQFoyyAjHPMQuQ',
      },
    },
  },
};

export const IMAGE_PUT: GoldenPair = {
  page: `${SHARES}/images-api#upload-the-image`,
  request: {
    method: 'PUT',
    path: '/dms-uploads/C4E10AQFoyyAjHPMQuQ/uploaded-image/0?ca=vector_ads&cn=uploads&sync=0&v=beta&ut=26-jcSWpGSgW01',
    headers: { 'content-type': 'image/png', authorization: `Bearer ${TOKEN}` },
  },
  response: { status: 201 },
};

export const IMAGE_READY: GoldenPair = {
  page: `${SHARES}/images-api#get-a-single-image`,
  request: { method: 'GET', path: '/rest/images/urn%3Ali%3Aimage%3AC4E10AQFoyyAjHPMQuQ' },
  response: {
    status: 200,
    body: { owner: PAGE, status: 'AVAILABLE', id: 'urn:li:image:C4E10AQFoyyAjHPMQuQ' },
  },
};

export const IMAGE_POST: GoldenPair = {
  page: `${SHARES}/images-api#create-a-post-with-the-image`,
  request: {
    method: 'POST',
    path: '/rest/posts',
    headers: json,
    body: {
      author: PAGE,
      commentary: 'test strings',
      visibility: 'PUBLIC',
      distribution,
      content: {
        media: { id: 'urn:li:image:C4E10AQFoyyAjHPMQuQ', altText: 'testing for alt tags' },
      },
      lifecycleState: 'PUBLISHED',
      isReshareDisabledByAuthor: false,
    },
  },
  response: { status: 201, headers: { 'x-restli-id': 'urn:li:share:6844785523593134081' } },
};

export const VIDEO_BEGUN: GoldenPair = {
  page: `${SHARES}/videos-api#initialize-video-upload`,
  request: {
    method: 'POST',
    path: '/rest/videos?action=initializeUpload',
    headers: json,
    body: {
      initializeUploadRequest: {
        owner: PAGE,
        fileSizeBytes: 4_200_000,
        uploadCaptions: false,
        uploadThumbnail: false,
      },
    },
  },
  response: {
    status: 200,
    body: {
      value: {
        uploadUrlsExpireAt: 4_000_000_000_000,
        video: 'urn:li:video:C5505AQH-oV1qvnFtKA',
        uploadInstructions: [
          {
            uploadUrl:
              '{origin}/dms-uploads/C5505AQH-oV1qvnFtKA/uploadedVideo?sau=aHR0cHM6Ly93&part=0',
            lastByte: 4_194_303,
            firstByte: 0,
          },
          {
            uploadUrl:
              '{origin}/dms-uploads/C5505AQH-oV1qvnFtKA/uploadedVideo?sau=aHR0cHM6Ly93&part=1',
            lastByte: 4_199_999,
            firstByte: 4_194_304,
          },
        ],
        uploadToken: '',
      },
    },
  },
};

export const VIDEO_PARTS: readonly GoldenPair[] = [
  [0, 4_194_304],
  [1, 5_696],
].map(([part, body]) => ({
  page: `${SHARES}/videos-api#upload-the-video`,
  request: {
    method: 'PUT',
    path: `/dms-uploads/C5505AQH-oV1qvnFtKA/uploadedVideo?sau=aHR0cHM6Ly93&part=${part}`,
    headers: { 'content-type': 'application/octet-stream' },
    body,
  },
  response: { status: 200, headers: { etag: `"/ambry-video/signedId/AAkAAgDvAABxpuF${part}"` } },
}));

export const VIDEO_FINALIZED: GoldenPair = {
  page: `${SHARES}/videos-api#finalize-video-upload`,
  request: {
    method: 'POST',
    path: '/rest/videos?action=finalizeUpload',
    headers: json,
    body: {
      finalizeUploadRequest: {
        video: 'urn:li:video:C5505AQH-oV1qvnFtKA',
        uploadToken: '',
        uploadedPartIds: [
          '/ambry-video/signedId/AAkAAgDvAABxpuF0',
          '/ambry-video/signedId/AAkAAgDvAABxpuF1',
        ],
      },
    },
  },
  response: { status: 200 },
};

export const VIDEO_READY: GoldenPair = {
  page: `${SHARES}/videos-api#get-a-video`,
  request: { method: 'GET', path: '/rest/videos/urn%3Ali%3Avideo%3AC5505AQH-oV1qvnFtKA' },
  response: {
    status: 200,
    body: {
      id: 'urn:li:video:C5505AQH-oV1qvnFtKA',
      owner: PAGE,
      status: 'AVAILABLE',
      duration: 200_000,
      aspectRatioWidth: 1920,
      aspectRatioHeight: 1080,
    },
  },
};

export const VIDEO_POST: GoldenPair = {
  page: `${SHARES}/videos-api#create-a-post-with-the-video`,
  request: {
    method: 'POST',
    path: '/rest/posts',
    headers: json,
    body: {
      author: PAGE,
      commentary: 'Sample video Post',
      visibility: 'PUBLIC',
      distribution,
      content: { media: { id: 'urn:li:video:C5505AQH-oV1qvnFtKA' } },
      lifecycleState: 'PUBLISHED',
      isReshareDisabledByAuthor: false,
    },
  },
  response: { status: 201, headers: { 'x-restli-id': 'urn:li:ugcPost:6844785523593134082' } },
};

const multiImageOf = (id: string, altText: string): GoldenPair[] => [
  {
    ...IMAGE_BEGUN,
    response: {
      status: 200,
      body: {
        value: {
          uploadUrlExpiresAt: 4_000_000_000_000,
          uploadUrl: `{origin}/dms-uploads/${altText}`,
          image: id,
        },
      },
    },
  },
  {
    ...IMAGE_PUT,
    request: {
      method: 'PUT',
      path: `/dms-uploads/${altText}`,
      headers: { 'content-type': 'image/png' },
    },
  },
  {
    ...IMAGE_READY,
    request: { method: 'GET', path: `/rest/images/${encode(id)}` },
    response: { status: 200, body: { owner: PAGE, status: 'AVAILABLE', id } },
  },
];

export const MULTI_IMAGE: readonly GoldenPair[] = [
  ...multiImageOf('urn:li:image:C4D22AQFttWMAaIqHaa', 'tag1'),
  ...multiImageOf('urn:li:image:C4D22AQG7uz0yPJh588', 'tag2'),
  {
    page: `${SHARES}/multiimage-post-api#create-multiimage-content`,
    request: {
      method: 'POST',
      path: '/rest/posts',
      headers: json,
      body: {
        author: MEMBER,
        commentary: 'test multiimage post',
        visibility: 'PUBLIC',
        distribution,
        content: {
          multiImage: {
            images: [
              { id: 'urn:li:image:C4D22AQFttWMAaIqHaa', altText: 'tag1' },
              { id: 'urn:li:image:C4D22AQG7uz0yPJh588', altText: 'tag2' },
            ],
          },
        },
        lifecycleState: 'PUBLISHED',
        isReshareDisabledByAuthor: false,
      },
    },
    response: { status: 201, headers: { 'x-restli-id': 'urn:li:share:6844785523593134083' } },
  },
];

export const POSTS_BY_AUTHOR: GoldenPair = {
  page: `${SHARES}/posts-api#find-posts-by-authors`,
  request: {
    method: 'GET',
    path: `/rest/posts?author=${encode(PAGE)}&q=author&count=50&start=0&sortBy=CREATED`,
    headers: finder,
  },
  response: {
    status: 200,
    body: {
      paging,
      elements: [
        {
          id: 'urn:li:share:6844785523593134084',
          author: PAGE,
          commentary:
            'Follow best practices @[Devtestco](urn:li:organization:5515715) {hashtag|\\#|coding} \\(1\\/2\\)',
          createdAt: 1_795_338_000_000,
          publishedAt: 1_795_338_000_000,
          lifecycleState: 'PUBLISHED',
          visibility: 'PUBLIC',
          distribution,
        },
        {
          id: 'urn:li:share:6844785523593134080',
          author: PAGE,
          commentary: 'Sample text Post {hashtag|\\#|coding} \\(see below\\)',
          createdAt: 1_795_338_001_000,
          publishedAt: 1_795_338_001_000,
          lifecycleState: 'PUBLISHED',
          visibility: 'PUBLIC',
          distribution,
        },
      ],
    },
  },
};

export const POST_DELETED: GoldenPair = {
  page: `${SHARES}/posts-api#delete-posts`,
  request: {
    method: 'DELETE',
    path: '/rest/posts/urn%3Ali%3Ashare%3A6844785523593134080',
    headers: { 'x-restli-method': 'DELETE' },
  },
  response: { status: 204 },
};

export const POST = 'urn:li:share:6631349431612559360';
const ACTIVITY = 'urn:li:activity:6631349431612559361';
export const COMMENT = `urn:li:comment:(${ACTIVITY},6636062862760562688)`;
const comment = {
  actor: MEMBER,
  commentUrn: COMMENT,
  created: { actor: MEMBER, time: 1_582_160_678_569 },
  id: '6636062862760562688',
  lastModified: { actor: MEMBER, time: 1_582_160_678_569 },
  likesSummary: { aggregatedTotalLikes: 1, likedByCurrentUser: false, totalLikes: 1 },
  message: { attributes: [], text: 'commentV2 with image entity' },
  object: ACTIVITY,
};

export const COMMENTS: GoldenPair = {
  page: `${SHARES}/comments-api#get-comments-on-shares`,
  request: {
    method: 'GET',
    path: `/rest/socialActions/${encode(POST)}/comments?start=0&count=50`,
  },
  response: { status: 200, body: { paging, elements: [comment] } },
};

export const PEOPLE: GoldenPair = {
  page: 'shared/integrations/people/profile-api#retrieve-multiple-members',
  request: { method: 'GET', path: '/rest/people?ids=List((id:8675309))' },
  response: {
    status: 200,
    body: {
      results: {
        '(id:8675309)': {
          id: '8675309',
          localizedFirstName: 'Bob',
          localizedLastName: 'Smith',
          vanityName: 'bsmith',
        },
      },
      statuses: {},
      errors: {},
    },
  },
};

export const COMMENT_WRITTEN: GoldenPair = {
  page: `${SHARES}/comments-api#create-a-comment`,
  request: {
    method: 'POST',
    path: `/rest/socialActions/${encode(POST)}/comments`,
    headers: json,
    body: { actor: PAGE, object: POST, message: { text: 'commentV2 (with image entity)' } },
  },
  response: {
    status: 201,
    headers: { 'x-restli-id': '6636062862760562689' },
    body: {
      ...comment,
      actor: PAGE,
      id: '6636062862760562689',
      commentUrn: `urn:li:comment:(${ACTIVITY},6636062862760562689)`,
    },
  },
};

export const COMMENT_ANSWERED: GoldenPair = {
  page: `${SHARES}/comments-api#create-a-nested-comment`,
  request: {
    method: 'POST',
    path: '/rest/socialActions/urn%3Ali%3Acomment%3A%28urn%3Ali%3Aactivity%3A6631349431612559361%2C6636062862760562688%29/comments',
    headers: json,
    body: {
      actor: PAGE,
      object: ACTIVITY,
      message: { text: 'Thanks' },
      parentComment: COMMENT,
    },
  },
  response: {
    status: 201,
    headers: { 'x-restli-id': '6636062862760562690' },
    body: {
      ...comment,
      actor: PAGE,
      id: '6636062862760562690',
      commentUrn: `urn:li:comment:(${ACTIVITY},6636062862760562690)`,
      parentComment: COMMENT,
    },
  },
};

export const COMMENT_DELETED: GoldenPair = {
  page: `${SHARES}/comments-api#delete-a-comment`,
  request: {
    method: 'DELETE',
    path: `/rest/socialActions/${encode(ACTIVITY)}/comments/6636062862760562688?actor=${encode(PAGE)}`,
    headers: { 'x-restli-method': 'DELETE' },
  },
  response: { status: 204 },
};

export const SHARE_STATISTICS: GoldenPair = {
  page: `${ORGANISATIONS}/share-statistics#retrieve-statistics-for-specific-shares`,
  request: {
    method: 'GET',
    path: `/rest/organizationalEntityShareStatistics?q=organizationalEntity&organizationalEntity=${encode(PAGE)}&shares=List(${encode(POST)})`,
    headers: finder,
  },
  response: {
    status: 200,
    body: {
      paging,
      elements: [
        {
          totalShareStatistics: {
            uniqueImpressionsCount: 1700,
            shareCount: 4,
            engagement: 0.007_549_471,
            clickCount: 78,
            likeCount: 15,
            impressionCount: 2616,
            commentCount: 2,
          },
          share: POST,
          organizationalEntity: PAGE,
        },
      ],
    },
  },
};

const COUNTS: Readonly<Record<string, number>> = {
  ...{ IMPRESSION: 45, MEMBERS_REACHED: 22, REACTION: 3, COMMENT: 2, RESHARE: 1 },
  ...{ POST_SAVE: 4, LINK_CLICKS: 6 },
};
export const MEMBER_STATISTICS: readonly GoldenPair[] = Object.entries(COUNTS).map(
  ([queryType, count]) => ({
    page: 'marketing/community-management/members/post-statistics#retrieve-single-post-statistics',
    request: {
      method: 'GET',
      path: `/rest/memberCreatorPostAnalytics?q=entity&entity=(share:${encode(POST)})&queryType=${queryType}&aggregation=TOTAL`,
      headers: finder,
    },
    response: {
      status: 200,
      body: {
        paging: { ...paging, total: 1 },
        elements: [
          {
            count,
            metricType: {
              'com.linkedin.adsexternalapi.memberanalytics.v1.CreatorPostAnalyticsMetricTypeV1':
                queryType,
            },
            targetEntity: { share: POST },
            dateRange: {},
          },
        ],
      },
    },
  }),
);

/** An application without the Community Management API. */
export const ME_DENIED: GoldenPair = {
  page: 'shared/api-guide/concepts/error-handling',
  request: { method: 'GET', path: '/rest/me' },
  response: {
    status: 403,
    body: {
      serviceErrorCode: 100,
      message: 'Not enough permissions to access: me.GET.NO_VERSION',
      status: 403,
    },
  },
};

export const USER_INFO: GoldenPair = {
  page: 'consumer/integrations/self-serve/sign-in-with-linkedin-v2#api-request-to-retreive-member-details',
  request: { method: 'GET', path: '/v2/userinfo', headers: { authorization: `Bearer ${TOKEN}` } },
  response: {
    status: 200,
    body: { sub: '782bbtaQ', name: 'John Doe', given_name: 'John', family_name: 'Doe' },
  },
};

export const ROLES_DENIED: GoldenPair = {
  ...ROLES,
  response: {
    status: 403,
    body: {
      serviceErrorCode: 100,
      message: 'Not enough permissions to access: organizationAcls.FINDER-roleAssignee',
      status: 403,
    },
  },
};
