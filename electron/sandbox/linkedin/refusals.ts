import type { Answer } from '../network.ts';

/** Error bodies as LinkedIn writes them. Source: …/shared/api-guide/concepts/error-handling. */
export const refusal = (
  status: number,
  code: string,
  message: string,
  serviceErrorCode?: number,
): Answer => ({
  status,
  body: { status, code, message, ...(serviceErrorCode === undefined ? {} : { serviceErrorCode }) },
});

export const denied = (what: string): Answer =>
  refusal(403, 'ACCESS_DENIED', `Not enough permissions to access: ${what}`, 100);

export const notFound = (what: string): Answer =>
  refusal(404, 'NOT_FOUND', `Could not find entity ${what}`);

/** A body that does not have the shape that it must have. */
export const invalid = (field: string, what: string): Answer =>
  refusal(422, 'UNPROCESSABLE_ENTITY', `ERROR :: /${field} :: ${what}\n`);

export const badParameter = (message: string): Answer => refusal(400, 'ILLEGAL_ARGUMENT', message);

export const unauthorised = (why: 'unknown' | 'expired' | 'revoked'): Answer => {
  switch (why) {
    case 'unknown':
      return refusal(401, 'INVALID_ACCESS_TOKEN', 'Invalid access token', 65_600);
    case 'revoked':
      return refusal(
        401,
        'REVOKED_ACCESS_TOKEN',
        'The token used in the request has been revoked by the user',
        65_601,
      );
    case 'expired':
      return refusal(
        401,
        'EXPIRED_ACCESS_TOKEN',
        'The token used in the request has expired',
        65_602,
      );
  }
};

const USUAL: Readonly<Record<number, readonly [code: string, message: string]>> = {
  400: ['ILLEGAL_ARGUMENT', 'Bad request'],
  401: ['INVALID_ACCESS_TOKEN', 'Invalid access token'],
  403: ['ACCESS_DENIED', 'Not enough permissions to access this resource'],
  404: ['NOT_FOUND', 'Could not find entity'],
  413: ['PAYLOAD_TOO_LARGE', 'Payload too large'],
  422: ['UNPROCESSABLE_ENTITY', 'Unprocessable entity'],
  426: ['NONEXISTENT_VERSION', 'Requested version is not active'],
  429: ['TOO_MANY_REQUESTS', 'Too many requests'],
  500: ['INTERNAL_SERVER_ERROR', 'Internal Server Error'],
  503: ['SERVICE_UNAVAILABLE', 'Service Unavailable'],
};

export function usualError(
  status: number,
  words: { error?: string | undefined; message?: string | undefined } = {},
): Answer {
  const [code, message] = USUAL[status] ?? USUAL[status < 500 ? 400 : 500] ?? ['ERROR', 'Error'];
  return refusal(status, words.error ?? code, words.message ?? words.error ?? message);
}
