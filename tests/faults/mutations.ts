import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Ways to break the fence, to see that the test notices. */
export const MUTATIONS = ['send-before-commit', 'no-reconcile'] as const;
export type Mutation = (typeof MUTATIONS)[number];
/** The same for the fence of the answers. */
export const REPLY_MUTATIONS = ['answer-before-commit', 'answer-without-a-look'] as const;
export type ReplyMutation = (typeof REPLY_MUTATIONS)[number];

const ELECTRON = join(import.meta.dirname, '../../electron');

/** Modules that are put around the product's own, by the file that they replace. */
const REPLIES = 'engagement/reply-ledger.ts';
const WRAPPERS: Readonly<Record<Mutation | ReplyMutation, Readonly<Record<string, string>>>> = {
  'send-before-commit': { 'publishing/ledger.ts': join(import.meta.dirname, 'late-ledger.ts') },
  'no-reconcile': { 'publishing/ledger.ts': join(import.meta.dirname, 'sure-ledger.ts') },
  'answer-before-commit': {
    [REPLIES]: join(import.meta.dirname, 'replies/late-reply-ledger.ts'),
  },
  'answer-without-a-look': {
    [REPLIES]: join(import.meta.dirname, 'replies/sure-reply-ledger.ts'),
  },
};

/** Whoever imports the module gets the wrapper, and the wrapper gets the module. */
export function mutating(mutation: Mutation | ReplyMutation): Plugin {
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
