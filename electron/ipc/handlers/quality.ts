import type { qualityRoutes } from '../../../shared/ipc/quality.ts';
import { ok } from '../../../shared/ipc/route.ts';
import type { Handlers } from '../handler.ts';

export const qualityHandlers = {
  'quality.material': ({ clientId, postId }, { clients, posts }) => {
    const client = clients.profile(clientId);
    if (!client.ok) return client;
    const avoid = [...(client.value.voice?.avoid ?? [])];
    return ok({ avoid, earlier: posts.earlier(clientId, postId) });
  },
} satisfies Handlers<keyof typeof qualityRoutes>;
