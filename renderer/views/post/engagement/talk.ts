import type { Comment } from '../../../../shared/ipc/views.ts';

export interface TalkLine {
  comment: Comment;
  /** 0 right under the post, 1 under a comment, never more than 2. */
  depth: number;
}

const DEEPEST = 2;

/** Comments as a talk: each answer under what it answers. One whose comment is on another page stands by itself. */
export function talkOf(comments: readonly Comment[]): TalkLine[] {
  const ids = new Set(comments.map(({ remoteId }) => remoteId));
  const answers = new Map<string, Comment[]>();
  const first: Comment[] = [];
  for (const comment of comments) {
    const isUnder = ids.has(comment.parentId) && comment.parentId !== comment.remoteId;
    if (!isUnder) first.push(comment);
    else answers.set(comment.parentId, [...(answers.get(comment.parentId) ?? []), comment]);
  }
  const lines: TalkLine[] = [];
  const seen = new Set<string>();
  const add = (comment: Comment, depth: number) => {
    if (seen.has(comment.remoteId)) return;
    seen.add(comment.remoteId);
    lines.push({ comment, depth: Math.min(depth, DEEPEST) });
    for (const answer of answers.get(comment.remoteId) ?? []) add(answer, depth + 1);
  };
  for (const comment of first) add(comment, 0);
  // Two that answer each other hang under nothing.
  for (const comment of comments) add(comment, 0);
  return lines;
}

/** Pages one after the other; what came twice stands once, as it came last. */
export const joined = (before: readonly Comment[], next: readonly Comment[]): Comment[] => [
  ...new Map([...before, ...next].map((comment) => [comment.remoteId, comment])).values(),
];
