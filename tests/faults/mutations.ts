import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Ways to break the fence, to see that the test notices. */
export const MUTATIONS = ['send-before-commit', 'no-reconcile'] as const;
export type Mutation = (typeof MUTATIONS)[number];
/** The same for the fence of the answers. */
export const REPLY_MUTATIONS = ['answer-before-commit', 'answer-without-a-look'] as const;
export type ReplyMutation = (typeof REPLY_MUTATIONS)[number];

/** The same for the queue of what is asked of models. */
export const AI_MUTATIONS = ['ask-all-again', 'want-before-commit'] as const;
export type AiMutation = (typeof AI_MUTATIONS)[number];
export type AnyMutation = Mutation | ReplyMutation | AiMutation;

const ELECTRON = join(import.meta.dirname, '../../electron');

/** Modules that are put around the product's own, by the file that they replace. */
const REPLIES = 'engagement/reply-ledger.ts';
const REQUESTS = 'ai/requests.ts';
const WRAPPERS: Readonly<Record<AnyMutation, Readonly<Record<string, string>>>> = {
  'send-before-commit': { 'publishing/ledger.ts': join(import.meta.dirname, 'late-ledger.ts') },
  'no-reconcile': { 'publishing/ledger.ts': join(import.meta.dirname, 'sure-ledger.ts') },
  'answer-before-commit': {
    [REPLIES]: join(import.meta.dirname, 'replies/late-reply-ledger.ts'),
  },
  'answer-without-a-look': {
    [REPLIES]: join(import.meta.dirname, 'replies/sure-reply-ledger.ts'),
  },
  'ask-all-again': { [REQUESTS]: join(import.meta.dirname, 'ai/forgetful-requests.ts') },
  'want-before-commit': { [REQUESTS]: join(import.meta.dirname, 'ai/late-requests.ts') },
};

/** Whoever imports the module gets the wrapper, and the wrapper gets the module. */
export function mutating(mutation: AnyMutation): Plugin {
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
