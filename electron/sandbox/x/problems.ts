import type { Answer } from '../network.ts';

const PROBLEMS = 'https://api.x.com/2/problems';

/** RFC 9457, as X writes it. Source: docs.x.com/x-api/fundamentals/response-codes-and-errors. */
const problem = (status: number, body: Record<string, unknown>): Answer => ({
  status,
  headers: { 'content-type': 'application/problem+json; charset=utf-8' },
  body: { status, ...body },
});

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  402: 'CreditsDepleted',
  403: 'Forbidden',
  404: 'Not Found',
  413: 'Payload Too Large',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** Any status in X's general words. */
export const usualError = (
  status: number,
  words: { error?: string | undefined; message?: string | undefined } = {},
): Answer => {
  const title = TITLES[status] ?? TITLES[status < 500 ? 400 : 500];
  return problem(status, {
    title,
    detail: words.message ?? words.error ?? title,
    type: 'about:blank',
  });
};

export const forbidden = (detail: string): Answer => usualError(403, { message: detail });

export const invalid = (message: string, parameter: string | null = null, value = ''): Answer =>
  problem(400, {
    errors: [{ message, parameters: parameter === null ? {} : { [parameter]: [value] } }],
    title: 'Invalid Request',
    detail: 'One or more parameters to your request was invalid.',
    type: `${PROBLEMS}/invalid-request`,
  });

/** What is asked for is not there; also as one of the problems beside what was found. */
export const notFoundProblem = (
  type: 'tweet' | 'user' | 'media',
  id: string,
  parameter: string,
) => ({
  value: id,
  detail: `Could not find ${type} with ${parameter}: [${id}].`,
  title: 'Not Found Error',
  resource_type: type,
  parameter,
  resource_id: id,
  type: `${PROBLEMS}/resource-not-found`,
});

export const notFound = (...of: Parameters<typeof notFoundProblem>): Answer =>
  problem(404, notFoundProblem(...of));
