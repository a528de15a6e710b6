import { z } from 'zod';
import { PROMPT_FEATURES } from '../domain/prompts/features.ts';
import { workspaceState } from './app.ts';
import { authorisationState } from './authorisation.ts';
import { epochMs, id } from './fields.ts';
import { postStatus } from './posts.ts';

/** What main tells the renderer. The renderer invalidates its queries from these; they carry no secrets. */
export const events = {
  'app.changed': z.strictObject({ state: workspaceState }),
  /** Another process (the headless runner, the command line) wrote to the workspace; anything may be new. */
  'workspace.changed': z.strictObject({}),
  'profile.changed': z.strictObject({}),
  'settings.changed': z.strictObject({}),
  'client.changed': z.strictObject({ clientId: id }),
  /** A label is new, other than it was, or gone. */
  'label.changed': z.strictObject({ labelId: id }),
  /** A snippet, hashtag set, template or saved mention is new, other than it was, or gone. */
  'library.changed': z.strictObject({ itemId: id }),
  /** Ideas are new, other than they were, or gone. */
  'ideas.changed': z.strictObject({}),
  'account.changed': z.strictObject({ accountId: id, clientId: id }),
  'application.changed': z.strictObject({ applicationId: id }),
  /** A sign-in through the browser goes on, or came to an end. */
  'authorisation.changed': z.strictObject({ authorisationId: id, state: authorisationState }),
  'post.changed': z.strictObject({ postId: id, clientId: id, status: postStatus }),
  /** A pack for a client is new, closed, or got answers. */
  'approval.changed': z.strictObject({ packId: id, clientId: id }),
  /** Something was said of a post. */
  'postNote.changed': z.strictObject({ postId: id }),
  'delivery.changed': z.strictObject({
    deliveryId: id,
    postId: id,
    clientId: id,
    /** Set where the person should hear of it: a system notification says this sentence. */
    notice: z.string().nullable(),
    kind: z.enum(['progress', 'published', 'problem']),
    /** What kind of problem the notice tells of; null where it tells of none. */
    reason: z
      .enum(['failed', 'missed', 'needs_check', 'network', 'account', 'first_comment'])
      .nullable(),
    at: epochMs,
  }),
  /** Numbers of posts since `from` are new; null where only the account's own size is. */
  'metrics.changed': z.strictObject({ accountId: id, clientId: id, from: epochMs.nullable() }),
  /** Items of a client's inbox are new or other than they were; null where these are too many to name. */
  'inbox.changed': z.strictObject({
    clientId: id,
    itemIds: z.array(id).nullable(),
    /** How many are new and wait for somebody. */
    fresh: z.int().min(0),
  }),
  /** People suddenly speak otherwise to a client, or the person has seen it. */
  'mood.turned': z.strictObject({ clientId: id }),
  /** The slots of a client changed, or the times of its queued posts. */
  'queue.changed': z.strictObject({ clientId: id }),
  'recurrence.changed': z.strictObject({ recurrenceId: id, clientId: id }),
  'runner.changed': z.strictObject({ runner: z.enum(['here', 'elsewhere', 'none']) }),
  /** How many of the demo's past posts are there, while it is being made. */
  'demo.progress': z.strictObject({ done: z.int().min(0), total: z.int().min(0) }),
  /** How far the check, the import or the undoing of a table of posts is. */
  'import.progress': z.strictObject({
    id,
    stage: z.enum(['media', 'checking', 'importing', 'undoing']),
    done: z.int().min(0),
    total: z.int().min(0),
  }),
  /** A prompt has a new version, uses another one, or other examples. */
  'prompt.changed': z.strictObject({ feature: z.enum(PROMPT_FEATURES) }),
  /** Words of a request as they come. */
  'ai.delta': z.strictObject({ requestId: id, text: z.string() }),
  /** A task of the studio asks for something: its words come as `ai.delta` of that request. */
  'studio.step': z.strictObject({
    taskId: id,
    requestId: id,
    step: z.enum(['writing', 'putting_right', 'shortening']),
  }),
  /** A plan is new, or a proposal of it is other than it was. */
  'plan.changed': z.strictObject({ planId: id, clientId: id }),
  /** A request is further on; null where a connection or a budget is other than it was. */
  'ai.changed': z.strictObject({ requestId: id.nullable() }),
  /** The shell asks the renderer to go somewhere (tray, menu, a clicked notification). */
  'shell.navigate': z.strictObject({ to: z.string().max(200) }),
};

export type EventName = keyof typeof events;
export type EventPayload<Name extends EventName> = z.output<(typeof events)[Name]>;
