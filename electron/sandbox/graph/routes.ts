import type { Answer, Call, CallHead } from '../network.ts';
import { graphError } from './errors.ts';
import { type Params, readParams } from './params.ts';

export type Run = (call: Call, id: string) => Answer | Promise<Answer>;

/** With the parameters of the call. */
export const withParams =
  (run: (call: Call, params: Params, id: string) => ReturnType<Run>): Run =>
  async (call, id) => {
    const params = await readParams(call);
    return 'body' in params ? params : run(call, params, id);
  };

/** Versions that the sandbox answers to; older ones are over, newer ones are not there yet. */
const VERSIONS = /^\/(v2[3-6]\.0)(?=\/)/;

/** Operations by names as `POST /:id/feed`; the first that fits a call is its own. */
export function createRoutes(operations: Readonly<Record<string, Run>>) {
  const routes = Object.entries(operations).map(([name, run]) => {
    const [method = '', path = ''] = name.split(' ');
    return { name, run, method, path: new RegExp(`^${path.replace(':id', '([\\w:-]+)')}/?$`) };
  });
  const find = ({ method, path }: CallHead) => {
    const bare = decodeURIComponent(path.replace(VERSIONS, ''));
    for (const route of routes) {
      const match = route.method === method ? route.path.exec(bare) : null;
      if (match) return { ...route, id: match[1] ?? '' };
    }
    return null;
  };
  return {
    names: Object.keys(operations),
    find,
    unknown: ({ method, path }: CallHead): Answer =>
      /^\/v\d+\.\d+\//.test(path) && !VERSIONS.test(path)
        ? graphError(2635, `(#2635) You are calling a version of the API that is not available`)
        : graphError(2500, `Unknown path components: ${method} ${path}`, { status: 400 }),
  };
}
