import type { importRoutes } from '../../../shared/ipc/imports.ts';
import { ok } from '../../../shared/ipc/route.ts';
import type { Handlers } from '../handler.ts';

export const importsHandlers = {
  'imports.read': async (input, { imports }) => (await imports()).read(input),
  'imports.choose': async (_input, { imports }) => (await imports()).choose(),
  'imports.readFile': async (input, { imports }) => (await imports()).readFile(input),
  'imports.chooseFolder': async (input, { imports }) => (await imports()).chooseFolder(input),
  'imports.get': async (input, { imports }) => (await imports()).get(input),
  'imports.map': async (input, { imports }) => (await imports()).map(input),
  'imports.check': async (input, { imports }) => (await imports()).check(input),
  'imports.rows': async (input, { imports }) => (await imports()).rows(input),
  'imports.fix': async (input, { imports }) => (await imports()).fix(input),
  'imports.run': async (input, { imports }) => (await imports()).run(input),
  'imports.cancel': async ({ id }, { imports }) => {
    (await imports()).cancel(id);
    return ok({ id });
  },
  'imports.runFile': async (input, { imports }) => (await imports()).runFile(input),
  'imports.list': async (_input, { imports }) => ok((await imports()).list()),
  'imports.undo': async (input, { imports }) => (await imports()).undo(input),
  'imports.restore': async (input, { imports }) => (await imports()).restore(input),
  'imports.template': async (_input, { imports }) => (await imports()).template(),
  'posts.exportCsv': async (input, { imports }) => (await imports()).exportCsv(input),
  'posts.exportCsvTo': async (input, { imports }) => (await imports()).exportCsvTo(input),
} satisfies Handlers<keyof typeof importRoutes>;
