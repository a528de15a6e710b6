import type { createAudience } from '../audience.ts';
import type { Answer, Call } from '../network.ts';
import { answered, refused } from './refusals.ts';
import type { Person, Post } from './state.ts';

const PAGE = { usual: 10, most: 20 };
/** Characters that are given back of a text. Source: developers.tiktok.com/doc/tiktok-api-v2-video-object. */
const SHOWN = 150;

/** What each field of a person needs. Source: developers.tiktok.com/doc/tiktok-api-v2-get-user-info. */
const SCOPE_OF: Readonly<Record<string, string>> = {
  open_id: 'user.info.basic',
  union_id: 'user.info.basic',
  avatar_url: 'user.info.basic',
  display_name: 'user.info.basic',
  username: 'user.info.profile',
  is_verified: 'user.info.profile',
  follower_count: 'user.info.stats',
  following_count: 'user.info.stats',
  likes_count: 'user.info.stats',
  video_count: 'user.info.stats',
};

export function userInfo(
  query: URLSearchParams,
  person: Person,
  allowed: readonly string[],
  videos: number,
  followers: number,
): Answer {
  const fields = fieldsIn(query);
  if (fields.length === 0) return refused(400, 'invalid_params', 'fields is missing.');
  for (const field of fields) {
    const scope = SCOPE_OF[field];
    if (scope === undefined) return refused(400, 'invalid_params', `${field} is no field.`);
    if (!allowed.includes(scope))
      return refused(401, 'scope_not_authorized', `The user did not authorize ${scope}.`);
  }
  const user: Record<string, unknown> = {
    ...{ open_id: person.id, union_id: person.id, avatar_url: 'https://p16.tiktokcdn.example/a' },
    ...{ display_name: person.username, username: person.username, is_verified: false },
    ...{ follower_count: followers, following_count: 34, likes_count: 560, video_count: videos },
  };
  return answered({ user: Object.fromEntries(fields.map((field) => [field, user[field]])) });
}

export interface Shelf {
  posts: readonly Post[];
  audience: ReturnType<typeof createAudience>;
  now(): number;
}

/** Public posts, newest first. Source: developers.tiktok.com/doc/tiktok-api-v2-video-list. */
export function listVideos(
  call: Call,
  body: Record<string, unknown>,
  person: Person,
  shelf: Shelf,
): Answer {
  const { cursor, max_count: count = PAGE.usual } = body;
  if (!Number.isInteger(count) || Number(count) < 1 || Number(count) > PAGE.most)
    return refused(400, 'invalid_params', `max_count is 1 to ${PAGE.most}.`);
  const before = cursor === undefined ? Number.POSITIVE_INFINITY : Number(cursor);
  const found = shelf.posts
    .filter((post) => isPublic(post) && post.createdAt < before)
    .sort((one, other) => other.createdAt - one.createdAt);
  const page = found.slice(0, Number(count));
  return told(call, page, person, shelf, {
    cursor: page.at(-1)?.createdAt ?? shelf.now(),
    has_more: found.length > page.length,
  });
}

/** Source: developers.tiktok.com/doc/tiktok-api-v2-video-query. */
export function queryVideos(
  call: Call,
  body: Record<string, unknown>,
  person: Person,
  shelf: Shelf,
): Answer {
  const filters = (body.filters ?? {}) as { video_ids?: unknown };
  const ids = Array.isArray(filters.video_ids) ? filters.video_ids.map(String) : [];
  if (ids.length === 0 || ids.length > PAGE.most)
    return refused(400, 'invalid_params', `video_ids has 1 to ${PAGE.most} ids.`);
  const found = shelf.posts.filter((post) => isPublic(post) && ids.includes(post.id));
  return told(call, found, person, shelf, {});
}

const isPublic = ({ privacy }: Post) => privacy === 'PUBLIC_TO_EVERYONE';
const fieldsIn = (query: URLSearchParams) => (query.get('fields') ?? '').split(',').filter(Boolean);

function told(
  call: Call,
  posts: readonly Post[],
  person: Person,
  { audience }: Shelf,
  rest: object,
): Answer {
  const fields = fieldsIn(call.query);
  if (fields.length === 0) return refused(400, 'invalid_params', 'fields is missing.');
  const videos = posts.map((post) => {
    const { views, likes, comments, shares } = audience.reactionsTo(post.id, post.createdAt);
    const video: Record<string, unknown> = {
      id: post.id,
      create_time: Math.floor(post.createdAt / 1000),
      share_url: `${call.origin}/@${person.username}/${post.kind}/${post.id}`,
      title: post.text.slice(0, SHOWN),
      video_description: post.text.slice(0, SHOWN),
      duration: 15,
      ...{ view_count: views, like_count: likes, comment_count: comments, share_count: shares },
    };
    return Object.fromEntries(
      fields.flatMap((field) => (field in video ? [[field, video[field]]] : [])),
    );
  });
  return answered({ videos, ...rest });
}
