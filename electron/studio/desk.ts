import type { z } from 'zod';
import type { PromptFeature } from '../../shared/domain/prompts/features.ts';
import { PROMPT_VARIABLES, type PromptValues } from '../../shared/domain/prompts/variables.ts';
import { type AppError, fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { StudioPlace, StudioText } from '../../shared/ipc/views.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { answers } from './answers.ts';
import { limitsOf, overBy, proposed, type Spot, spotsOf } from './places.ts';
import type { Prompts } from './prompts.ts';
import type { AskFailure, Step, Task, Tasks } from './tasks.ts';

/** What every task of the studio says. */
export interface TaskInput {
  taskId: string;
  /** Null where it is of no client. */
  clientId: string | null;
  postId: string | null;
}

/** What the model wrote for a spot. */
export interface Writing {
  text: string;
  spot: Spot;
}

export type StudioFailure = AskFailure | 'not_found';
export type Desk = ReturnType<typeof createDesk>;

interface Asking {
  feature: PromptFeature;
  spots: readonly Spot[];
  values: PromptValues;
  images?: readonly string[];
  /** What the answer may have, where it depends on what is asked. */
  maxTokens?: number;
  /** What it is about, where that is no post. */
  subject?: Record<string, string>;
}

/**
 * Room for long answers, in tokens; elsewhere what is usual. An answer is billed by what comes, and a hard stop must not
 * be below what was asked for.
 */
export const MOST_TOKENS: Readonly<Partial<Record<PromptFeature, number>>> = {
  ...{ generate: 6000, optimise: 6000, translate: 6000, repurpose: 6000 },
};

const hasLimits = (feature: PromptFeature): boolean =>
  PROMPT_VARIABLES[feature].some(({ name }) => name === 'limits');

/** What the features share: a prompt is made and answered, and what comes is made to fit once. */
export function createDesk({
  tasks,
  prompts,
  accounts,
}: {
  tasks: Tasks;
  prompts: Pick<Prompts, 'compose'>;
  accounts: Pick<Accounts, 'get'>;
}) {
  /** Runs a task for places that are there. */
  async function at<Value, Code extends string = never>(
    { taskId }: TaskInput,
    places: readonly StudioPlace[],
    work: (task: Task, spots: Spot[]) => Promise<Result<Value, StudioFailure | Code>>,
  ): Promise<Result<Value, StudioFailure | Code>> {
    const spots = spotsOf(accounts, places);
    return spots.ok ? tasks.run(taskId, (task) => work(task, spots.value)) : spots;
  }

  async function ask<Schema extends z.ZodType>(
    task: Task,
    { taskId, clientId, postId }: TaskInput,
    { feature, spots, values, images, maxTokens, subject }: Asking,
    schema: Schema,
    step?: Step,
  ): Promise<Result<z.output<Schema>, StudioFailure>> {
    const composed = prompts.compose({
      ...{ feature, clientId, taskId },
      networks: spots.map(({ place }) => place.network),
      values: hasLimits(feature) ? { limits: limitsOf(spots), ...values } : values,
    });
    if (!composed.ok) return unusable(composed.error);
    const { messages, versionId, against } = composed.value;
    const most = maxTokens ?? MOST_TOKENS[feature];
    const last = messages.length - 1;
    return task.ask(
      {
        ...{ feature, clientId },
        subject: {
          ...(subject ?? (postId !== null && { postId })),
          // A task of several requests is one in a trial.
          ...(against !== null && { against, taskId }),
        },
        messages: images
          ? messages.map((message, index) =>
              index === last ? { ...message, images: [...images] } : message,
            )
          : messages,
        ...(most !== undefined && { maxTokens: most }),
        ...(versionId !== null && { promptVersionId: versionId }),
      },
      schema,
      step,
    );
  }

  /** By the model, once. Null where it did not help: what was there is shown then. */
  async function shorter(task: Task, input: TaskInput, { text, spot }: Writing, over: number) {
    const limit = spot.capabilities.text.limit;
    const asking: Asking = {
      ...{ feature: 'shorten', spots: [spot], values: { post: text, limit, over } },
    };
    const answered = await ask(task, input, asking, answers.one, 'shortening');
    if (!answered.ok) return answered;
    return ok(overBy(answered.value.text, spot, false) < over ? answered.value.text : null);
  }

  /**
   * Measures what was written, has what is too long made shorter once, and marks what still is.
   * @param written what the person wrote: links and mentions of others are told
   */
  async function fitted(
    task: Task,
    input: TaskInput,
    writings: readonly Writing[],
    { written, asThread = false }: { written: readonly string[]; asThread?: boolean },
  ): Promise<Result<StudioText[], StudioFailure>> {
    const texts = await Promise.all(
      writings.map(async (writing): Promise<Result<StudioText, StudioFailure>> => {
        const { text, spot } = writing;
        const over = overBy(text, spot, asThread);
        const told = { written, asThread };
        if (over === 0) return ok(proposed(text, spot, { ...told, shortened: false }));
        const made = await shorter(task, input, writing, over);
        if (!made.ok && made.error.code === 'cancelled') return made;
        // What is there is not lost because shortening failed.
        const next = made.ok ? made.value : null;
        return ok(proposed(next ?? text, spot, { ...told, shortened: next !== null }));
      }),
    );
    const failed = texts.find((one) => !one.ok);
    if (failed && !failed.ok) return failed;
    return ok(texts.flatMap((one) => (one.ok ? [one.value] : [])));
  }

  const told = (task: Task) => ({ requestIds: task.requestIds, warning: task.warning() });

  return { at, ask, fitted, told };
}

/** A prompt of the person's own that can't be sent as it is. */
const unusable = ({ code, message }: AppError): Result<never, StudioFailure> =>
  code === 'not_found'
    ? fail('not_found', message)
    : fail('not_answered', `The prompt can’t be used: ${message}`);
