import { z } from 'zod';
import { X } from '../../../shared/domain/networks/x.ts';
import { isMultipart, type Multipart } from '../multipart.ts';
import type { RemoteLimit } from '../platform.ts';
import { type Call, createTransport, type Line, type Transport } from '../transport.ts';
import { answerFailure } from './failure.ts';

/** A problem that comes with a success, about one of the things that were asked for. */
const problem = z.looseObject({
  type: z.string().catch('about:blank'),
  title: z.string().optional().catch(undefined),
  detail: z.string().optional().catch(undefined),
  status: z.number().optional().catch(undefined),
  resource_id: z.string().optional().catch(undefined),
});
export type Problem = z.output<typeof problem>;

const envelope = z.object({
  data: z.unknown().optional(),
  errors: z.array(problem).catch([]),
  includes: z.unknown().optional(),
  meta: z
    .object({
      next_token: z.string().optional().catch(undefined),
      result_count: z.number().optional().catch(undefined),
    })
    .catch({}),
});

export interface Answer<Data> {
  data: Data;
  /** What of it X could not give. */
  errors: readonly Problem[];
  includes: unknown;
  /** Null on the last page. */
  nextToken: string | null;
}

/** Calls with one account's token. They throw `CallFailed` on everything but a success. */
export interface XApi {
  get<Data>(path: string, shape: z.ZodType<Data>): Promise<Answer<Data>>;
  /** X leaves the data out where there is none, and says so: a list that is merely missing is no empty one. */
  list<Item>(path: string, item: z.ZodType<Item>): Promise<Answer<Item[]>>;
  post<Data>(
    path: string,
    shape: z.ZodType<Data>,
    body?: Multipart | Record<string, unknown>,
  ): Promise<Answer<Data>>;
  put<Data>(
    path: string,
    shape: z.ZodType<Data>,
    body: Record<string, unknown>,
  ): Promise<Answer<Data>>;
  delete<Data>(path: string, shape: z.ZodType<Data>): Promise<Answer<Data>>;
}

export interface Connection extends Line {
  /** Gets the headers of each answer that is a success. */
  heard?(headers: Headers): void;
}

/** Sends with the account's token. */
export type Authorised = (path: string, init: Call) => Promise<Response>;

/** Reads what X answers. A success may be none: then it has problems in the place of data. */
export function createApi(host: string, send: Authorised): XApi {
  async function call<Data>(
    path: string,
    shape: z.ZodType<Data>,
    init: Call,
    isList = false,
  ): Promise<Answer<Data>> {
    const response = await send(path, init);
    const answer = envelope.parse(await response.json());
    const { errors, includes, meta } = answer;
    const isEmpty = isList && (meta.result_count === 0 || errors.some(isNotFound));
    const data = answer.data ?? (isEmpty ? [] : undefined);
    const read = shape.safeParse(data);
    const [first] = errors;
    if (!read.success && first !== undefined && data === undefined)
      throw answerFailure({
        host,
        status: statusOf(first),
        body: first,
        retryAfter: null,
        headers: response.headers,
        isWrite: isWrite({ method: init.method ?? 'GET', path }),
      });
    if (!read.success) throw read.error;
    return { data: read.data, errors, includes, nextToken: meta.next_token ?? null };
  }
  const json = (method: string, body: Record<string, unknown>) => ({
    method,
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
  return {
    get: (path, shape) => call(path, shape, {}),
    list: (path, item) => call(path, z.array(item), {}, true),
    put: (path, shape, body) => call(path, shape, json('PUT', body)),
    delete: (path, shape) => call(path, shape, { method: 'DELETE' }),
    post: (path, shape, body) =>
      call(
        path,
        shape,
        body === undefined
          ? { method: 'POST' }
          : isMultipart(body)
            ? {
                method: 'POST',
                body: body.content,
                headers: { 'content-type': body.contentType },
              }
            : json('POST', body),
      ),
  };
}

export const isNotFound = ({ type }: Problem): boolean => type.endsWith('/resource-not-found');

/** X leaves the status out of some problems; their type says it. */
function statusOf({ status, type }: Problem): number {
  if (status !== undefined) return status;
  const name = type.slice(type.lastIndexOf('/') + 1);
  if (name === 'internal-error') return 500;
  if (name === 'resource-not-found') return 404;
  return name.startsWith('not-authorized') || name.startsWith('disallowed') ? 403 : 400;
}

/** Milliseconds that a call may take, and that a piece of an upload may stand still. */
const TIMEOUTS = { call: 20_000, append: 60_000 };

/** What goes into a post: then the next step is to change it. */
const isWrite = ({ method, path }: { method: string; path: string }): boolean =>
  method === 'POST' && /^\/2\/(tweets$|media\/)/.test(path);

export function createLine(connection: Connection): Transport {
  const { onLimits, heard } = connection;
  const transport = createTransport({
    ...connection,
    ...(onLimits && { onLimits: (limits) => onLimits(limits.map(holdingPostsOnly)) }),
    timeoutOf: (path) => (path.endsWith('/append') ? TIMEOUTS.append : TIMEOUTS.call),
    rateLimits: X.rateLimits,
    bucketOf,
    isWrite,
    explain: answerFailure,
  });
  return async (origin, path, init) => {
    const response = await transport(origin, path, init);
    heard?.(response.headers);
    return response;
  };
}

/** Which of the counters of `X.rateLimits` a call is counted by: each endpoint has its own. */
function bucketOf({ method, path }: { method: string; path: string }): string {
  const [pathname = ''] = path.split('?');
  if (pathname.startsWith('/2/media/metadata')) return 'media_metadata';
  if (pathname === '/2/media/upload') return 'media_status';
  if (pathname.startsWith('/2/media/upload/')) return `media_${pathname.split('/').at(-1)}`;
  if (pathname === '/2/users/me') return 'profile';
  if (/^\/2\/users\/[^/]+\/mentions$/.test(pathname)) return 'mentions';
  if (pathname.startsWith('/2/users/')) return 'timeline';
  if (pathname === '/2/tweets/search/recent') return 'search';
  if (method === 'POST') return 'posts';
  if (method === 'PUT') return 'hides';
  return method === 'DELETE' ? 'removals' : 'lookup';
}

/** That nothing may be looked up for a while is no reason to hold back a post. */
const holdingPostsOnly = (limit: RemoteLimit): RemoteLimit =>
  /^(posts$|media_|retry_after$)/.test(limit.bucket) ? limit : { ...limit, blockedUntil: null };
