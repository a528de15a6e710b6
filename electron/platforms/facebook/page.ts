import { z } from 'zod';
import { FACEBOOK } from '../../../shared/domain/networks/facebook.ts';
import { CallFailed, failure, failureOf } from '../call-failed.ts';
import { createGraph, type Graph } from '../graph/client.ts';
import { lineOf, type PlatformContext, type PlatformResult, type Session } from '../platform.ts';
import type { ServerTime } from '../server-time.ts';
import type { Line } from '../transport.ts';

/** What is kept of a sign-in. It lives in the secret store and nowhere else. */
const facebookSession = z.looseObject({
  /** Of the page. One that comes of a long-lived sign-in has no end of its own. */
  accessToken: z.string().min(1),
  /** Of the person who runs the page: uploads are theirs, and page tokens come of it. Null where a token was pasted. */
  userToken: z.string().min(1).nullable().default(null),
  /** The developer app that the tokens are of; null where it could not be asked. */
  applicationId: z.string().min(1).nullable().default(null),
});
export type FacebookSession = z.output<typeof facebookSession>;

export interface Connection extends Line {
  time: ServerTime;
}

/** Where the parts of Facebook are: hosts of their own, or all at one address where it is played. */
export function hostsOf(serviceUrl: string) {
  const { origin } = new URL(serviceUrl);
  const isPlayed = origin !== FACEBOOK.defaultServiceUrl;
  return {
    site: origin,
    graph: isPlayed ? origin : 'https://graph.facebook.com',
    video: isPlayed ? origin : 'https://graph-video.facebook.com',
  };
}
export type Hosts = ReturnType<typeof hostsOf>;

/** One page, with calls in its name. */
export interface Page {
  id: string;
  graph: Graph;
  /** Calls in the name of the person, where their token is known. */
  uploads: Graph;
  hosts: Hosts;
  applicationId(): Promise<string | null>;
  /** The time at Facebook, UTC epoch ms. */
  serverNow(): Promise<number>;
  signal: AbortSignal | undefined;
}

const SIGN_IN_AGAIN = 'The saved sign-in can’t be used any more. Reconnect the account.';

/** Runs calls with a page's kept session; what they throw comes back as a value. */
export async function withPage<Value>(
  context: PlatformContext,
  connection: Connection,
  run: (page: Page) => Promise<Value>,
): Promise<PlatformResult<Value>> {
  const hosts = hostsOf(context.serviceUrl);
  try {
    const session = facebookSession.safeParse(context.session);
    if (!session.success) throw new CallFailed(failure('auth', SIGN_IN_AGAIN));
    return { ok: true, value: await run(openPage(context, connection, hosts, session.data)) };
  } catch (error) {
    return failureOf(error, new URL(hosts.graph).host);
  }
}

function openPage(
  context: PlatformContext,
  connection: Connection,
  hosts: Hosts,
  session: FacebookSession,
): Page {
  const { remoteId: id, signal } = context;
  const { time, now } = connection;
  const { userToken, accessToken } = session;
  const shared = {
    ...connection,
    ...lineOf(context),
    network: FACEBOOK.name,
    origin: hosts.graph,
    rateLimits: FACEBOOK.rateLimits,
    heard: (headers: Headers) => time.hear(hosts.graph, headers),
  };
  const graph = createGraph({
    ...shared,
    token: accessToken,
    ...(userToken !== null && {
      renew: () => renewed(context, connection, hosts, userToken),
    }),
  });
  const uploads = createGraph({
    ...shared,
    token: userToken ?? accessToken,
    scheme: 'OAuth',
    // The person’s own sign-in ends after sixty days, the page’s does not.
    renew: async () => accessToken,
  });
  return {
    id,
    graph,
    uploads,
    hosts,
    signal,
    applicationId: async () => (await context.application())?.clientId ?? session.applicationId,
    async serverNow() {
      const known = time.at(hosts.graph);
      if (known !== null) return known;
      await graph.get(id, z.object({ id: z.string() }), { fields: 'id' });
      return time.at(hosts.graph) ?? now();
    },
  };
}

/** A page's token anew, by the person's. @throws CallFailed where they may not run it any more */
async function renewed(
  context: PlatformContext,
  connection: Connection,
  hosts: Hosts,
  userToken: string,
): Promise<string> {
  const result = await context.renewSession(context.session, async (kept) => {
    try {
      const graph = createGraph({
        ...connection,
        network: FACEBOOK.name,
        origin: hosts.graph,
        token: userToken,
        rateLimits: FACEBOOK.rateLimits,
      });
      const page = await graph.get(context.remoteId, z.object({ access_token: z.string() }), {
        fields: 'access_token',
      });
      const session: Session = { ...kept, accessToken: page.access_token };
      return { ok: true, value: session };
    } catch (error) {
      return failureOf(error, new URL(hosts.graph).host);
    }
  });
  if (!result.ok) throw new CallFailed(result);
  return facebookSession.parse(result.value).accessToken;
}
