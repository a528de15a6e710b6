import type { Answer, Call, NetworkRecord } from '../network.ts';
import { readJson, strangeField } from './json.ts';
import type { Holder } from './oauth.ts';
import type { People } from './people.ts';
import { forbidden, invalid, notFound } from './problems.ts';
import { hasForbiddenCharacters, mentionsIn, weightOf } from './rendered.ts';
import type { Shower } from './shown.ts';
import type { Change, PostParams, State } from './state.ts';
import type { createUploads } from './uploads.ts';

const LIMIT = 280;
const PICTURES = 4;
/** Ms for which the same words are refused. */
const SAME_WORDS = 24 * 60 * 60_000;
/** Source: the API description, `CreatePostsRequest`. */
const FIELDS = [
  ...['text', 'media', 'reply', 'reply_settings', 'made_with_ai', 'poll', 'quote_tweet_id', 'geo'],
  ...['card_uri', 'community_id', 'direct_message_deep_link', 'edit_options', 'nullcast'],
  ...['for_super_followers_only', 'paid_partnership', 'share_with_followers'],
];
/** Those of them that the sandbox plays. */
const PLAYED = ['text', 'media', 'reply', 'reply_settings', 'made_with_ai'];
const REPLY_SETTINGS = ['following', 'mentionedUsers', 'subscribers', 'verified'];

export interface PostingParts {
  now(): number;
  state: State;
  people: People;
  shower: Shower;
  uploads: ReturnType<typeof createUploads>;
  newId(): string;
  record: NetworkRecord;
}

