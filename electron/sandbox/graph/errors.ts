import type { Answer } from '../network.ts';

interface Words {
  subcode?: number;
  status?: number;
  type?: string;
  title?: string;
  user?: string;
  transient?: boolean;
}

/**
 * An error as the Graph API writes it. Source: developers.facebook.com/docs/graph-api/guides/error-handling.
 */
export const graphError = (code: number, message: string, words: Words = {}): Answer => ({
  status: words.status ?? 400,
  body: {
    error: {
      message,
      type: words.type ?? 'OAuthException',
      code,
      ...(words.subcode !== undefined && { error_subcode: words.subcode }),
      ...(words.transient !== undefined && { is_transient: words.transient }),
      ...(words.title !== undefined && { error_user_title: words.title }),
      ...(words.user !== undefined && { error_user_msg: words.user }),
      fbtrace_id: 'A0sandbox0trace0',
    },
  },
});

export const invalid = (message: string, words: Words = {}): Answer =>
  graphError(100, `(#100) ${message}`, words);

/** The same for what is gone, what never was, and what is not the caller's to see. */
export const unsupported = (method: string, id: string): Answer =>
  graphError(
    100,
    `Unsupported ${method.toLowerCase()} request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation. Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api`,
    { subcode: 33, type: 'GraphMethodException' },
  );

export const tokenError = (what: 'unknown' | 'expired' | 'revoked' | 'missing'): Answer => {
  const status = 401;
  if (what === 'expired')
    return graphError(190, 'Error validating access token: Session has expired.', {
      subcode: 463,
      status,
    });
  if (what === 'revoked')
    return graphError(
      190,
      'Error validating access token: The user has not authorized application.',
      { subcode: 458, status },
    );
  if (what === 'missing')
    return graphError(104, 'An access token is required to request this resource.', {
      status: 400,
    });
  return graphError(190, 'Invalid OAuth access token - Cannot parse access token', { status });
};

export const missingPermission = (scope: string): Answer =>
  graphError(200, `(#200) Requires ${scope} permission to manage the object`, { status: 403 });

/** What the network says for a status when a plan of faults asks for one; `error` may be a code, as `9004/2207052`. */
export function usualError(
  status: number,
  words: { error?: string | undefined; message?: string | undefined } = {},
): Answer {
  const [code, subcode] = (words.error ?? '').split('/').map(Number);
  const usual = USUAL[status] ?? USUAL[status < 500 ? 400 : 500] ?? [1, 'Unknown'];
  return graphError(code || usual[0], words.message ?? usual[1], {
    status,
    ...(subcode && { subcode }),
    ...(status >= 500 && { transient: true }),
  });
}

const USUAL: Readonly<Record<number, readonly [code: number, message: string]>> = {
  400: [100, '(#100) Invalid parameter'],
  401: [190, 'Error validating access token: Session has expired.'],
  403: [200, '(#200) Permissions error'],
  404: [100, '(#100) Unsupported request'],
  409: [506, '(#506) Duplicate Post'],
  413: [100, '(#100) The request is too large'],
  429: [4, '(#4) Application request limit reached'],
  500: [1, 'An unknown error occurred'],
  503: [2, 'Service temporarily unavailable'],
};
