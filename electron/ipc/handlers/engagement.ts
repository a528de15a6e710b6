import type { engagementRoutes } from '../../../shared/ipc/engagement.ts';
import type { Handlers } from '../handler.ts';

export const engagementHandlers = {
  'engagement.read': (input, { engagement }) => engagement.read(input),
  'engagement.more': (input, { engagement }) => engagement.more(input),
  'engagement.reply': (input, { engagement }) => engagement.reply(input),
  'engagement.setHidden': (input, { engagement }) => engagement.setHidden(input),
  'engagement.removeComment': (input, { engagement }) => engagement.removeComment(input),
  'engagement.removePost': ({ deliveryId }, { engagement }) => engagement.removePost(deliveryId),
} satisfies Handlers<keyof typeof engagementRoutes>;
