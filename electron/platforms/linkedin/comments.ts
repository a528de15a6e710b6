import { z } from 'zod';
import { CallFailed, failure } from '../call-failed.ts';
import type { CommentPage, RemoteComment } from '../platform.ts';
import { type Author, authorsOf } from './accounts.ts';
import type { LinkedInApi } from './api.ts';
import { isNotFound } from './failure.ts';
import { wellFormed, wordsOf } from './plain-text.ts';
import { encoded, isOrganisation, permalinkOf, readCommentUrn } from './urn.ts';

const total = z.object({ totalFirstLevelComments: z.int().min(0).catch(0) });
const comment = z.object({
  commentUrn: z.string().startsWith('urn:li:comment:'),
  actor: z.string(),
  created: z.object({ time: z.number() }),
  message: z.object({ text: z.string().catch('') }),
  parentComment: z.string().nullable().optional().catch(null),
  likesSummary: z
    .object({ totalLikes: z.int().min(0).nullable().catch(null) })
    .optional()
    .catch(undefined),
  commentsSummary: total.optional().catch(undefined),
});
type Comment = z.output<typeof comment>;
const comments = z.object({ elements: z.array(comment) });

const PAGE = 50;
const pathOf = (urn: string) => `/socialActions/${encoded(urn)}/comments`;

/** A page of the comments under a post, each followed by the answers to it. Source: …/shares/comments-api. */
export async function readComments(
  api: LinkedInApi,
  own: string,
  postUrn: string,
  from: string | null,
): Promise<CommentPage> {
  const start = Number(from ?? 0);
  const { elements } = await api.get(`${pathOf(postUrn)}?start=${start}&count=${PAGE}`, comments);
  const all: Comment[] = [];
  for (const one of elements.toSorted((a, b) => a.created.time - b.created.time)) {
    all.push(one);
    if ((one.commentsSummary?.totalFirstLevelComments ?? 0) > 0)
      all.push(...(await answersTo(api, one.commentUrn)));
  }
  const authors = await authorsOf(
    api,
    all.map(({ actor }) => actor),
  );
  return {
    comments: all.map((one) => remoteComment(one, postUrn, own, authors)),
    next: elements.length < PAGE ? null : String(start + PAGE),
  };
}

async function answersTo(api: LinkedInApi, commentUrn: string): Promise<Comment[]> {
  const { elements } = await api.get(`${pathOf(commentUrn)}?start=0&count=${PAGE}`, comments);
  return elements.toSorted((a, b) => a.created.time - b.created.time);
}

function remoteComment(
  { commentUrn, actor, created, message, parentComment, likesSummary }: Comment,
  postUrn: string,
  own: string,
  authors: ReadonlyMap<string, Author>,
): RemoteComment {
  const author = authors.get(actor) ?? UNNAMED;
  return {
    remoteId: commentUrn,
    parentId: parentComment ?? postUrn,
    author: { remoteId: actor, ...author },
    text: message.text,
    createdAt: created.time,
    remoteUrl: `${permalinkOf(postUrn)}?commentUrn=${encoded(commentUrn)}`,
    likes: likesSummary?.totalLikes ?? null,
    hidden: false,
    ours: actor === own,
  };
}

/** LinkedIn names only those whom it lets the application see. */
const UNNAMED: Author = { handle: '', displayName: 'LinkedIn member' };

/** The account that writes. */
export interface Own {
  remoteId: string;
  handle: string;
}

export interface NewComment {
  postUrn: string;
  /** The post, or the comment that is answered. */
  parentUrn: string;
  text: string;
}

/** Writes a comment. The text is taken as it is: only posts have marks. */
export async function writeComment(
  api: LinkedInApi,
  own: Own,
  { postUrn, parentUrn, text }: NewComment,
): Promise<RemoteComment> {
  const answered = readCommentUrn(parentUrn);
  const { value } = await api.post(pathOf(parentUrn), comment, {
    actor: own.remoteId,
    object: answered?.objectUrn ?? postUrn,
    message: { text: wellFormed(text) },
    ...(answered ? { parentComment: parentUrn } : {}),
  });
  const { remoteId, handle } = own;
  const authors = new Map([[remoteId, { handle, displayName: handle }]]);
  return remoteComment(value, postUrn, remoteId, authors);
}

/** Whether a comment of ours with that text is directly under the post. */
export async function hasComment(
  api: LinkedInApi,
  own: string,
  postUrn: string,
  text: string,
): Promise<boolean> {
  for (let start = 0; start < 10 * PAGE; start += PAGE) {
    const { elements } = await api.get(`${pathOf(postUrn)}?start=${start}&count=${PAGE}`, comments);
    if (elements.some((one) => one.actor === own && sameText(one.message.text, text))) return true;
    if (elements.length < PAGE) return false;
  }
  return false;
}

const sameText = (one: string, other: string) =>
  wordsOf(one).join(' ') === wordsOf(other).join(' ');

export async function removeComment(
  api: LinkedInApi,
  own: string,
  commentUrn: string,
): Promise<'removed' | 'gone'> {
  const name = readCommentUrn(commentUrn);
  if (!name) throw new CallFailed(failure('refused', NO_COMMENT));
  const actor = isOrganisation(own) ? `?actor=${encoded(own)}` : '';
  try {
    await api.delete(`${pathOf(name.objectUrn)}/${encoded(name.id)}${actor}`);
    return 'removed';
  } catch (error) {
    if (isNotFound(error)) return 'gone';
    throw error;
  }
}

const NO_COMMENT = 'This is no comment on LinkedIn. Load the comments anew and try again.';
