import type { aiRoutes } from '../../../shared/ipc/ai.ts';
import type { aiUsageRoutes } from '../../../shared/ipc/ai-usage.ts';
import { fail, ok } from '../../../shared/ipc/route.ts';
import type { Handlers } from '../handler.ts';

export const aiHandlers = {
  'ai.connections': async (_input, { ai }) => ok(await (await ai.open()).connections.list()),
  'ai.addConnection': async (input, { ai }) => (await ai.open()).connections.add(input),
  'ai.updateConnection': async (input, { ai }) => (await ai.open()).connections.update(input),
  'ai.removeConnection': async ({ id }, { ai }) => (await ai.open()).connections.remove(id),
  'ai.restoreConnection': async (input, { ai }) => (await ai.open()).connections.restore(input),
  'ai.setKey': async (input, { ai }) => (await ai.open()).connections.setKey(input),
  'ai.testConnection': async (input, { ai }) => (await ai.open()).trying.test(input),
  'ai.findModels': async ({ id }, { ai }) => (await ai.open()).trying.models(id),
  'ai.requests': async (input, { ai }) => ok((await ai.open()).requests.list(input)),
  'ai.request': async ({ id }, { ai }) => (await ai.open()).requests.detail(id),
  'ai.cancel': async ({ id }, { ai }) => {
    const row = await (await ai.open()).cancel(id);
    return row
      ? ok({ id, state: row.state })
      : fail('not_found', 'This request is not in the ledger any more.');
  },
  'ai.usage': async (input, { ai }) => ok((await ai.open()).ledger.usage(input)),
  'ai.exportUsage': (input, { ai }) => ai.exportUsage(input),
  'ai.budgets': async (_input, { ai }) => ok((await ai.open()).budgets.list()),
  'ai.setBudget': async (input, { ai }) => (await ai.open()).budgets.set(input),
} satisfies Handlers<keyof typeof aiRoutes | keyof typeof aiUsageRoutes>;
