import type { createAudience } from '../audience.ts';
import { lettersOf } from '../chance.ts';
import type { Answer, Call } from '../network.ts';
import type { Authorised } from './access.ts';
import { badParameter, denied, invalid, notFound, refusal } from './refusals.ts';
import type { Change, Comment, Post, State } from './state.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const TEXT_LIMIT = 1250;

export interface CommentParts {
  seed: number;
  now(): number;
  state: State;
  audience: ReturnType<typeof createAudience>;
  newNumber(): bigint;
  record(change: Change): void;
}

/** A member who is made up, as whoever comments is. */
export const strangerId = (seed: number, handle: string): string =>
  lettersOf(LETTERS, 10, seed, 'linkedin', 'stranger', handle);

/** The number of the activity that a post is in the feed: not the one of the post. */
const activityOf = (postUrn: string): string =>
  `urn:li:activity:${BigInt(postUrn.slice(postUrn.lastIndexOf(':') + 1)) + 1n}`;

export type Comments = ReturnType<typeof createComments>;

/** Comments. Source: …/marketing/community-management/shares/comments-api. */
export function createComments({ seed, now, state, audience, newNumber, record }: CommentParts) {
  const isOrganisation = (urn: string) => urn.startsWith('urn:li:organization:');

  /** The post that a URN of a post, an activity or a comment is about, and the comment where it is one. */
  function subjectOf(urn: string): { post: Post; commentId: string | null } | null {
    const comment = /^urn:li:comment:\(([^,]+),([^)]+)\)$/.exec(urn);
    const target = comment?.[1] ?? urn;
    const activity = /^urn:li:activity:(\d+)$/.exec(target)?.[1];
    const number = activity === undefined ? null : BigInt(activity) - 1n;
    const post =
      number === null
        ? state.post(target)
        : (state.post(`urn:li:share:${number}`) ?? state.post(`urn:li:ugcPost:${number}`));
    return post ? { post, commentId: comment?.[2] ?? null } : null;
  }

  const arrivedId = (post: Post, index: number) =>
    String(BigInt(post.urn.slice(post.urn.lastIndexOf(':') + 1)) + 1000n + BigInt(index));

  /** All comments under a post, made up or written here, oldest first. */
  const under = (post: Post): (Comment & { likes: number })[] =>
    [
      ...audience
        .commentsOf(post.urn, post.createdAt)
        .map(({ index, at, author, text, likes }) => ({
          id: arrivedId(post, index),
          postUrn: post.urn,
          parentId: null,
          actor: `urn:li:person:${strangerId(seed, author.handle)}`,
          text,
          createdAt: at,
          likes,
        })),
      ...state.commentsUnder(post.urn).map((comment) => ({ ...comment, likes: 0 })),
    ]
      .filter(({ id }) => !state.isCommentRemoved(id))
      .sort((a, b) => a.createdAt - b.createdAt);

  const urnOf = ({ postUrn, id }: Pick<Comment, 'postUrn' | 'id'>) =>
    `urn:li:comment:(${activityOf(postUrn)},${id})`;

  function entity(comment: Comment & { likes: number }, all: readonly Comment[]) {
    const { id, actor, createdAt: time, text, parentId, postUrn, likes } = comment;
    const answers = all.filter((one) => one.parentId === id).length;
    return {
      id,
      actor,
      commentUrn: urnOf(comment),
      created: { actor, time },
      lastModified: { actor, time },
      message: { attributes: [], text },
      object: activityOf(postUrn),
      likesSummary: { aggregatedTotalLikes: likes, likedByCurrentUser: false, totalLikes: likes },
      commentsSummary: { totalFirstLevelComments: answers, aggregatedTotalComments: answers },
      ...(parentId === null ? {} : { parentComment: urnOf({ postUrn, id: parentId }) }),
    };
  }

  const mayRead = ({ author }: Post, { person, scopes }: Authorised): boolean =>
    isOrganisation(author)
      ? state.speaksFor(person.id, author) && scopes.includes('r_organization_social_feed')
      : state.speaksFor(person.id, author) && scopes.includes('r_member_social');

  const mayWriteAs = (actor: string, { person, scopes }: Authorised): boolean =>
    state.speaksFor(person.id, actor) &&
    scopes.includes(isOrganisation(actor) ? 'w_organization_social_feed' : 'w_member_social_feed');

  return {
    countOf: (post: Post): number => under(post).length,

    list({ query }: Call, urn: string, authorised: Authorised): Answer {
      const subject = subjectOf(urn);
      if (!subject) return notFound(urn);
      if (!mayRead(subject.post, authorised)) return denied('partnerApiSocialActions.GET_ALL');
      const all = under(subject.post);
      const count = Math.min(Math.max(Number(query.get('count') ?? 10) || 10, 1), 100);
      const start = Math.max(Number(query.get('start') ?? 0) || 0, 0);
      const here = all.filter(({ parentId }) => parentId === subject.commentId).toReversed();
      const elements = here.slice(start, start + count).map((comment) => entity(comment, all));
      const paging = { start, count, links: [], total: here.length };
      return { status: 200, body: { paging, elements } };
    },

    create(body: Record<string, unknown>, urn: string, authorised: Authorised): Answer {
      const subject = subjectOf(urn);
      const { actor, object, message, parentComment, ...unknown } = body;
      const [stray] = Object.keys(unknown);
      if (stray) return invalid(stray, 'unrecognized field found but not allowed');
      if (!subject) return notFound(urn);
      const text = (message as { text?: unknown } | undefined)?.text;
      if (typeof actor !== 'string') return invalid('actor', 'field is required but not found');
      if (typeof text !== 'string' || text.trim() === '')
        return invalid('message/text', 'field is required but not found');
      if (text.length > TEXT_LIMIT)
        return refusal(400, 'FIELD_LENGTH_TOO_LONG', `message exceeds maximum of ${TEXT_LIMIT}`);
      if (!mayWriteAs(actor, authorised)) return denied('partnerApiSocialActions.CREATE');
      if (typeof object !== 'string' || subjectOf(object)?.post.urn !== subject.post.urn)
        return badParameter('object and the entity in the path are not of one thread');
      const all = under(subject.post);
      const answered = all.find(({ id }) => id === subject.commentId) ?? null;
      if (subject.commentId !== null && !answered) return notFound(urn);
      if (answered && parentComment !== urn)
        return badParameter('parentComment is needed for an answer to a comment');
      const comment: Comment = {
        id: String(newNumber()),
        postUrn: subject.post.urn,
        // There are two levels: who answers an answer stands beside it.
        parentId: answered ? (answered.parentId ?? answered.id) : null,
        actor,
        text,
        createdAt: now(),
      };
      record({ kind: 'comment', ...comment });
      return {
        status: 201,
        headers: { 'x-restli-id': comment.id },
        body: entity({ ...comment, likes: 0 }, all),
      };
    },

    remove({ query }: Call, urn: string, id: string, authorised: Authorised): Answer {
      const subject = subjectOf(urn);
      const comment = subject && under(subject.post).find((one) => one.id === id);
      if (!subject || !comment) return notFound(`comment ${id}`);
      const { author } = subject.post;
      const actor = query.get('actor') ?? `urn:li:person:${authorised.person.id}`;
      const isTheirs = actor === author || actor === comment.actor;
      if (!isTheirs || !mayWriteAs(actor, authorised))
        return denied('partnerApiSocialActions.DELETE');
      record({ kind: 'comment_removed', id });
      return { status: 204, body: '' };
    },
  };
}
