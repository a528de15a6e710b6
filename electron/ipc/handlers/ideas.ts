import type { ideaRoutes } from '../../../shared/ipc/ideas.ts';
import { ok } from '../../../shared/ipc/route.ts';
import type { Handlers } from '../handler.ts';

export const ideasHandlers = {
  'ideas.list': (input, { ideas }) => ok(ideas.list(input)),
  'ideas.create': (input, { ideas }) => ideas.create(input),
  'ideas.update': (input, { ideas }) => ideas.update(input),
  'ideas.move': (input, { ideas }) => ideas.move(input),
  'ideas.remove': ({ id }, { ideas }) => ideas.remove(id),
  'ideas.restore': ({ idea }, { ideas }) => ideas.restore(idea),
  'ideas.plan': (input, { ideas }) => ideas.plan(input),
  'ideas.unplan': (input, { ideas }) => ideas.unplan(input),
} satisfies Handlers<keyof typeof ideaRoutes>;
