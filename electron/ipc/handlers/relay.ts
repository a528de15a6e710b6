import type { relayRoutes } from '../../../shared/ipc/relay.ts';
import type { Handlers } from '../handler.ts';

export const relayHandlers = {
  'relay.get': (_input, { mediaRelay }) => mediaRelay.get(),
  'relay.save': (input, { mediaRelay }) => mediaRelay.save(input),
  'relay.test': (_input, { mediaRelay }) => mediaRelay.test(),
  'relay.remove': (_input, { mediaRelay }) => mediaRelay.remove(),
} satisfies Handlers<keyof typeof relayRoutes>;
