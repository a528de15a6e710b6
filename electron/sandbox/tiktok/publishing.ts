import type { Answer, Call, NetworkParts } from '../network.ts';
import { answered, int64, refused } from './refusals.ts';
import type { Person, Publish, Standing, State } from './state.ts';

const MB = 1_000_000;
const DAY = 86_400_000;
/** Pieces in bytes. Source: developers.tiktok.com/doc/content-posting-api-media-transfer-guide. */
const PIECE = { least: 5 * MB, most: 64 * 1024 * 1024, last: 128 * 1024 * 1024, count: 1000 };
const VIDEO_BYTES = 4 * 1024 * MB;
const TEXT = { video: 2200, description: 4000, title: 90, photos: 35 };
/** What an account may post in a day by this way, and accounts of an application before its audit. */
const POSTS_A_DAY = 15;
const UNAUDITED_USERS = 5;
/** ms between posting and the end of moderation, when a public post gets its id. */
const MODERATION = 1000;

export interface TikTokOptions {
  /** Whether TikTok has audited the application; otherwise it posts for the owner's eyes only. */
  audited?: boolean;
  /** Handles of accounts that are set to private. */
  privateAccounts?: readonly string[];
  /** Beginnings of addresses that are shown to be the application's own; all where not said. */
  ownedUrls?: readonly string[];
}

export interface PublishingParts extends Pick<NetworkParts, 'now' | 'limited'> {
  state: State;
  options: TikTokOptions;
  newId(): string;
  newToken(id: string): string;
  begun(publish: Publish): void;
}

interface Asked {
  post_info?: Record<string, unknown>;
  source_info?: Record<string, unknown>;
  media_type?: unknown;
  post_mode?: unknown;
}

