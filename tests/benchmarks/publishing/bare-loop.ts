import { randomBytes, randomUUID } from 'node:crypto';
import path from 'node:path';
import type BetterSqlite3 from 'better-sqlite3';
import { configure, connect } from '../../../electron/database/connection.ts';
import { newTid } from '../../../electron/platforms/bluesky/tid.ts';
import type { RecordedCall } from '../dispatch/calls.ts';
import { serveOrders } from './helper.ts';

/** What the process with the bare loop is told. */
export type LoopOrders =
  | { kind: 'open'; folder: string }
  /** The posts are shared among the calls, each of which is one account's. `loops` run side by side. */
  | { kind: 'publish'; posts: number; calls: RecordedCall[]; loops: number };

export interface LoopAnswer {
  /** Ms. */
  took?: number;
}

let write: BetterSqlite3.Statement | null = null;
let count = 0;

await serveOrders<LoopOrders, LoopAnswer>(async (orders) => {
  if (orders.kind === 'publish') return { took: await publish(orders) };
  const key = randomBytes(32).toString('hex');
  const database = connect({ file: path.join(orders.folder, 'bare.db'), key });
  // The same file format, WAL and synchronous=FULL as the product's own.
  configure(database);
  database.exec('CREATE TABLE sent (id TEXT PRIMARY KEY, remote_id TEXT, sent_at INTEGER)');
  write = database.prepare('INSERT INTO sent VALUES (?, ?, ?)');
  return {};
});

/**
 * What one writes who has posts to send and a table to note them in: `fetch` with its usual connections, which are
 * kept, one post after the other; where there are as many loops as accounts, each account has its own. One durable
 * write a post, after it is out: a crash between the two sends it twice.
 */
async function publish({ posts, calls, loops }: Extract<LoopOrders, { kind: 'publish' }>) {
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: loops }, async (_, lane) => {
      for (let at = lane; at < posts; at += loops) {
        const call = calls[at % calls.length];
        if (!call) throw new Error('There is nothing to send');
        const id = randomUUID();
        const remoteId = await send(call, id);
        write?.run(id, remoteId, Date.now());
      }
    }),
  );
  return performance.now() - begun;
}

/** The body of the product's own call, with another text and under a key of its own. */
async function send({ url, headers, body }: RecordedCall, id: string): Promise<string> {
  const own = headers.filter(([name]) => name !== 'connection');
  const init: RequestInit = {
    method: 'POST',
    headers: own.map(([name, value]) => [name, name === 'idempotency-key' ? id : value]),
    body: body
      .replace(/Post \d+ of/, `Post ${count++} of the bare loop and`)
      .replace(/"rkey":"[^"]*"/, () => `"rkey":"${newTid(Date.now())}"`),
  };
  // A kept connection may be closed just when it is used again. The same key makes no second post.
  const response = await fetch(url, init).catch(() => fetch(url, init));
  const answer = (await response.json()) as { id?: string; uri?: string };
  const remoteId = answer.id ?? answer.uri;
  if (!response.ok || !remoteId) throw new Error(`The bare loop was refused: ${response.status}`);
  return remoteId;
}
