import type { Handlers } from '../handler.ts';

export const deliveriesHandlers = {
  'deliveries.forPost': ({ postId }, { publishing }) => publishing.forPost(postId),
  'deliveries.retry': ({ id }, { publishing }) =>
    publishing.commentAgain(id) ?? publishing.retry(id),
  'deliveries.resolve': ({ id, decision, link }, { publishing }) =>
    publishing.resolve(id, decision, link),
} satisfies Handlers<'deliveries.forPost' | 'deliveries.retry' | 'deliveries.resolve'>;
