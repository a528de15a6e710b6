import type { postVersionRoutes } from '../../../shared/ipc/post-versions.ts';
import type { Handlers } from '../handler.ts';

export const postVersionsHandlers = {
  'posts.versions': ({ id }, { posts }) => posts.versions.list(id),
  'posts.version': ({ id, version }, { posts }) => posts.versions.get(id, version),
  'posts.restoreVersion': (input, { posts, publishing }) =>
    publishing.handOver.afterTakingBack(input.id, () => posts.restoreVersion(input)),
} satisfies Handlers<keyof typeof postVersionRoutes>;
