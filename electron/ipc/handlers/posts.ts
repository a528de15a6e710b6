import type { postRoutes } from '../../../shared/ipc/posts.ts';
import { ok } from '../../../shared/ipc/route.ts';
import type { Handlers } from '../handler.ts';

export const postsHandlers = {
  'posts.create': (input, { posts }) => posts.create(input),
  'posts.update': (input, { posts, publishing }) =>
    publishing.handOver.afterTakingBack(input.id, () => posts.update(input)),
  'posts.get': ({ id }, { posts }) => posts.get(id),
  'posts.calendar': (input, { posts }) => posts.calendar(input),
  'posts.days': (input, { posts }) => posts.days(input),
  'posts.list': (input, { posts }) => posts.list(input),
  'posts.counts': (input, { posts }) => ok(posts.counts(input)),
  'posts.search': (input, { posts }) => ok(posts.search(input)),
  'posts.check': ({ id }, { posts }) => {
    const found = posts.get(id);
    return found.ok ? ok(posts.checkForPerson(id)) : found;
  },
  'posts.compare': ({ id, ...asked }, { posts }) => ok(posts.compare({ postId: id, ...asked })),
  'posts.schedule': (input, { posts, publishing }) =>
    publishing.handOver.afterMoving(input.id, posts.instantOf(input), () => posts.schedule(input)),
  'posts.plan': (input, { posts }) => posts.plan(input),
  'posts.setStage': ({ id, to }, { posts }) => posts.setStage(id, to),
  'posts.enqueue': ({ id, before }, { posts, publishing }) =>
    publishing.handOver.afterTakingBack(id, () => posts.enqueue(id, before)),
  'posts.unschedule': ({ id }, { posts, publishing }) =>
    publishing.handOver.afterTakingBack(id, () => posts.unschedule(id)),
  'posts.publishNow': ({ id }, { posts, publishing }) =>
    publishing.handOver.afterTakingBack(id, () => posts.publishNow(id)),
  'posts.remove': ({ id }, { posts, publishing }) =>
    publishing.handOver.afterTakingBack(id, () => posts.remove(id)),
  'posts.restore': ({ id }, { posts }) => posts.restore(id),
  'posts.categories': ({ clientId }, { posts }) => ok(posts.categories(clientId)),
  'posts.needsYou': (_input, { posts }) => ok(posts.needsYou()),
} satisfies Handlers<keyof typeof postRoutes>;