/** Asking to post. Source: developers.tiktok.com/doc/content-posting-api-reference-direct-post. */
export function createPublishing(parts: PublishingParts) {
  const { now, limited, state, options, newId, newToken, begun } = parts;
  const { audited = true, privateAccounts = [], ownedUrls } = options;

  const isPrivate = ({ username }: Person) => privateAccounts.includes(username);
  const levelsOf = (person: Person): string[] =>
    isPrivate(person)
      ? ['FOLLOWER_OF_CREATOR', 'MUTUAL_FOLLOW_FRIENDS', 'SELF_ONLY']
      : ['PUBLIC_TO_EVERYONE', 'MUTUAL_FOLLOW_FRIENDS', 'SELF_ONLY'];

  /** Caps that count by day. */
  function capped({ id }: Person): string | null {
    const day = state.postsSince(now() - DAY);
    const users = new Set(day.map(({ publish }) => publish.personId));
    if (!limited) return null;
    if (day.filter(({ publish }) => publish.personId === id).length >= POSTS_A_DAY)
      return 'spam_risk_too_many_posts';
    return !audited && !users.has(id) && users.size >= UNAUDITED_USERS
      ? 'reached_active_user_cap'
      : null;
  }

  /** What both kinds of posts have to get right. */
  function problemWith(person: Person, info: Record<string, unknown>): Answer | null {
    const cap = capped(person);
    if (cap !== null) return refused(403, cap, 'The cap is reached.');
    const level = info.privacy_level;
    if (typeof level !== 'string' || !levelsOf(person).includes(level))
      return refused(
        403,
        'privacy_level_option_mismatch',
        'privacy_level is not among the options.',
      );
    if (!audited && (level !== 'SELF_ONLY' || !isPrivate(person)))
      return refused(
        403,
        'unaudited_client_can_only_post_to_private_accounts',
        'Please review our integration guidelines.',
      );
    return null;
  }

  const begin = (
    person: Person,
    of: Omit<Publish, 'id' | 'personId' | 'createdAt' | 'uploadToken'>,
  ) => {
    const id = `${of.kind === 'video' ? 'v_pub_file~v2-1' : 'p_pub_url~v2'}.${newId()}`;
    const publish = {
      ...of,
      ...{ id, personId: person.id, createdAt: now(), uploadToken: newToken(id) },
    };
    begun(publish);
    return publish;
  };

  return {
    creatorInfo(person: Person): Answer {
      const cap = capped(person);
      // With 200, on purpose.
      if (cap !== null) return refused(200, cap, 'The cap is reached.');
      return answered({
        creator_avatar_url: 'https://p16.tiktokcdn.example/avatar.jpeg',
        creator_username: person.username,
        creator_nickname: person.username,
        privacy_level_options: levelsOf(person),
        comment_disabled: false,
        duet_disabled: isPrivate(person),
        stitch_disabled: isPrivate(person),
        max_video_post_duration_sec: 600,
      });
    },

    video(call: Call, body: Asked, person: Person): Answer {
      const info = body.post_info ?? {};
      const source = body.source_info ?? {};
      const problem = problemWith(person, info);
      if (problem) return problem;
      const title = info.title ?? '';
      if (typeof title !== 'string' || title.length > TEXT.video)
        return invalid(`The title is longer than ${TEXT.video} UTF-16 runes.`);
      if (source.source !== 'FILE_UPLOAD') return invalid('The sandbox takes FILE_UPLOAD only.');
      const wrong = wrongPieces(source);
      if (wrong !== null) return invalid(wrong);
      const publish = begin(person, {
        ...{ kind: 'video', text: title, privacy: String(info.privacy_level), urls: [] },
        size: Number(source.video_size),
        pieceSize: Number(source.chunk_size),
        count: Number(source.total_chunk_count),
      });
      return answered({
        publish_id: publish.id,
        upload_url: `${call.origin}/video/?upload_id=${publish.id.split('.').at(-1)}&upload_token=${publish.uploadToken}`,
      });
    },

    photos(body: Asked, person: Person): Answer | Publish {
      const info = body.post_info ?? {};
      const source = body.source_info ?? {};
      if (body.media_type !== 'PHOTO' || body.post_mode !== 'DIRECT_POST')
        return invalid('The sandbox takes media_type PHOTO with post_mode DIRECT_POST only.');
      const problem = problemWith(person, info);
      if (problem) return problem;
      const urls = Array.isArray(source.photo_images) ? source.photo_images.map(String) : [];
      const cover = source.photo_cover_index;
      const { title = '', description = '' } = info;
      if (source.source !== 'PULL_FROM_URL' || urls.length === 0 || urls.length > TEXT.photos)
        return invalid(`photo_images has 1 to ${TEXT.photos} addresses.`);
      if (!Number.isInteger(cover) || Number(cover) < 0 || Number(cover) >= urls.length)
        return invalid('photo_cover_index is none of the photos.');
      if (String(title).length > TEXT.title || String(description).length > TEXT.description)
        return invalid('The title or the description is too long.');
      if (!urls.every((url) => isOwned(url)))
        return refused(
          403,
          'url_ownership_unverified',
          'The ownership of the URL is not verified.',
        );
      return begin(person, {
        ...{ kind: 'photo', text: String(description), privacy: String(info.privacy_level), urls },
        ...{ size: 0, pieceSize: 0, count: 0 },
      });
    },

    status(standing: Standing | null, person: Person): Answer {
      if (!standing) return refused(400, 'invalid_publish_id', 'The publish_id does not exist.');
      const { publish, uploaded, failReason, postId } = standing;
      if (publish.personId !== person.id)
        return refused(
          400,
          'token_not_authorized_for_specified_publish_id',
          'The access_token does not have authorization.',
        );
      const post = state.post(postId ?? '');
      const isPublic =
        post?.privacy === 'PUBLIC_TO_EVERYONE' && post.createdAt + MODERATION <= now();
      const bytes =
        publish.kind === 'video' ? { uploaded_bytes: uploaded } : { downloaded_bytes: 0 };
      if (failReason !== null)
        return answered({ status: 'FAILED', fail_reason: failReason, ...bytes });
      if (postId !== null)
        return answered({
          status: 'PUBLISH_COMPLETE',
          ...(isPublic && post ? { publicaly_available_post_id: [int64(post.id)] } : {}),
          ...bytes,
        });
      return answered({
        status: publish.kind === 'video' ? 'PROCESSING_UPLOAD' : 'PROCESSING_DOWNLOAD',
        ...bytes,
      });
    },
  };

  function isOwned(url: string): boolean {
    if (!URL.canParse(url)) return false;
    return ownedUrls === undefined || ownedUrls.some((start) => url.startsWith(start));
  }
}

const invalid = (message: string): Answer => refused(400, 'invalid_params', message);

/** Why a video can't be cut like that; null where it can. */
function wrongPieces(source: Record<string, unknown>): string | null {
  const { video_size: size, chunk_size: piece, total_chunk_count: count } = source;
  if (![size, piece, count].every((number) => Number.isInteger(number) && Number(number) > 0))
    return 'video_size, chunk_size and total_chunk_count are whole numbers above 0.';
  const [whole, cut, times] = [Number(size), Number(piece), Number(count)];
  if (whole > VIDEO_BYTES) return 'The video is too large.';
  if (whole < PIECE.least) return cut === whole && times === 1 ? null : 'Send it whole.';
  if (cut < PIECE.least || cut > PIECE.most) return 'The chunk size is invalid.';
  if (times !== Math.floor(whole / cut) || times > PIECE.count)
    return 'The total chunk count is invalid.';
  return whole - cut * (times - 1) > PIECE.last ? 'The last chunk is too large.' : null;
}
