import type { MadeUp, People } from './people.ts';
import { type Attached, entitiesIn, rendered } from './rendered.ts';
import type { Person, State, XPost } from './state.ts';
import { mediaKeyOf } from './uploads.ts';

/** What a call wants to be given of each post and user. */
export interface Asked {
  post: readonly string[];
  user: readonly string[];
  expansions: readonly string[];
}

const iso = (at: number) => new Date(at).toISOString();

/** Objects as docs.x.com/x-api/fundamentals/data-dictionary has them: only what was asked for. */
export function createShower(state: State, people: People) {
  const attachedTo = ({ id, personId, mediaIds }: XPost): Attached[] =>
    mediaIds.flatMap((mediaId) => {
      const upload = state.upload(mediaId);
      if (!upload) return [];
      const kind = upload.category === 'tweet_image' ? 'photo' : 'video';
      const username = state.person(personId)?.username ?? '';
      const url = `https://x.com/${username}/status/${id}/${kind}/1`;
      return [{ key: mediaKeyOf(upload), url }];
    });

  function authorOf(replyTo: string): string | undefined {
    return state.post(replyTo)?.personId ?? people.answer(replyTo)?.author.id;
  }

  function post(of: XPost | MadeUp, asked: Asked) {
    const isMadeUp = 'author' in of;
    const media = isMadeUp ? [] : attachedTo(of);
    const { text, urls, ends } = rendered(of.text, of.id, media);
    const { replyTo } = of;
    const replyToAuthor = replyTo === null ? undefined : authorOf(replyTo);
    const reactions = isMadeUp
      ? { views: of.likes * 9, likes: of.likes, comments: 0, shares: 0, quotes: 0, saves: 0 }
      : people.reactionsTo(of);
    const fields: Readonly<Record<string, unknown>> = {
      created_at: iso(of.createdAt),
      conversation_id: isMadeUp ? (of.replyTo ?? of.id) : of.conversationId,
      lang: 'en',
      possibly_sensitive: false,
      reply_settings: 'everyone',
      display_text_range: [0, ends],
      entities: { urls, ...entitiesIn(text) },
      ...(media.length > 0 && { attachments: { media_keys: media.map(({ key }) => key) } }),
      public_metrics: {
        repost_count: reactions.shares,
        reply_count: reactions.comments,
        like_count: reactions.likes,
        quote_count: reactions.quotes,
        bookmark_count: reactions.saves,
        impression_count: reactions.views,
      },
    };
    const expansions: Readonly<Record<string, object>> = {
      author_id: { author_id: isMadeUp ? of.author.id : of.personId },
      in_reply_to_user_id:
        replyToAuthor === undefined ? {} : { in_reply_to_user_id: replyToAuthor },
      referenced_posts:
        replyTo === null ? {} : { referenced_posts: [{ type: 'replied_to', id: replyTo }] },
    };
    return {
      id: of.id,
      text,
      edit_history_post_ids: [of.id],
      ...pick(fields, asked.post),
      ...Object.assign({}, ...asked.expansions.map((name) => expansions[name] ?? {})),
    };
  }

  function user(of: Person | MadeUp['author'], asked: readonly string[]) {
    const isPerson = 'createdAt' in of;
    const count = isPerson ? state.postsOf(of.id).length : 0;
    const fields: Readonly<Record<string, unknown>> = {
      description: '',
      protected: false,
      verified: false,
      public_metrics: {
        followers_count: isPerson ? 120 + people.followersGained(of.id, of.createdAt) : 40,
        following_count: isPerson ? 80 : 60,
        post_count: count,
        listed_count: 0,
      },
      ...(isPerson && { created_at: iso(of.createdAt) }),
    };
    const name = isPerson ? of.username : of.name;
    return { id: of.id, username: of.username, name, ...pick(fields, asked) };
  }

  return {
    post,
    user,
    textOf: (of: XPost): string => rendered(of.text, of.id, attachedTo(of)).text,
    /** What the posts point to, where it was asked for. */
    includes(posts: readonly (XPost | MadeUp)[], asked: Asked): { includes?: object } {
      if (!asked.expansions.includes('author_id')) return {};
      const users = new Map<string, object>();
      for (const each of posts) {
        const author = 'author' in each ? each.author : state.person(each.personId);
        if (author) users.set(author.id, user(author, asked.user));
      }
      return users.size > 0 ? { includes: { users: [...users.values()] } } : {};
    },
  };
}

export type Shower = ReturnType<typeof createShower>;

const pick = (fields: Readonly<Record<string, unknown>>, names: readonly string[]) =>
  Object.fromEntries(names.flatMap((name) => (name in fields ? [[name, fields[name]]] : [])));
