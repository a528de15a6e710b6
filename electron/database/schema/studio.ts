import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type {
  AiConnectionKind,
  AiFeature,
  AiModel,
  AiRequestState,
  CountedBy,
} from '../../../shared/domain/ai.ts';
import type { ProposalState } from '../../../shared/domain/plan.ts';
import { clients } from './clients.ts';
import { instant, primaryId, timestamps } from './columns.ts';
import { posts } from './posts.ts';

/** An endpoint that speaks OpenAI's protocol. Its key is in the keychain. */
export const aiConnections = sqliteTable(
  'ai_connections',
  {
    id: primaryId(),
    name: text('name').notNull(),
    kind: text('kind').$type<AiConnectionKind>().notNull(),
    baseUrl: text('base_url').notNull(),
    /** What it offers, with prices; the first one is used unless another is asked for. */
    models: text('models', { mode: 'json' }).$type<AiModel[]>().notNull(),
    /** Requests at a time. */
    concurrency: integer('concurrency').notNull().default(2),
    /** Null for no limit of ours. */
    perMinute: integer('per_minute'),
    /** E-mail addresses and telephone numbers are masked before anything is sent. */
    redact: integer('redact', { mode: 'boolean' }).notNull().default(false),
    /** The one that is used unless another is chosen: the lowest. */
    position: integer('position').notNull(),
    pausedAt: instant('paused_at'),
    ...timestamps(),
  },
  (table) => [uniqueIndex('ai_connections_name').on(sql`lower(${table.name})`)],
);

