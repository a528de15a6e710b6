import { randomUUID } from 'node:crypto';
import http from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { newTid } from '../../../electron/platforms/bluesky/tid.ts';

/** A call that put a post there, as an adapter made it. */
export interface RecordedCall {
  url: string;
  headers: [string, string][];
  body: string;
}

/** Counts the calls of this process from now on, by `fetch` or over kept connections, and keeps the first post of each account. */
export function countCalls() {
  const { fetch } = globalThis;
  const { request } = http;
  const firsts = new Map<string, RecordedCall>();
  let count = 0;
  const note = (url: string, method: string | undefined, headers: Headers, body: unknown) => {
    count++;
    const owner = headers.get('authorization') ?? '';
    // `@atproto/api` writes it small.
    if (method?.toUpperCase() !== 'POST' || !body || firsts.has(owner)) return;
    const text = typeof body === 'string' ? body : Buffer.from(body as Uint8Array).toString();
    firsts.set(owner, { url, headers: [...headers], body: text });
  };
  globalThis.fetch = (input, init) => {
    note(String(input), init?.method, new Headers(init?.headers), init?.body);
    return fetch(input, init);
  };
  const watched = (url: URL, options: http.RequestOptions) => {
    const outgoing = request(url, options);
    const { end } = outgoing;
    outgoing.end = (body?: unknown) => {
      note(String(url), options.method, new Headers(options.headers as HeadersInit), body);
      return end.call(outgoing, body, undefined as never);
    };
    return outgoing;
  };
  const install = (one: typeof request) => {
    http.request = one;
    syncBuiltinESMExports();
  };
  install(watched as typeof request);
  return {
    firsts,
    count: () => count,
    stop: () => {
      globalThis.fetch = fetch;
      install(request);
    },
  };
}

/**
 * The same calls and nothing else: for each account one after the other, accounts side by side, each answer read
 * and parsed. Every post is a new one to the network, under a key of its own.
 */
export async function repeatCalls(
  firsts: ReadonlyMap<string, RecordedCall>,
  posts: number,
  counter: { begin(): void; done(count: number): void },
): Promise<{ firstAnswers: number[]; took: number }> {
  const calls = [...firsts.values()];
  const firstAnswers: number[] = [];
  const begun = performance.now();
  let done = 0;
  counter.begin();
  await Promise.all(
    calls.map(async (call, lane) => {
      const from = Math.floor((lane * posts) / calls.length);
      const to = Math.floor(((lane + 1) * posts) / calls.length);
      for (let at = from; at < to; at++) {
        await repeat(call, at);
        if (at === from) firstAnswers.push(performance.now() - begun);
        counter.done(++done);
      }
    }),
  );
  return { firstAnswers, took: performance.now() - begun };
}

async function repeat({ url, headers, body }: RecordedCall, index: number): Promise<void> {
  const fresh = new Headers(headers);
  if (fresh.has('idempotency-key')) fresh.set('idempotency-key', randomUUID());
  const response = await fetch(url, {
    method: 'POST',
    headers: fresh,
    redirect: 'manual',
    body: body
      .replace(/Post \d+ of/, `Post ${index} once more of`)
      .replace(/"rkey":"[^"]*"/, () => `"rkey":"${newTid(Date.now())}"`),
  });
  const answer = await response.text();
  if (!response.ok) throw new Error(`The bare loop was refused: ${response.status} ${answer}`);
  JSON.parse(answer);
}