/** Posts, answers, and hiding answers. Source: docs.x.com/x-api/posts. */
export function createPosting(parts: PostingParts) {
  const { now, state, people, shower, uploads, newId, record } = parts;
  const change = (what: Change) => record.state(what);

  /** The media to attach, or why they can't be. */
  function mediaOf(media: unknown, holder: Holder): { ids: string[]; hashes: string[] } | Answer {
    if (media === undefined) return { ids: [], hashes: [] };
    if (typeof media !== 'object' || media === null) return invalid('media must be an object');
    const strange = strangeField(media, ['media_ids', 'tagged_user_ids']);
    if (strange) return strange;
    const { media_ids: ids } = media as { media_ids?: unknown };
    if (!Array.isArray(ids) || ids.length === 0 || ids.length > PICTURES)
      return invalid(`media.media_ids must have 1 to ${PICTURES} ids`, 'media.media_ids');
    const found = ids.map((id) => uploads.usable(holder, String(id)));
    if (found.includes(null)) return invalid('Your media IDs are invalid.', 'media.media_ids');
    const hasFilm = found.some((upload) => upload?.category !== 'tweet_image');
    if (hasFilm && found.length > 1)
      return invalid('A post has up to 4 pictures, or 1 GIF, or 1 video.', 'media.media_ids');
    return { ids: ids.map(String), hashes: found.map((upload) => upload?.sha256 ?? '') };
  }

  /** Whom the account may answer: itself, and people who mentioned it. Null where the post is not there. */
  function answered(id: string, { person }: Holder) {
    const post = state.post(id);
    const madeUp = post ? null : people.answer(id);
    const target = post ?? madeUp;
    if (!target) return null;
    const isOwn = post?.personId === person.id;
    const author = post ? state.person(post.personId)?.username : madeUp?.author.username;
    return {
      mayAnswer: isOwn || mentionsIn(target.text).includes(person.username.toLowerCase()),
      addressee: isOwn ? null : (author ?? null),
      conversationId: post?.conversationId ?? madeUp?.replyTo ?? id,
    };
  }

  const isRepeated = ({ person }: Holder, text: string, hashes: readonly string[]): boolean =>
    hashes.length === 0 &&
    state
      .postsOf(person.id)
      .some(
        (post) =>
          post.text === text && post.mediaIds.length === 0 && post.createdAt + SAME_WORDS > now(),
      );

  function replyOf(reply: unknown): { id: string | null } | Answer {
    if (reply === undefined) return { id: null };
    if (typeof reply !== 'object' || reply === null) return invalid('reply must be an object');
    const known = [
      'in_reply_to_tweet_id',
      'exclude_reply_user_ids',
      'auto_populate_reply_metadata',
    ];
    const strange = strangeField(reply, known);
    if (strange) return strange;
    const { in_reply_to_tweet_id: id } = reply as { in_reply_to_tweet_id?: unknown };
    return typeof id === 'string' && /^\d{1,19}$/.test(id)
      ? { id }
      : invalid('in_reply_to_tweet_id must be an id', 'reply.in_reply_to_tweet_id');
  }

  return {
    create(call: Call, holder: Holder): Answer {
      const body = readJson(call, FIELDS);
      if ('refused' in body) return body.refused;
      const { fields } = body;
      const { text: given = '', reply_settings: setting } = fields;
      const other = Object.keys(fields).find((name) => !PLAYED.includes(name));
      if (other === 'quote_tweet_id') return forbidden(NO_QUOTES);
      if (other !== undefined) return invalid(`The sandbox does not play ${other}.`, other);
      if (setting !== undefined && !REPLY_SETTINGS.includes(String(setting)))
        return invalid('reply_settings is none of those that X knows', 'reply_settings');
      if (typeof given !== 'string') return invalid('text must be a string', 'text');
      const media = mediaOf(fields.media, holder);
      if ('status' in media) return media;
      const reply = replyOf(fields.reply);
      if ('status' in reply) return reply;
      const written = given
        .replace(/\p{Surrogate}/gu, '\ufffd')
        .normalize('NFC')
        .trim();
      if (written === '' && media.ids.length === 0) return invalid('text is missing', 'text');
      if (hasForbiddenCharacters(written)) return invalid('text has invalid characters', 'text');
      if (weightOf(written) > LIMIT) return forbidden('Your Tweet text is too long.');
      const target = reply.id === null ? null : answered(reply.id, holder);
      if (reply.id !== null && !target) return forbidden(NOT_VISIBLE);
      if (target && !target.mayAnswer) return forbidden(NOT_MENTIONED);
      const { addressee = null } = target ?? {};
      const isAddressed =
        addressee !== null && mentionsIn(written).includes(addressee.toLowerCase());
      const text = addressee === null || isAddressed ? written : `@${addressee} ${written}`;
      if (isRepeated(holder, text, media.hashes)) return forbidden(REPEATED);
      const id = newId();
      const params: PostParams = {
        text,
        mediaIds: media.ids,
        replyTo: reply.id,
        conversationId: target?.conversationId ?? id,
      };
      const { person } = holder;
      record.post({
        at: now(),
        receivedAt: now(),
        account: person.username,
        accountId: person.id,
        remoteId: id,
        text,
        media: media.hashes,
        key: null,
        origin: 'created',
        detail: params,
      });
      const post = state.post(id);
      const shown = post ? shower.textOf(post) : text;
      return { status: 201, body: { data: { id, text: shown, edit_history_post_ids: [id] } } };
    },

    remove(id: string, { person }: Holder): Answer {
      const post = state.post(id);
      if (!post) return notFound('tweet', id, 'id');
      if (post.personId !== person.id) return forbidden('You may only delete posts of your own.');
      record.removed({ at: now(), accountId: person.id, remoteId: id, detail: null });
      return { status: 200, body: { data: { deleted: true } } };
    },

    hide(call: Call, id: string, { person }: Holder): Answer {
      const body = readJson(call, ['hidden']);
      if ('refused' in body) return body.refused;
      const { hidden } = body.fields;
      if (typeof hidden !== 'boolean') return invalid('hidden must be true or false', 'hidden');
      const own = state.post(id);
      const madeUp = own ? null : people.answer(id);
      if (!own && !madeUp) return notFound('tweet', id, 'tweet_id');
      const root = state.post(own?.conversationId ?? madeUp?.replyTo ?? '');
      if (root?.personId !== person.id || own?.replyTo === null)
        return forbidden('You may only hide answers in conversations that you began.');
      change({ kind: 'hidden', id, hidden });
      return { status: 200, body: { data: { hidden } } };
    },
  };
}

const REPEATED = 'You are not allowed to create a Tweet with duplicate content.';
const NOT_VISIBLE = 'You attempted to reply to a Tweet that is deleted or not visible to you.';
const NOT_MENTIONED =
  'Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author of the post you are replying to.';
const NO_QUOTES = 'You are not permitted to create a quote Tweet.';
