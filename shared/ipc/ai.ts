import { z } from 'zod';
import { AI_CONNECTION_KINDS, AI_FEATURES, AI_REQUEST_STATES } from '../domain/ai.ts';
import { empty, epochMs, id } from './fields.ts';
import { route } from './route.ts';

/** Millionths of a US dollar for a million tokens; up to $10,000. */
const price = z.int().min(0).max(1e10);

export const aiModel = z.strictObject({
  name: z.string().trim().min(1).max(200),
  /** Null where it costs nothing, or what it costs is not known. */
  price: z.strictObject({ in: price, cached: price, out: price }).nullable(),
  /** Tokens of a request and its answer together. */
  context: z.int().min(1).max(1e9).nullable(),
  /** It reads images. */
  sees: z.boolean(),
});

const models = z
  .array(aiModel)
  .max(50)
  .refine(
    (all) => new Set(all.map(({ name }) => name)).size === all.length,
    'A model is there twice',
  );
const name = z.string().trim().min(1).max(60);
const baseUrl = z.string().trim().min(1).max(500);
const concurrency = z.int().min(1).max(16);
const perMinute = z.int().min(1).max(10_000).nullable();

export const aiConnection = z.strictObject({
  id,
  name,
  kind: z.enum(AI_CONNECTION_KINDS),
  baseUrl,
  models,
  /** Requests at a time. */
  concurrency,
  /** Null for no limit of ours. */
  perMinute,
  /** E-mail addresses and telephone numbers are masked before anything is sent. */
  redact: z.boolean(),
  paused: z.boolean(),
  /** The key itself is never told; null where the keychain does not answer. */
  hasKey: z.boolean().nullable(),
});

const cost = z.number().min(0).describe('1e-12 US dollars');
const tokens = z.int().min(0);

export const aiRequest = z.strictObject({
  id,
  connectionName: z.string(),
  clientId: id.nullable(),
  feature: z.enum(AI_FEATURES),
  model: z.string(),
  state: z.enum(AI_REQUEST_STATES),
  /** A stable code and its sentence; null where nothing went wrong. */
  problem: z.string().nullable(),
  problemText: z.string().nullable(),
  tokensIn: tokens,
  tokensCached: tokens,
  tokensOut: tokens,
  /** Null where nothing was counted. */
  countedBy: z.enum(['endpoint', 'estimate']).nullable(),
  cost,
  createdAt: epochMs,
  startedAt: epochMs.nullable(),
  firstTokenAt: epochMs.nullable(),
  endedAt: epochMs.nullable(),
});

const aiRequestDetail = aiRequest.extend({
  subject: z.record(z.string(), z.string()),
  /** What was sent, as it was sent. Of an image only what kind it is and its size. */
  sent: z.array(
    z.strictObject({
      role: z.enum(['system', 'user', 'assistant']),
      content: z.string(),
      images: z.array(z.string()),
    }),
  ),
  /** Where it was sent to; null once its connection is gone. */
  host: z.string().nullable(),
  /** How many e-mail addresses and telephone numbers were masked. */
  masked: z.int().min(0),
  answer: z.string(),
});

export const aiRoutes = {
  'ai.connections': route(() => ({
    summary:
      'The connections to services that write, in their order: the first one is used unless another is asked for.',
    input: empty,
    output: z.array(aiConnection),
    errors: [],
    requires: 'read',
  })),
  'ai.addConnection': route(() => ({
    summary: 'Adds a connection to a service that speaks OpenAI’s protocol. Its key is set apart.',
    input: z.strictObject({
      name,
      kind: z.enum(AI_CONNECTION_KINDS),
      baseUrl,
      models,
      concurrency: concurrency.default(2),
      perMinute: perMinute.default(null),
      redact: z.boolean().default(false),
    }),
    output: aiConnection,
    errors: ['name_taken', 'insecure_address'],
    requires: 'manage',
  })),
  'ai.updateConnection': route(() => ({
    summary:
      'Changes a connection. Where its address leads to another host, its key is forgotten: it was for the old one.',
    input: z.strictObject({
      id,
      name: name.optional(),
      baseUrl: baseUrl.optional(),
      models: models.optional(),
      concurrency: concurrency.optional(),
      perMinute: perMinute.optional(),
      redact: z.boolean().optional(),
      paused: z.boolean().optional(),
      /** Puts it before all others. */
      first: z.literal(true).optional(),
    }),
    output: aiConnection,
    errors: ['not_found', 'name_taken', 'insecure_address', 'keychain_unavailable'],
    requires: 'manage',
  })),
  'ai.removeConnection': route(() => ({
    summary:
      'Removes a connection and its key. The answer is the connection, so that it can be restored. What was asked through it stays in the ledger.',
    input: z.strictObject({ id }),
    output: aiConnection,
    errors: ['not_found', 'keychain_unavailable'],
    requires: 'manage',
  })),
  'ai.restoreConnection': route(() => ({
    summary:
      'Makes a removed connection again. Its key comes back with it until ClientNest is closed.',
    input: z.strictObject({ connection: aiConnection }),
    output: aiConnection,
    errors: ['name_taken', 'id_taken', 'insecure_address'],
    requires: 'manage',
  })),
  'ai.setKey': route(() => ({
    summary:
      'Puts the key of a connection into the keychain, or with null takes it away. It is never told again.',
    input: z.strictObject({ id, key: z.string().trim().min(1).max(1000).nullable() }),
    output: aiConnection,
    errors: ['not_found', 'keychain_unavailable'],
    requires: 'manage',
  })),
  'ai.testConnection': route(() => ({
    summary: 'Asks a connection for one word, which costs a few tokens, and says what is wrong.',
    input: z.strictObject({ id, model: z.string().max(200).optional() }),
    output: z.strictObject({
      model: z.string(),
      answer: z.string(),
      firstTokenMs: z.int().min(0),
      tokens: z.int().min(0),
      countedBy: z.enum(['endpoint', 'estimate']),
      cost,
    }),
    errors: ['not_found', 'test_failed'],
    requires: 'edit',
  })),
  'ai.findModels': route(() => ({
    summary: 'The names of the models that a connection says it has.',
    input: z.strictObject({ id }),
    output: z.array(z.string()),
    errors: ['not_found', 'failed'],
    requires: 'edit',
  })),
  'ai.requests': route(() => ({
    summary: 'What was asked, newest first, of one client or of all.',
    input: z.strictObject({
      clientId: id.optional(),
      /** Those before this one. */
      before: id.optional(),
      limit: z.int().min(1).max(200).default(50),
    }),
    output: z.array(aiRequest),
    errors: [],
    requires: 'read',
  })),
  'ai.request': route(() => ({
    summary: 'One request: what was sent and to where, what came back, and what it cost.',
    input: z.strictObject({ id }),
    output: aiRequestDetail,
    errors: ['not_found'],
    requires: 'read',
  })),
  'ai.cancel': route(() => ({
    summary: 'Ends a request that waits or runs. What had come is kept.',
    input: z.strictObject({ id }),
    output: z.strictObject({ id, state: z.enum(AI_REQUEST_STATES) }),
    errors: ['not_found'],
    requires: 'edit',
  })),
};
