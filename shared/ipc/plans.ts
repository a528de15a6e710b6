import { z } from 'zod';
import { PROPOSAL_STATES } from '../domain/plan.ts';
import { holiday } from './calendar.ts';
import { epochMs, id, networkId, wallTime } from './fields.ts';
import { postStatus } from './posts.ts';
import { route } from './route.ts';
import { AI_ERRORS, studioText } from './studio.ts';

const day = z.iso.date().describe('A day on the calendar, `2026-12-01`');

const text = z.string().trim().min(1).max(20_000);
const topic = z.string().trim().max(200);
const category = z.string().trim().max(60);

/** A post that is proposed. Nothing of it is on the calendar until it is accepted. */
export const planProposal = z.strictObject({
  id,
  at: epochMs,
  /** In the profile’s zone. */
  wallTime,
  accountIds: z.array(id),
  topic: z.string(),
  text: z.string(),
  category: z.string(),
  /** Why then, and why this: a sentence. */
  reason: z.string(),
  state: z.enum(PROPOSAL_STATES),
  /** What was made of it; null where nothing was, or where that was deleted since. */
  post: z.strictObject({ id, status: postStatus }).nullable(),
  /** In the place that has the least room for it; null without accounts. */
  length: z
    .strictObject({
      network: networkId,
      used: z.int().min(0),
      limit: z.int().min(1),
      over: z.boolean(),
    })
    .nullable(),
  /** Links and mentions in it that the goals did not name. */
  unasked: studioText.shape.unasked,
  /** Why it can’t be accepted as it is, with the next step; null where it can. */
  problem: z.string().nullable(),
});

/** A span of days that was planned from goals. */
export const plan = z.strictObject({
  id,
  clientId: id,
  firstDay: day,
  lastDay: day,
  goals: z.string(),
  createdAt: epochMs,
  /** Earliest first. */
  proposals: z.array(planProposal),
});

const task = id.describe('Chosen by the caller: by it the task is followed and cancelled');
const wish = z.string().trim().max(2000).default('').describe('What is to be minded besides');
const span = { clientId: id, firstDay: day, lastDay: day };
const accountIds = z.array(id).min(1).max(50);
const ids = z.array(id).min(1).max(100);
const told = {
  requestIds: z.array(id).describe('What was asked for it, in the ledger'),
  /** A budget is nearly used up, in words. */
  warning: z.string().nullable(),
};

/** Each proposal has its own result. */
const results = z.array(
  z.discriminatedUnion('ok', [
    z.strictObject({
      id,
      ok: z.literal(true),
      postId: id.nullable(),
      /** Accepted, but not as far as was asked: why, with the next step. */
      note: z.string().nullable(),
    }),
    z.strictObject({ id, ok: z.literal(false), code: z.string(), message: z.string() }),
  ]),
);

export const planRoutes = {
  'plans.outlook': route(() => ({
    summary:
      'What a span of days has for a client: free slots, what is planned, holidays, and the hours at which earlier posts did best.',
    input: z.strictObject({ ...span, accountIds: z.array(id).max(50) }),
    output: z.strictObject({
      /** Null where the client has no slots: any time will do. */
      freeSlots: z.int().min(0).nullable(),
      planned: z.int().min(0),
      holidays: z.array(holiday),
      best: z.strictObject({
        /** Posts with numbers. Where these are too few to tell, there are no times. */
        posts: z.int().min(0),
        times: z.array(
          z.strictObject({
            weekday: z.int().min(1).max(7).describe('ISO 8601: 1 is Monday'),
            hour: z.int().min(0).max(23),
            posts: z.int().min(1),
            times: z.number().describe('Of what a usual post of the same account gets'),
          }),
        ),
      }),
    }),
    errors: ['not_found', 'wrong_client', 'bad_span'],
    requires: 'read',
  })),
  'plans.list': route(() => ({
    summary: 'The latest plans of a client, newest first, and how far each is. At most 20.',
    input: z.strictObject({ clientId: id }),
    output: z.array(
      z.strictObject({
        id,
        firstDay: day,
        lastDay: day,
        goals: z.string(),
        createdAt: epochMs,
        open: z.int().min(0),
        taken: z.int().min(0),
        dismissed: z.int().min(0),
      }),
    ),
    errors: [],
    requires: 'read',
  })),
  'plans.get': route(() => ({
    summary: 'A plan with its proposals.',
    input: z.strictObject({ id }),
    output: plan,
    errors: ['not_found'],
    requires: 'read',
  })),
  'plans.make': route(() => ({
    summary:
      'Has a plan written: goals become proposals for a span of days. Each is at a free time ahead, for accounts of the client, and fits its networks or says that it does not.',
    input: z.strictObject({
      taskId: task,
      ...span,
      goals: z.string().trim().min(1).max(5000),
      perWeek: z.int().min(1).max(21),
      accountIds,
      wish,
    }),
    output: z.strictObject({
      plan,
      /** How many posts were wanted. */
      wanted: z.int().min(1),
      ...told,
    }),
    errors: [...AI_ERRORS, 'wrong_client', 'bad_span', 'no_room'],
    requires: 'edit',
  })),
  'plans.again': route(() => ({
    summary: 'Another idea for the day, time and accounts of one proposal.',
    input: z.strictObject({ taskId: task, id, wish }),
    output: z.strictObject({ proposal: planProposal, ...told }),
    errors: [...AI_ERRORS, 'wrong_client', 'not_open', 'no_room'],
    requires: 'edit',
  })),
  'plans.change': route(() => ({
    summary: 'Changes a proposal before it is accepted.',
    input: z.strictObject({
      id,
      wallTime: wallTime.optional(),
      accountIds: accountIds.optional(),
      topic: topic.optional(),
      text: text.optional(),
      category: category.optional(),
      reason: z.string().trim().max(500).optional(),
    }),
    output: planProposal,
    errors: ['not_found', 'not_open', 'wrong_client', 'in_the_past', 'no_such_time'],
    requires: 'edit',
  })),
  'plans.accept': route(() => ({
    summary: 'Makes drafts of proposals, planned for their times and marked as written with AI.',
    input: z.strictObject({ ids }),
    output: results,
    errors: [],
    requires: 'edit',
  })),
  'plans.schedule': route(() => ({
    summary:
      'The same, and schedules them. What can’t be scheduled stays a draft at its time, and says why.',
    input: z.strictObject({ ids }),
    output: results,
    errors: [],
    requires: 'publish',
  })),
  'plans.takeBack': route(() => ({
    summary: 'Takes accepting back: the posts go again, and the proposals are open.',
    input: z.strictObject({ ids }),
    output: results,
    errors: [],
    requires: 'edit',
  })),
  'plans.dismiss': route(() => ({
    summary: 'Puts open proposals aside.',
    input: z.strictObject({ ids }),
    output: results,
    errors: [],
    requires: 'edit',
  })),
  'plans.reopen': route(() => ({
    summary: 'Opens proposals again that were put aside, or whose post was deleted.',
    input: z.strictObject({ ids }),
    output: results,
    errors: [],
    requires: 'edit',
  })),
};
