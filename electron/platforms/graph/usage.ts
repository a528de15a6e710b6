import type { RemoteLimit } from '../platform.ts';

const MINUTE = 60_000;
/** Percent of what an hour allows from which on nothing is sent for a while. */
const HOLD_FROM = 90;
/** The windows move with time: some of it is free again soon. */
const HOLD_FOR = 5 * MINUTE;

interface Usage {
  call_count?: unknown;
  total_time?: unknown;
  total_cputime?: unknown;
  estimated_time_to_regain_access?: unknown;
}

/**
 * What an answer says of how much is used, in percent: `X-App-Usage` of the application, and
 * `X-Business-Use-Case-Usage` of each page or account, by kind of use.
 * Source: developers.facebook.com/docs/graph-api/overview/rate-limiting, read on 2026-11-23.
 * @param now UTC epoch ms
 */
export function usageIn(headers: Headers, now: number): RemoteLimit[] {
  const limits: RemoteLimit[] = [];
  const app = readJson(headers.get('x-app-usage'));
  if (app) limits.push(limitOf('app_usage', app as Usage, now));
  for (const [kind, usage] of businessUse(headers))
    limits.push(limitOf(`usage_${kind}`, usage, now));
  return limits;
}

/** Ms until the network takes calls again, as `X-Business-Use-Case-Usage` estimates it; null where it does not. */
export function regainIn(headers: Headers): number | null {
  const waits = businessUse(headers).map(([, usage]) => regainOf(usage));
  const longest = Math.max(0, ...waits);
  return longest === 0 ? null : longest;
}

function businessUse(headers: Headers): [kind: string, usage: Usage][] {
  const written = readJson(headers.get('x-business-use-case-usage'));
  return Object.values(written ?? {})
    .flatMap((list) => (Array.isArray(list) ? (list as (Usage & { type?: unknown })[]) : []))
    .filter((usage) => typeof usage === 'object' && usage !== null)
    .map((usage) => [typeof usage.type === 'string' ? usage.type : 'other', usage]);
}

function limitOf(bucket: string, usage: Usage, now: number): RemoteLimit {
  const used = Math.max(
    ...[usage.call_count, usage.total_time, usage.total_cputime].map((value) =>
      typeof value === 'number' ? value : 0,
    ),
  );
  const wait = Math.max(regainOf(usage), used > HOLD_FROM ? HOLD_FOR : 0);
  return {
    bucket,
    limit: 100,
    remaining: Math.max(0, Math.floor(100 - used)),
    resetsAt: null,
    blockedUntil: wait > 0 ? now + wait : null,
  };
}

/** It is given in minutes. */
const regainOf = ({ estimated_time_to_regain_access: minutes }: Usage): number =>
  typeof minutes === 'number' && minutes > 0 ? minutes * MINUTE : 0;

function readJson(text: string | null): Record<string, unknown> | null {
  if (text === null) return null;
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null
      ? (parsed as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
