import type { z } from 'zod';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Ai } from './ai.ts';
import type { AiAsk, AskRefusal } from './asking.ts';

export interface Structured<Value> {
  value: Value;
  /** The requests that it took: one, or two where it had to be put right. */
  requestIds: string[];
}

/** The first whole JSON value in an answer: models like to put words or a fence around it. */
export function jsonIn(text: string): unknown {
  const bare = text.trim().replace(/^```(?:json)?\s*|\s*```$/g, '');
  for (const tried of [bare, bare.slice(bare.search(/[[{]/), lastOf(bare) + 1)]) {
    try {
      return JSON.parse(tried);
    } catch {
      // The next one.
    }
  }
  return undefined;
}
const lastOf = (text: string) => Math.max(text.lastIndexOf('}'), text.lastIndexOf(']'));

/**
 * Asks for JSON of a shape. Where it is of another one, the model is shown what is wrong and may put it right once.
 * @param onAsked told of each request, so that it can be shown and cancelled
 */
export async function askFor<Schema extends z.ZodType>(
  ai: Pick<Ai, 'submit' | 'wait'>,
  ask: AiAsk,
  schema: Schema,
  onAsked: (requestId: string) => void = () => {},
): Promise<Result<Structured<z.output<Schema>>, AskRefusal | 'not_answered' | 'not_understood'>> {
  const requestIds: string[] = [];
  let messages = ask.messages;
  for (;;) {
    const asked = await ai.submit({ ...ask, messages, json: true });
    if (!asked.ok) return asked;
    requestIds.push(asked.value.requestId);
    onAsked(asked.value.requestId);
    const outcome = await ai.wait(asked.value.requestId);
    if (outcome?.state !== 'done') {
      const why = outcome?.problem?.message ?? 'It was cancelled.';
      return fail('not_answered', why, { requestIds, state: outcome?.state ?? null });
    }
    const parsed = schema.safeParse(jsonIn(outcome.text));
    if (parsed.success) return ok({ value: parsed.data, requestIds });
    if (requestIds.length > 1) return fail('not_understood', NOT_UNDERSTOOD, { requestIds });
    const wrong = parsed.error.issues
      .slice(0, 5)
      .map(({ path, message }) => `${path.join('.') || 'the whole'}: ${message}`)
      .join('\n');
    messages = [
      ...ask.messages,
      { role: 'assistant', content: outcome.text.slice(0, 20_000) },
      {
        role: 'user',
        content: `That is not of the shape that was asked for:\n${wrong}\nAnswer again, with the JSON alone.`,
      },
    ];
  }
}

const NOT_UNDERSTOOD =
  'The model answered twice in a shape that ClientNest can’t use. Try again, or choose another model in Settings › AI.';
