import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Ways to break the fence, to see that the test notices. */
export const MUTATIONS = ['send-before-commit', 'no-reconcile'] as const;
export type Mutation = (typeof MUTATIONS)[number];

const ELECTRON = join(import.meta.dirname, '../../electron');

/** Modules that are put around the product's own, by the file that they replace. */
const WRAPPERS: Readonly<Record<Mutation, Readonly<Record<string, string>>>> = {
  'send-before-commit': { 'publishing/ledger.ts': join(import.meta.dirname, 'late-ledger.ts') },
  'no-reconcile': { 'publishing/ledger.ts': join(import.meta.dirname, 'sure-ledger.ts') },
};

/** Whoever imports the module gets the wrapper, and the wrapper gets the module. */
export function mutating(mutation: Mutation): Plugin {
  const wrapped = new Map(
    Object.entries(WRAPPERS[mutation]).map(([file, wrapper]) => [join(ELECTRON, file), wrapper]),
  );
  return {
    name: 'mutation',
    enforce: 'pre',
    async resolveId(source, importer) {
      const found = await this.resolve(source, importer, { skipSelf: true });
      const wrapper = found && wrapped.get(found.id);
      return wrapper && importer !== wrapper ? wrapper : found;
    },
  };
}
