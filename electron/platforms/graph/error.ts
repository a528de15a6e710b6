import { quotable, type Refusal } from '../call-failed.ts';
import { type RefusedAnswer, textOf } from '../transport.ts';

/** The `error` of an answer. Source: developers.facebook.com/docs/graph-api/guides/error-handling. */
export interface GraphError {
  code: number;
  subcode: number | null;
  message: string;
  /** What it would show to a person. */
  userMessage: string | null;
  isTransient: boolean;
}

export interface GraphAnswer extends RefusedAnswer {
  /** As people call it. */
  network: string;
  error: GraphError | null;
}

/** What an adapter has to tell apart, besides the ledger's classes. */
export type GraphErrorName =
  | 'link_refused'
  | 'token_over'
  | 'gone'
  | 'not_ready'
  | 'container_over'
  | 'no_such_field';

export interface GraphRefusal extends Refusal<GraphAnswer> {
  name?: GraphErrorName;
  /** Ms to wait where the answer's headers do not say. */
  retryAfter?: number;
}

export function errorIn(body: RefusedAnswer['body']): GraphError | null {
  if (body === null) return null;
  if (typeof body.error_message === 'string')
    return {
      code: typeof body.code === 'number' ? body.code : 0,
      subcode: null,
      message: body.error_message,
      userMessage: null,
      isTransient: false,
    };
  const error = body.error as Record<string, unknown> | undefined;
  if (typeof error !== 'object' || error === null) return null;
  const { code, error_subcode: subcode } = error;
  return {
    code: typeof code === 'number' ? code : 0,
    subcode: typeof subcode === 'number' ? subcode : null,
    message: textOf(error.message) ?? '',
    userMessage: textOf(error.error_user_msg),
    isTransient: error.is_transient === true,
  };
}

/** The network's own sentence, as an addition to ours. */
export function said({ error }: GraphAnswer): string {
  const words = error?.userMessage ?? error?.message.replace(/^\(#\d+\)\s*/, '') ?? '';
  return words === '' ? '' : ` It says: “${quotable(words)}”`;
}
