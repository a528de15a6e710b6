import { z } from 'zod';
import { PROMPT_FEATURES } from '../domain/prompts/features.ts';
import { epochMs, id, networkId } from './fields.ts';
import { route } from './route.ts';

const feature = z.enum(PROMPT_FEATURES);
const clientId = id.nullable().describe('Null for all clients');
const whose = { feature, clientId };
const template = z.string().max(20_000);
const typed = z
  .record(z.string().max(60), z.string().max(100_000))
  .describe('By the names of the variables; lists have one thing a line');

const variable = z.strictObject({
  name: z.string(),
  type: z.enum(['line', 'text', 'list', 'number', 'data']),
  required: z.boolean(),
  about: z.string(),
  sample: z.string(),
});

export const promptVersion = z.strictObject({
  /** Null for the built-in one. */
  id: id.nullable(),
  number: z.int().min(1),
  system: z.string(),
  user: z.string(),
  /** What the person says of it. */
  note: z.string(),
  createdAt: epochMs.nullable(),
});

/** Where what is used comes from: the client’s own, that of all clients, or the one that came with the app. */
const origin = z.enum(['client', 'all', 'built_in']);

export const prompt = z.strictObject({
  ...whose,
  origin,
  /** The one that is used. */
  used: promptVersion,
  /** Of this client, or of all: the newest first; empty where nobody has written one. */
  versions: z.array(promptVersion),
  /** The one that is tried beside it: requests are split between the two. Null where nothing is compared. */
  rival: promptVersion.nullable(),
  /** What stands in without one of its own: that of all clients, or the built-in one. */
  fallback: promptVersion,
  variables: z.array(variable),
});

export const promptExample = z.strictObject({
  id,
  name: z.string(),
  values: typed,
});

const number = z.int().min(0);
export const promptOutcome = z.strictObject({
  /** Answers that somebody saw while the two were compared. */
  asked: number,
  taken: number,
  /** Posts that they went into, and those that still say it word for word. */
  posts: number,
  unchanged: number,
  /** Posts that a client answered, and those where the first answer was yes. */
  answered: number,
  approvedFirst: number,
  /** Likes + 2 × comments + 3 × shares of each post that is out for two days at least. */
  engagement: z.array(z.number().min(0)),
});

const refusals = ['not_found', 'unknown_variable', 'variable_left_out', 'broken_template'] as const;

export const promptRoutes = {
  'prompts.list': route(() => ({
    summary:
      'The prompts of a client, or of all: which version each feature uses, and where it comes from.',
    input: z.strictObject({ clientId }),
    output: z.array(
      z.strictObject({
        feature,
        origin,
        number: z.int().min(1),
        /** When the version that is used was written; null for the built-in one. */
        createdAt: epochMs.nullable(),
        /** Another version is tried beside it. */
        onTrial: z.boolean(),
        /** How many clients have one of their own. */
        clients: z.int().min(0),
      }),
    ),
    errors: ['not_found'],
    requires: 'read',
  })),
  'prompts.get': route(() => ({
    summary: 'The prompt of a feature with its variables and versions.',
    input: z.strictObject(whose),
    output: prompt,
    errors: ['not_found'],
    requires: 'read',
  })),
  'prompts.save': route(() => ({
    summary:
      'Keeps a new version of a prompt, of a client or of all, and uses it. Versions are never changed or lost.',
    input: z.strictObject({
      ...whose,
      system: template,
      user: template,
      note: z.string().trim().max(200).default(''),
    }),
    output: prompt,
    errors: refusals,
    requires: 'edit',
  })),
  'prompts.use': route(() => ({
    summary: 'Uses a version that was written before.',
    input: z.strictObject({ ...whose, versionId: id }),
    output: prompt,
    errors: ['not_found'],
    requires: 'edit',
  })),
  'prompts.reset': route(() => ({
    summary:
      'Goes back to what stands in: for a client that of all clients, else the built-in prompt. Versions stay.',
    input: z.strictObject(whose),
    output: prompt,
    errors: ['not_found'],
    requires: 'edit',
  })),
  'prompts.setTrial': route(() => ({
    summary:
      'Tries another version beside the one that is used, request by request in turn; without one, ends the trial. What stands in is kept as a version of its own first.',
    input: z.strictObject({
      ...whose,
      versionId: id.nullable().describe('The one that is used; null for what stands in'),
      rivalId: z
        .union([id, z.literal('stand_in')])
        .nullable()
        .describe('The one beside it; null for none'),
    }),
    output: prompt,
    errors: ['not_found', 'same_version'],
    requires: 'edit',
  })),
  'prompts.outcomes': route(() => ({
    summary:
      'What became of the answers to two versions that are tried beside each other: taken, kept as written, approved, and how people took the posts. Null where nothing is compared.',
    input: z.strictObject(whose),
    output: z.strictObject({ used: promptOutcome, rival: promptOutcome }).nullable(),
    errors: ['not_found'],
    requires: 'read',
  })),
  'prompts.preview': route(() => ({
    summary:
      'What would be sent, with real values: the client’s voice, the networks’ limits, a post. Nothing is sent.',
    input: z.strictObject({
      ...whose,
      text: z
        .strictObject({ system: template, user: template })
        .optional()
        .describe('What is being written; the version that is used unless said'),
      networks: z.array(networkId).max(8).default([]),
      postId: id.optional(),
      values: typed.default({}),
    }),
    output: z.strictObject({
      messages: z.array(z.strictObject({ role: z.enum(['system', 'user']), content: z.string() })),
      /** Where each value comes from. */
      values: z.array(
        z.strictObject({
          name: z.string(),
          from: z.enum(['given', 'client', 'networks', 'post', 'sample', 'nothing']),
        }),
      ),
    }),
    errors: [...refusals, 'missing_value', 'wrong_value'],
    requires: 'read',
  })),
  'prompts.examples': route(() => ({
    summary: 'Values that a prompt is tried with, by name.',
    input: z.strictObject(whose),
    output: z.array(promptExample),
    errors: ['not_found'],
    requires: 'read',
  })),
  'prompts.saveExample': route(() => ({
    summary: 'Keeps values to try a prompt with, new or instead of those of an example.',
    input: z.strictObject({
      ...whose,
      id: id.nullable(),
      name: z.string().trim().min(1).max(120),
      values: typed,
    }),
    output: promptExample,
    errors: ['not_found', 'unknown_variable', 'wrong_value'],
    requires: 'edit',
  })),
  'prompts.removeExample': route(() => ({
    summary: 'Removes an example; answers it, so that it can be kept again.',
    input: z.strictObject({ id }),
    output: promptExample,
    errors: ['not_found'],
    requires: 'edit',
  })),
};
