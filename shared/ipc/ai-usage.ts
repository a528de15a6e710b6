import { z } from 'zod';
import { AI_FEATURES } from '../domain/ai.ts';
import { empty, epochMs, id } from './fields.ts';
import { route } from './route.ts';

export const AI_SPANS = ['today', 'month', 'last_month', 'days30'] as const;

const cost = z.number().min(0).describe('1e-12 US dollars');
const tokens = z.int().min(0);
const sums = {
  requests: z.int().min(0),
  tokensIn: tokens,
  tokensCached: tokens,
  tokensOut: tokens,
  cost,
};

/** In days of the profile’s zone, today among them. */
const span = { span: z.enum(AI_SPANS), clientId: id.optional() };

const budget = z.strictObject({
  /** 1e-12 US dollars a month; null for none. */
  cost: z.int().min(1).max(9e15).nullable(),
  tokens: z.int().min(1).max(1e12).nullable(),
  /** From which share on it is told, in percent. */
  warnAt: z.int().min(1).max(100),
  /** Whether it stops there, or only says so. */
  stops: z.boolean(),
});

export const aiBudget = budget.extend({
  /** Null for all clients together. */
  clientId: id.nullable(),
  /** In this month. */
  spentCost: cost,
  spentTokens: tokens,
  standing: z.enum(['fine', 'near', 'over']),
});

export const aiUsageRoutes = {
  'ai.usage': route(() => ({
    summary: 'What AI was asked for and what it cost: in all, by client, feature, model and day.',
    input: z.strictObject(span),
    output: z.strictObject({
      from: epochMs,
      to: epochMs,
      total: z.strictObject({
        ...sums,
        /** Requests that used tokens of a model without a price. */
        unpriced: z.int().min(0),
      }),
      byClient: z.array(z.strictObject({ clientId: id.nullable(), ...sums })),
      byFeature: z.array(z.strictObject({ feature: z.enum(AI_FEATURES), ...sums })),
      byModel: z.array(z.strictObject({ model: z.string(), ...sums })),
      byDay: z.array(z.strictObject({ from: epochMs, ...sums })),
    }),
    errors: [],
    requires: 'read',
  })),
  'ai.exportUsage': route(() => ({
    summary:
      'Asks where to, and writes every request with its tokens and cost as a CSV file, to bill a client. Null where the person chose not to.',
    input: z.strictObject(span),
    output: z.strictObject({ file: z.string().nullable(), count: z.int().min(0) }),
    errors: ['not_supported', 'no_space', 'unwritable'],
    requires: 'edit',
  })),
  'ai.budgets': route(() => ({
    summary: 'What may be spent in a month, and what was: for all clients together and for each.',
    input: empty,
    output: z.array(aiBudget),
    errors: [],
    requires: 'read',
  })),
  'ai.setBudget': route(() => ({
    summary:
      'Sets the budget of a client, or with null that of all together; without one, takes it away. The answer is the one before.',
    input: z.strictObject({ clientId: id.nullable(), budget: budget.nullable() }),
    output: z.strictObject({ before: budget.nullable() }),
    errors: ['not_found'],
    requires: 'manage',
  })),
};
