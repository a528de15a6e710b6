import { z } from 'zod';
import type { RateLimit } from '../../../shared/domain/network.ts';
import { CallFailed, failure } from '../call-failed.ts';
import { createTransport, type Line } from '../transport.ts';
import { graphFailure, isTokenOver } from './failure.ts';
import { usageIn } from './usage.ts';

/** Newest stable version of Facebook and Instagram. Source: developers.facebook.com/docs/graph-api/changelog, read on 2026-11-23. */
export const GRAPH_VERSION = 'v26.0';

/** Parameters of a call. What is absent is left out; lists and objects are written as JSON, as the API reads them. */
export type GraphParams = Readonly<
  Record<string, string | number | boolean | readonly unknown[] | object | undefined>
>;

export interface GraphOptions extends Line {
  /** As people call it, for sentences. */
  network: string;
  /** Where its calls go, e.g. `https://graph.facebook.com`. */
  origin: string;
  /** As it stands in paths, e.g. `v26.0`. */
  version?: string;
  /** Null for calls that are made with an application’s secret. */
  token: string | null;
  /** How the token is called in its header; both are read. */
  scheme?: 'Bearer' | 'OAuth';
  /** Another token where the network says that this one is over: asked for once, and the call is made again with it. */
  renew?(): Promise<string>;
  /** Gets the headers of each answer that is a success. */
  heard?(headers: Headers): void;
  rateLimits: readonly RateLimit[];
}

/** Calls with one token. Throws `CallFailed` on everything but a success. Paths have no version and no slash at the start. */
export type Graph = ReturnType<typeof createGraph>;

/** Milliseconds that a call may take: an upload is a piece of a video over a slow line. */
const TIMEOUTS = { call: 30_000, upload: 300_000 };

/** The Graph API as Facebook, Instagram and Threads have it. @throws CallFailed of class `auth` where the token can't be one */
export function createGraph(options: GraphOptions) {
  const { network, origin, version = GRAPH_VERSION, scheme = 'Bearer' } = options;
  let token = checked(options.token);
  let renewing: Promise<string> | null = null;
  const transport = createTransport({
    ...options,
    timeoutOf: (path) => (/\/(photos|upload:[^/]*)$/.test(path) ? TIMEOUTS.upload : TIMEOUTS.call),
    bucketOf: () => 'calls',
    ownLimits: usageIn,
    isWrite: ({ method }) => method !== 'GET',
    explain: (answer) => graphFailure(network, answer),
  });

  async function call<Value>(
    path: string,
    shape: z.ZodType<Value>,
    init: RequestInit,
    at: { origin?: string; version?: boolean } = {},
  ): Promise<Value> {
    const versioned = at.version === false ? `/${path}` : `/${version}/${path}`;
    const send = () => {
      const headers = new Headers(init.headers);
      if (token !== null) headers.set('authorization', `${scheme} ${token}`);
      return transport(at.origin ?? origin, versioned, { ...init, headers });
    };
    const response = await send().catch(async (error: unknown) => {
      // It was not done: a token is looked at before anything else is.
      if (!options.renew || !isTokenOver(error)) throw error;
      renewing ??= options.renew();
      token = checked(await renewing);
      return send();
    });
    options.heard?.(response.headers);
    return shape.parse(await response.json());
  }

  return {
    network,
    get: <Value>(
      path: string,
      shape: z.ZodType<Value>,
      params: GraphParams = {},
      at?: { version?: boolean },
    ): Promise<Value> => {
      const query = written(params).toString();
      return call(query === '' ? path : `${path}?${query}`, shape, {}, at);
    },
    post: <Value>(
      path: string,
      shape: z.ZodType<Value>,
      params: GraphParams | FormData,
      at?: { origin?: string; version?: boolean },
    ): Promise<Value> =>
      call(
        path,
        shape,
        { method: 'POST', body: params instanceof FormData ? params : written(params) },
        at,
      ),
    /** The bytes of a file, as they are. */
    send: <Value>(
      path: string,
      shape: z.ZodType<Value>,
      bytes: Uint8Array,
      headers: Record<string, string>,
    ): Promise<Value> =>
      call(path, shape, { method: 'POST', body: bytes as Uint8Array<ArrayBuffer>, headers }),
    delete: (path: string): Promise<unknown> => call(path, z.unknown(), { method: 'DELETE' }),
  };
}

function checked(token: string | null): string | null {
  if (token === null || /^[\x21-\x7e]+$/.test(token)) return token;
  throw new CallFailed(
    failure('auth', 'This is not an access token: none has spaces or accents. Copy it again.'),
  );
}

export function written(params: GraphParams): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params))
    if (value !== undefined)
      query.set(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
  return query;
}

/** Ids are digits, on Facebook with an underscore between two; anything else is no part of a path. */
export const idShape = z.string().regex(/^[\w-]+$/);

/** What a call answers that made something. */
export const madeShape = z.object({ id: idShape });
