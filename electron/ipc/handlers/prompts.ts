import type { promptRoutes } from '../../../shared/ipc/prompts.ts';
import type { Handlers } from '../handler.ts';

export const promptsHandlers = {
  'prompts.list': async ({ clientId }, { prompts }) => (await prompts()).list(clientId),
  'prompts.get': async (input, { prompts }) => (await prompts()).get(input),
  'prompts.save': async (input, { prompts }) => (await prompts()).save(input),
  'prompts.use': async (input, { prompts }) => (await prompts()).use(input),
  'prompts.reset': async (input, { prompts }) => (await prompts()).reset(input),
  'prompts.setTrial': async (input, { prompts }) => (await prompts()).setTrial(input),
  'prompts.outcomes': async (input, { studio }) => (await studio()).outcomes(input),
  'prompts.preview': async (input, { prompts }) => (await prompts()).preview(input),
  'prompts.examples': async (input, { prompts }) => (await prompts()).examples.list(input),
  'prompts.saveExample': async (input, { prompts }) => (await prompts()).examples.save(input),
  'prompts.removeExample': async ({ id }, { prompts }) => (await prompts()).examples.remove(id),
} satisfies Handlers<keyof typeof promptRoutes>;
