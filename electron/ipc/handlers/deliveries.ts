import type { Handlers } from '../handler.ts';

export const deliveriesHandlers = {
  'deliveries.forPost': ({ postId }, { publishing }) => publishing.forPost(postId),
  'deliveries.retry': ({ id }, { publishing }) => publishing.retry(id),
  'deliveries.resolve': ({ id, decision }, { publishing }) => publishing.resolve(id, decision),
} satisfies Handlers<'deliveries.forPost' | 'deliveries.retry' | 'deliveries.resolve'>;
