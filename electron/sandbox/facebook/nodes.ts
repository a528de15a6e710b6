import type { createAudience } from '../audience.ts';
import type { Comment, Conversation } from '../graph/conversation.ts';
import { type Field, type Node, within } from '../graph/fields.ts';
import { graphTime } from '../graph/time.ts';
import type { Page, Planned, Post, State, User, Video } from './state.ts';
import type { TaggedPost } from './tagged.ts';

export interface NodeParts {
  now(): number;
  state: State;
  audience: ReturnType<typeof createAudience>;
  conversation: Conversation;
}

/** Nodes as developers.facebook.com/docs/graph-api/reference has them, as far as they are played. */
export function createNodes({ now, state, audience, conversation }: NodeParts) {
  const profileOf = (pageId: string) => {
    const { id = pageId, name = '' } = state.page(pageId) ?? {};
    return { id, name };
  };

  const attachments = (post: Pick<Post, 'photoIds' | 'videoId'>) => {
    const one = (type: string, id: string) => ({
      media_type: type,
      target: { id, url: `https://www.facebook.com/${id}` },
    });
    const photos = post.photoIds.map((id) => one('photo', id));
    if (post.videoId !== null) return { data: [one('video', post.videoId)] };
    const [first, ...more] = photos;
    if (!first) return undefined;
    return {
      data: [more.length === 0 ? first : { media_type: 'album', subattachments: { data: photos } }],
    };
  };

  const withSummary = (total_count: number, { modifiers }: Field) => ({
    data: [],
    ...('summary' in modifiers && { summary: { total_count } }),
  });

  const postNode = (post: Post | Planned): Node => {
    const publishedAt = 'publishedAt' in post ? post.publishedAt : null;
    const reactions = () => audience.reactionsTo(post.id, publishedAt ?? now());
    return {
      id: () => post.id,
      message: () => (post.text === '' ? undefined : post.text),
      created_time: () => graphTime(publishedAt ?? (post as Planned).receivedAt),
      updated_time: () => graphTime(publishedAt ?? (post as Planned).receivedAt),
      from: (field) => within(profileOf(post.pageId), field),
      is_published: () => publishedAt !== null,
      is_hidden: () => false,
      scheduled_publish_time: () =>
        publishedAt === null ? Math.floor((post as Planned).at / 1000) : undefined,
      permalink_url: () => `https://www.facebook.com/${post.id}`,
      status_type: () => (post.videoId ? 'added_video' : 'mobile_status_update'),
      attachments: (field) => {
        const all = attachments(post);
        return all && { data: all.data.map((each) => within(each, field)) };
      },
      // It is left out where nobody has shared it.
      shares: () => {
        const { shares } = reactions();
        return publishedAt !== null && shares > 0 ? { count: shares } : undefined;
      },
      reactions: (field) => withSummary(publishedAt === null ? 0 : reactions().likes, field),
      comments: (field) => withSummary(conversation.under(post.id).length, field),
    };
  };

  return {
    post: postNode,
    page: (page: Page, token: (() => string) | null): Node => ({
      id: () => page.id,
      name: () => page.name,
      username: () => page.username,
      followers_count: () => page.followers + audience.followersGained(page.id),
      fan_count: () => page.followers + audience.followersGained(page.id),
      link: () => `https://www.facebook.com/${page.username}`,
      category: () => 'Local business',
      access_token: () => token?.(),
      tasks: () => ['ADVERTISE', 'ANALYZE', 'CREATE_CONTENT', 'MESSAGING', 'MODERATE', 'MANAGE'],
    }),
    user: (user: User): Node => ({ id: () => user.id, name: () => user.name }),
    photo: (id: string): Node => ({
      id: () => id,
      alt_text: () => state.photo(id)?.altText ?? undefined,
      alt_text_custom: () => state.photo(id)?.altText ?? undefined,
      created_time: () => graphTime(state.photo(id)?.createdAt ?? 0),
    }),
    video: (video: Video): Node => {
      const plan = state.plan(video.id);
      const isReady = video.readyAt !== null && video.readyAt <= now();
      return {
        id: () => video.id,
        description: () => (video.description === '' ? undefined : video.description),
        created_time: () => graphTime(video.createdAt),
        published: () => plan === null,
        scheduled_publish_time: () => (plan ? graphTime(plan.at) : undefined),
        post_id: () => (isReady ? video.postId.split('_')[1] : undefined),
        permalink_url: () => `/${video.pageId}/videos/${video.id}/`,
        status: () => ({ video_status: isReady ? 'ready' : 'processing' }),
      };
    },
    tagged: (post: TaggedPost): Node => ({
      id: () => post.id,
      message: () => post.text,
      created_time: () => graphTime(post.at),
      // Of people's posts it is told to nobody else.
      from: () => undefined,
      permalink_url: () => `https://www.facebook.com/${post.id}`,
    }),
    comment: (comment: Comment): Node => ({
      id: () => comment.id,
      message: () => comment.text,
      created_time: () => graphTime(comment.at),
      from: (field) => within({ id: comment.author.id, name: comment.author.displayName }, field),
      like_count: () => comment.likes + state.likesOf(comment.id).size,
      is_hidden: () => comment.hidden,
      can_hide: () => state.page(comment.author.id) === null,
      permalink_url: () => `https://www.facebook.com/${comment.postId}?comment_id=${comment.id}`,
      parent: () => (comment.parentId === comment.postId ? undefined : { id: comment.parentId }),
    }),
  };
}
export type Nodes = ReturnType<typeof createNodes>;
