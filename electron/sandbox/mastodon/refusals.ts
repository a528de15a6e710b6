import type { Answer } from '../network.ts';

/** Error bodies as Mastodon writes them. Source: docs.joinmastodon.org/entities/Error. */
export const refusal = (status: number, error: string): Answer => ({ status, body: { error } });

export const notFound = (): Answer => refusal(404, 'Record not found');
export const invalid = (what: string): Answer => refusal(422, `Validation failed: ${what}`);

export const oauthRefusal = (status: number, error: string, description: string): Answer => ({
  status,
  body: { error, error_description: description },
});

const USUAL: Readonly<Record<number, string>> = {
  401: 'The access token is invalid',
  403: 'This action is not allowed',
  404: 'Record not found',
  410: 'Gone',
  422: 'Validation failed',
  429: 'Too many requests',
  500: 'Something went wrong on our end',
  503: 'There was a temporary problem serving your request, please try again',
};

export const usualError = (
  status: number,
  words: { error?: string | undefined; message?: string | undefined } = {},
): Answer =>
  refusal(
    status,
    words.message ?? words.error ?? USUAL[status] ?? USUAL[status < 500 ? 422 : 500] ?? 'Error',
  );
