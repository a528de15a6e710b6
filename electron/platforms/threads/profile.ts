import { z } from 'zod';
import { accessTokenOf } from '../access-token.ts';
import { failureOf } from '../call-failed.ts';
import type { Graph } from '../graph/client.ts';
import {
  lineOf,
  type PlatformContext,
  type PlatformResult,
  type RemoteAccount,
} from '../platform.ts';
import type { createServerClock } from '../server-clock.ts';
import type { Line } from '../transport.ts';
import { graphOf, hostsOf } from './hosts.ts';
import { renewalRules } from './session.ts';

export interface Connection extends Line {
  servers: ReturnType<typeof createServerClock>;
}

/** One profile, with calls in its name. */
export interface Profile {
  id: string;
  graph: Graph;
  handle: string;
  signal: AbortSignal | undefined;
  /** The time at Threads, as far as it was heard, else ours. UTC epoch ms. */
  now(): number;
}

/** What of a context the calls themselves need; signing in has no more. */
export type Caller = Pick<
  PlatformContext,
  'serviceUrl' | 'remoteId' | 'handle' | 'session' | 'renewSession'
> &
  Parameters<typeof lineOf>[0];

/** Runs calls with a profile's session; what they throw comes back as a value. */
export async function withProfile<Value>(
  context: Caller,
  connection: Connection,
  run: (profile: Profile) => Promise<Value>,
): Promise<PlatformResult<Value>> {
  const { serviceUrl, remoteId: id, handle, signal } = context;
  const { graph: origin } = hostsOf(serviceUrl);
  const { servers } = connection;
  const line = { ...connection, ...lineOf(context) };
  try {
    const token = accessTokenOf(context, renewalRules(serviceUrl, line));
    const graph = graphOf(serviceUrl, line, await token.ready(), {
      renew: token.renewed,
      heard: (headers) => servers.hear(origin, headers),
    });
    const now = () => servers.now(origin) ?? connection.now();
    return { ok: true, value: await run({ id, graph, handle, signal, now }) };
  } catch (error) {
    return failureOf(error, new URL(origin).host);
  }
}

/** Source: developers.facebook.com/docs/threads/threads-profiles. */
const profileShape = z.object({
  id: z.string().min(1),
  username: z.string().min(1),
  name: z.string().nullish().catch(null),
});

const followersShape = z.object({
  data: z.array(z.object({ total_value: z.object({ value: z.int().min(0) }) })),
});

/** Who the token belongs to, with the figures of now. */
export async function whoAmI({ graph }: Profile): Promise<RemoteAccount> {
  const { id, username, name } = await graph.get('me', profileShape, {
    fields: 'id,username,name',
  });
  // A figure that is not to be had is no reason to fail.
  const followers = await graph
    .get(`${encodeURIComponent(id)}/threads_insights`, followersShape, {
      metric: 'followers_count',
    })
    .catch(() => null);
  return {
    remoteId: id,
    handle: username,
    displayName: name || username,
    followers: followers?.data[0]?.total_value.value ?? null,
    following: null,
    postCount: null,
  };
}
