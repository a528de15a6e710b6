import type { planRoutes } from '../../../shared/ipc/plans.ts';
import { ok } from '../../../shared/ipc/route.ts';
import type { Handlers } from '../handler.ts';

export const plansHandlers = {
  'plans.outlook': async (input, { plans }) => (await plans()).outlook(input),
  'plans.list': async ({ clientId }, { plans }) => ok((await plans()).list(clientId)),
  'plans.get': async ({ id }, { plans }) => (await plans()).get(id),
  'plans.make': async (input, { plans }) => (await plans()).make(input),
  'plans.again': async (input, { plans }) => (await plans()).again(input),
  'plans.change': async (input, { plans }) => (await plans()).change(input),
  'plans.accept': async ({ ids }, { plans }) => ok(await (await plans()).accept(ids)),
  'plans.schedule': async ({ ids }, { plans }) => ok(await (await plans()).schedule(ids)),
  'plans.takeBack': async ({ ids }, { plans }) => ok(await (await plans()).takeBack(ids)),
  'plans.dismiss': async ({ ids }, { plans }) => ok(await (await plans()).dismiss(ids)),
  'plans.reopen': async ({ ids }, { plans }) => ok(await (await plans()).reopen(ids)),
} satisfies Handlers<keyof typeof planRoutes>;
