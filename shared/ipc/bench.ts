import { z } from 'zod';
import { AI_REQUEST_STATES } from '../domain/ai.ts';
import { PROMPT_FEATURES } from '../domain/prompts/features.ts';
import { epochMs, id, networkId } from './fields.ts';
import { promptExample } from './prompts.ts';
import { route } from './route.ts';

const whose = {
  feature: z.enum(PROMPT_FEATURES),
  clientId: id.nullable().describe('Null for all clients'),
};
const versionId = id.nullable().describe('Null for the built-in one');
const tokens = z.int().min(0);

export const benchExample = promptExample.extend({
  /** Whose values they are: it is tried as this client, and billed to it. */
  clientId: id.nullable(),
  updatedAt: epochMs,
});

/** A version of a prompt, tried with an example. */
export const benchCell = z.strictObject({
  requestId: id,
  exampleId: id,
  versionId,
  network: networkId,
  state: z.enum(AI_REQUEST_STATES),
  /** What went wrong, in words. */
  problemText: z.string().nullable(),
  /** As it came, also in part. */
  answer: z.string(),
  /** What it says, measured for the network; null where it is not of the shape that was asked for. */
  texts: z
    .array(
      z.strictObject({
        text: z.string(),
        /** Null where no limit is meant for it. */
        fit: z
          .strictObject({ used: z.int().min(0), limit: z.int().min(1), over: z.boolean() })
          .nullable(),
        /** By the rules, 0 to 100; null where it is no post. */
        score: z.int().min(0).max(100).nullable(),
      }),
    )
    .nullable(),
  tokens,
  countedBy: z.enum(['endpoint', 'estimate']).nullable(),
  cost: z.number().min(0).describe('1e-12 US dollars'),
  /** Until its first word, and until its last, in ms. */
  firstTokenMs: z.int().min(0).nullable(),
  tookMs: z.int().min(0).nullable(),
  createdAt: epochMs,
});

export const benchRoutes = {
  'bench.get': route(() => ({
    summary:
      'The examples of a prompt, and the last answer to each by each version that was tried with it.',
    input: z.strictObject(whose),
    output: z.strictObject({
      examples: z.array(benchExample),
      /** The last time that it was tried; null where it never was. */
      last: z
        .strictObject({ versionIds: z.array(versionId), network: networkId, at: epochMs })
        .nullable(),
      cells: z.array(benchCell),
    }),
    errors: ['not_found'],
    requires: 'read',
  })),
  'bench.run': route(() => ({
    summary:
      'Tries one version or two with examples, after everything that somebody waits for. Costs what it says afterwards.',
    input: z.strictObject({
      ...whose,
      versionIds: z.array(versionId).min(1).max(2),
      exampleIds: z.array(id).min(1).max(20),
      network: networkId,
    }),
    output: z.strictObject({
      requestIds: z.array(id),
      /** Why the rest was not asked, in words: a budget, say. */
      refused: z.string().nullable(),
      warning: z.string().nullable(),
    }),
    errors: [
      ...['no_connection', 'paused', 'no_model', 'no_key', 'keychain_unavailable'],
      ...['over_budget', 'too_long', 'cannot_see', 'not_found', 'unusable'],
    ] as const,
    requires: 'edit',
  })),
  'bench.cancel': route(() => ({
    summary: 'Ends what is still being tried. What had come is kept.',
    input: z.strictObject(whose),
    output: z.strictObject({ cancelled: z.int().min(0) }),
    errors: ['not_found'],
    requires: 'edit',
  })),
};
