import { lettersOf } from '../chance.ts';
import type { Answer } from '../network.ts';

/** Answers as TikTok writes them: `{data, error: {code, message, log_id}}`. Source: developers.tiktok.com/doc/tiktok-api-v2-error-handling. */
export const answered = (data: object): Answer => json(200, data, 'ok', '');

export const refused = (status: number, code: string, message = ''): Answer =>
  json(status, {}, code, message);

/** Errors of the sign-in. Source: developers.tiktok.com/doc/oauth-error-handling. */
export const oauthRefusal = (error: string, description: string): Answer => ({
  status: error === 'invalid_client' ? 401 : 400,
  body: { error, error_description: description, log_id: logId(error) },
});

/** A number of 64 bits that stands in the JSON as it is. */
export const int64 = (digits: string) => ({ int64: digits });

const isInt64 = (value: unknown): value is ReturnType<typeof int64> =>
  typeof value === 'object' && value !== null && 'int64' in value;

function json(status: number, data: object, code: string, message: string): Answer {
  const marked = JSON.stringify(
    { data, error: { code, message, log_id: logId(code, JSON.stringify(data)) } },
    (_, value) => (isInt64(value) ? `\u0000${value.int64}\u0000` : value),
  );
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: marked.replace(/"\\u0000(\d+)\\u0000"/g, '$1'),
  };
}

const logId = (...of: string[]): string => `20261123${lettersOf('0123456789ABCDEF', 26, ...of)}`;

const USUAL: Readonly<Record<number, string>> = {
  400: 'invalid_params',
  401: 'access_token_invalid',
  403: 'spam_risk',
  429: 'rate_limit_exceeded',
};

export const usualError = (
  status: number,
  words: { error?: string | undefined; message?: string | undefined } = {},
): Answer =>
  refused(
    status,
    words.error ?? USUAL[status] ?? (status < 500 ? 'invalid_params' : 'internal_error'),
    words.message ?? 'It went wrong.',
  );