/** Every request: the queue, and the ledger once it is over. Nothing here is ever billed twice. */
export const aiRequests = sqliteTable(
  'ai_requests',
  {
    id: primaryId(),
    connectionId: text('connection_id').references(() => aiConnections.id, {
      onDelete: 'set null',
    }),
    /** As it was called then: a bill outlives its connection. */
    connectionName: text('connection_name').notNull(),
    clientId: text('client_id').references(() => clients.id, { onDelete: 'set null' }),
    feature: text('feature').$type<AiFeature>().notNull(),
    model: text('model').notNull(),
    promptVersionId: text('prompt_version_id').references(() => promptVersions.id, {
      onDelete: 'set null',
    }),
    /** When somebody took what came of it, and the post that it went into: what a prompt is judged by. */
    takenAt: instant('taken_at'),
    postId: text('post_id').references(() => posts.id, { onDelete: 'set null' }),
    /** What it is about: a post, a comment, a month. */
    subject: text('subject', { mode: 'json' }).$type<Record<string, string>>().notNull(),
    /** What is sent, as it is sent. */
    payload: text('payload', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    /** A person waits for the lowest. */
    priority: integer('priority').notNull(),
    state: text('state').$type<AiRequestState>().notNull(),
    /** What came, also where it was cut off. */
    answer: text('answer').notNull().default(''),
    /** A stable code, and its sentence; null where nothing went wrong. */
    problem: text('problem'),
    problemText: text('problem_text'),
    attempts: integer('attempts').notNull().default(0),
    tokensIn: integer('tokens_in').notNull().default(0),
    /** Of those that went in. */
    tokensCached: integer('tokens_cached').notNull().default(0),
    tokensOut: integer('tokens_out').notNull().default(0),
    countedBy: text('counted_by').$type<CountedBy>(),
    /** In 1e-12 US dollars: tokens × price of a million in millionths of a dollar. */
    cost: integer('cost').notNull().default(0),
    firstTokenAt: instant('first_token_at'),
    startedAt: instant('started_at'),
    endedAt: instant('ended_at'),
    /** It waits until then: a limit, or a fault that passes. */
    notBefore: instant('not_before'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    index('ai_requests_waiting')
      .on(table.priority, table.createdAt)
      .where(sql`${table.state} in ('queued', 'running')`),
    index('ai_requests_prompt')
      .on(table.promptVersionId, table.takenAt)
      .where(sql`${table.promptVersionId} is not null`),
    // Sums of the ledger read this alone.
    index('ai_requests_ledger').on(
      table.createdAt,
      table.clientId,
      table.feature,
      table.model,
      table.state,
      table.tokensIn,
      table.tokensCached,
      table.tokensOut,
      table.cost,
    ),
  ],
);

/** What may be spent in a month of the profile's zone. */
export const aiBudgets = sqliteTable(
  'ai_budgets',
  {
    id: primaryId(),
    /** Null for all of them together. */
    clientId: text('client_id').references(() => clients.id, { onDelete: 'cascade' }),
    /** In 1e-12 US dollars; null for none. */
    cost: integer('cost'),
    tokens: integer('tokens'),
    /** From which share on it is told, in percent. */
    warnAt: integer('warn_at').notNull().default(80),
    /** Whether it stops there, or only says so. */
    stops: integer('stops', { mode: 'boolean' }).notNull().default(true),
    ...timestamps(),
  },
  (table) => [
    uniqueIndex('ai_budgets_client').on(table.clientId),
    uniqueIndex('ai_budgets_all')
      .on(sql`(${table.clientId} is null)`)
      .where(sql`${table.clientId} is null`),
  ],
);

/** A template of a feature, of one client or of all. What it says is in its versions. */
export const prompts = sqliteTable(
  'prompts',
  {
    id: primaryId(),
    feature: text('feature').$type<AiFeature>().notNull(),
    clientId: text('client_id').references(() => clients.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    /** The version that is used. */
    versionId: text('version_id'),
    /** The one that is tried beside it; null where nothing is compared. */
    rivalId: text('rival_id'),
    ...timestamps(),
  },
  (table) => [index('prompts_feature').on(table.feature, table.clientId)],
);

export const promptVersions = sqliteTable(
  'prompt_versions',
  {
    id: primaryId(),
    promptId: text('prompt_id')
      .notNull()
      .references(() => prompts.id, { onDelete: 'cascade' }),
    number: integer('number').notNull(),
    system: text('system').notNull(),
    user: text('user').notNull(),
    note: text('note').notNull().default(''),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [uniqueIndex('prompt_versions_number').on(table.promptId, table.number)],
);

/** Values that a template is tried with, side by side. */
export const promptExamples = sqliteTable(
  'prompt_examples',
  {
    id: primaryId(),
    promptId: text('prompt_id')
      .notNull()
      .references(() => prompts.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    values: text('values', { mode: 'json' }).$type<Record<string, string>>().notNull(),
    ...timestamps(),
  },
  (table) => [index('prompt_examples_prompt').on(table.promptId)],
);

/** A span of days that was planned for a client, from goals. Its proposals are taken one by one. */
export const plans = sqliteTable(
  'plans',
  {
    id: primaryId(),
    clientId: text('client_id')
      .notNull()
      .references(() => clients.id, { onDelete: 'cascade' }),
    /** Calendar dates in the profile's zone, `YYYY-MM-DD`, the last one included. */
    firstDay: text('first_day').notNull(),
    lastDay: text('last_day').notNull(),
    goals: text('goals').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [index('plans_client').on(table.clientId, table.createdAt)],
);

export const planProposals = sqliteTable(
  'plan_proposals',
  {
    id: primaryId(),
    planId: text('plan_id')
      .notNull()
      .references(() => plans.id, { onDelete: 'cascade' }),
    position: integer('position').notNull(),
    at: instant('at').notNull(),
    accountIds: text('account_ids', { mode: 'json' }).$type<string[]>().notNull(),
    topic: text('topic').notNull(),
    text: text('text').notNull(),
    category: text('category').notNull().default(''),
    /** Why then, and why this: a sentence. */
    reason: text('reason').notNull().default(''),
    state: text('state').$type<ProposalState>().notNull(),
    /** What was made of it. */
    postId: text('post_id').references(() => posts.id, { onDelete: 'set null' }),
  },
  (table) => [index('plan_proposals_plan').on(table.planId, table.position)],
);
