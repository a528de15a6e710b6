import type { z } from 'zod';
import type { Answer } from '../network.ts';

/** Error bodies as the reference server writes them. Source: atproto.com/specs/xrpc. */
export const xrpcError = (status: number, error: string, message: string): Answer => ({
  status,
  body: { error, message },
});

export const invalid = (message: string, error = 'InvalidRequest'): Answer =>
  xrpcError(400, error, message);

/** What the reference server says for a status when it has nothing better to say. */
const USUAL: Readonly<Record<number, readonly [error: string, message: string]>> = {
  400: ['InvalidRequest', 'Invalid Request'],
  401: ['AuthenticationRequired', 'Authentication Required'],
  403: ['Forbidden', 'Forbidden'],
  404: ['XRPCNotSupported', 'XRPCNotSupported'],
  413: ['PayloadTooLarge', 'request entity too large'],
  429: ['RateLimitExceeded', 'Rate Limit Exceeded'],
  500: ['InternalServerError', 'Internal Server Error'],
  501: ['MethodNotImplemented', 'Method Not Implemented'],
  502: ['UpstreamFailure', 'Upstream Failure'],
  503: ['NotEnoughResources', 'Not Enough Resources'],
  504: ['UpstreamTimeout', 'Upstream Timeout'],
};

export function usualError(
  status: number,
  words: { error?: string | undefined; message?: string | undefined } = {},
): Answer {
  const [error, message] = USUAL[status] ??
    (status < 500 ? USUAL[400] : USUAL[500]) ?? ['Unknown', 'Unknown'];
  return xrpcError(status, words.error ?? error, words.message ?? words.error ?? message);
}

export const notAuthenticated = (message = 'Authentication Required', error?: string): Answer =>
  xrpcError(401, error ?? 'AuthenticationRequired', message);

/** The input as the schema has it, or the answer that refuses it. */
export function readInput<Shape extends z.ZodType>(
  shape: Shape,
  body: Buffer,
): { input: z.output<Shape> } | { refused: Answer } {
  let json: unknown;
  try {
    json = JSON.parse(body.toString('utf8'));
  } catch {
    return { refused: invalid('Unable to parse request body') };
  }
  const parsed = shape.safeParse(json);
  if (parsed.success) return { input: parsed.data };
  const [issue] = parsed.error.issues;
  const path = ['Input', ...(issue?.path ?? [])].join('/');
  return { refused: invalid(`${path}: ${issue?.message ?? 'is not valid'}`) };
}
