import { THREADS } from '../../../shared/domain/networks/threads.ts';
import { createGraph, type Graph } from '../graph/client.ts';
import type { Line } from '../transport.ts';

/** Source: developers.facebook.com/docs/threads/changelog, read on 2026-11-23. */
const VERSION = 'v1.0';

/** Where the parts of Threads are: hosts of their own, or all at one address where it is played. */
export function hostsOf(serviceUrl: string) {
  const { origin } = new URL(serviceUrl);
  const isPlayed = origin !== THREADS.defaultServiceUrl;
  return {
    /** Where a person signs in. */
    site: isPlayed ? origin : 'https://threads.net',
    graph: isPlayed ? origin : 'https://graph.threads.net',
  };
}

/** The Graph API at Threads. */
export const graphOf = (
  serviceUrl: string,
  line: Line,
  token: string | null,
  over: { renew?(): Promise<string>; heard?(headers: Headers): void } = {},
): Graph =>
  createGraph({
    ...line,
    ...over,
    ...{ network: THREADS.name, origin: hostsOf(serviceUrl).graph, version: VERSION, token },
    rateLimits: THREADS.rateLimits,
  });
