import type { AiConnectionKind } from '../../shared/domain/ai.ts';
import { fetchFailure, quotable } from '../platforms/call-failed.ts';

export type AiProblemCode =
  | 'bad_key'
  | 'no_balance'
  | 'unknown_model'
  | 'refused'
  | 'rate_limited'
  | 'overloaded'
  | 'service_error'
  | 'unreachable'
  | 'stalled'
  | 'cut'
  | 'malformed'
  | 'empty'
  | 'runaway';

/** Why a call came to nothing, or to less than it should. */
export interface AiProblem {
  code: AiProblemCode;
  /** For a freelancer, with the next step. */
  message: string;
  /** Nothing was done and nothing is billed: it may be tried again as it is. */
  passes: boolean;
  /** Milliseconds that the service asks to wait; null where it does not say. */
  retryAfter: number | null;
}

export interface Told {
  name: string;
  kind: AiConnectionKind;
  baseUrl: string;
  model: string;
}

const problem = (
  code: AiProblemCode,
  message: string,
  passes = false,
  retryAfter: number | null = null,
): AiProblem => ({ code, message, passes, retryAfter });

/** What an answer means that is no success. */
export function refusal(
  told: Told,
  status: number,
  said: { code: string | null; message: string | null },
  retryAfter: number | null,
): AiProblem {
  const { name, kind, model, baseUrl } = told;
  const words = said.message ? ` It says: “${quotable(said.message)}”` : '';
  if (status === 401 || status === 403)
    return problem(
      'bad_key',
      `${name} does not accept the key. Paste it again in Settings › AI, or make a new one.`,
    );
  if (status === 402 || said.code === 'insufficient_quota')
    return problem(
      'no_balance',
      kind === 'deepseek'
        ? 'There is no balance left at DeepSeek. Top it up on platform.deepseek.com, then try again.'
        : `There is no credit left at ${name}. Add some there, then try again.`,
    );
  if (status === 404)
    return problem(
      'unknown_model',
      `${name} has no model called “${model}”, or its address is not ${baseUrl}. Look at both in Settings › AI.`,
    );
  if (status === 422)
    return problem(
      'refused',
      `${name} does not understand a setting of this request.${words} Choose another model in Settings › AI.`,
    );
  if (status === 429)
    return problem(
      'rate_limited',
      `${name} gets too many requests. Try again in a moment, or lower the requests a minute in Settings › AI.`,
      true,
      retryAfter,
    );
  if (status === 503)
    return problem(
      'overloaded',
      `${name} is overloaded. It was tried several times; try again in some minutes.`,
      true,
      retryAfter,
    );
  if (status >= 500)
    return problem(
      'service_error',
      `${name} has trouble of its own (${status}). It was tried several times; try again later.`,
      true,
      retryAfter,
    );
  if (status >= 300 && status < 400)
    return problem(
      'refused',
      `${name} sends to another address, where the key is not sent. Put its real address in Settings › AI.`,
    );
  return problem('refused', `${name} refused the request (${status}).${words}`);
}

/** The connection failed before anything was answered. */
export function unreachable({ name, kind, baseUrl }: Told, error: unknown): AiProblem {
  if (kind === 'ollama' || kind === 'lmstudio')
    return problem(
      'unreachable',
      `${name} does not answer at ${baseUrl}. Start it, then try again.`,
    );
  const { failure } = fetchFailure(error, new URL(baseUrl).host);
  return problem('unreachable', `${failure.message} Everything else goes on without it.`);
}

export const stalled = ({ name }: Told, hasBegun: boolean): AiProblem =>
  problem(
    'stalled',
    hasBegun
      ? `${name} stopped in the middle and said nothing for half a minute. What had come is kept.`
      : `${name} did not answer in time. Try again, or use another connection.`,
  );

export const cut = ({ name }: Told, words: string | null): AiProblem =>
  problem(
    'cut',
    words
      ? `${name} broke off: “${quotable(words)}” What had come is kept.`
      : `The connection to ${name} was cut in the middle. What had come is kept.`,
  );

export const malformed = ({ name }: Told): AiProblem =>
  problem(
    'malformed',
    `${name} answered in a way that ClientNest does not understand. What had come is kept. Check that its address speaks OpenAI’s protocol.`,
  );

export const empty = ({ name, model }: Told): AiProblem =>
  problem(
    'empty',
    `${name} answered without any words. Try again, or choose another model than “${model}”.`,
  );

export const runaway = ({ name }: Told): AiProblem =>
  problem(
    'runaway',
    `${name} wrote far more than was asked for, so it was stopped. What had come is kept.`,
  );
