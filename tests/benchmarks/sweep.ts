import { v7 } from 'uuid';
import { configure, connect } from '../../electron/database/connection.ts';
import { accounts } from '../../electron/database/schema/index.ts';
import { readIdentity } from '../../electron/vault/identity.ts';
import { createKeychain } from '../../electron/vault/keychain.ts';
import { scoped } from '../../electron/vault/long-secrets.ts';
import { secretNames } from '../../electron/vault/secret-store.ts';
import { recordStatements, replay } from './recorded-sql.ts';
import type { Row } from './report.ts';
import { openEmptyWorkspace, schedulePosts, type Workspace } from './scheduled-posts.ts';

/** Ours and the yardstick by turns, so that a busy moment of the machine falls on both. */
const ROUNDS = 20;
const WARM_UP = 50;
const MINUTE = 60_000;

/**
 * A look for what is due where nothing is, over `count` scheduled posts, beside the very SQL that it runs on a
 * plain connection with the same encryption.
 */
export async function measureSweep(count: number, samples: number): Promise<Row[]> {
  const recorder = recordStatements();
  const workspace = await openEmptyWorkspace();
  try {
    scheduleAhead(workspace, count);
    const { schedule } = workspace.services;
    // The first sweep takes the runner's lock and prepares what comes next.
    for (let at = 0; at < WARM_UP; at++) await schedule.sweep();
    const statements = await recorder.during(() => schedule.sweep());
    const plain = connect({
      file: `${workspace.userData}/workspace.db`,
      key: await keyOf(workspace.userData),
    });
    configure(plain);
    replay(
      plain,
      Array.from({ length: WARM_UP }, () => statements),
    );
    const ours: number[] = [];
    const yardstick: number[] = [];
    const share = Math.ceil(samples / ROUNDS);
    for (let round = 0; round < ROUNDS; round++) {
      for (let at = 0; at < share; at++) {
        const begun = performance.now();
        await schedule.sweep();
        ours.push(performance.now() - begun);
      }
      yardstick.push(
        ...replay(
          plain,
          Array.from({ length: share }, () => statements),
        ),
      );
    }
    plain.close();
    const bar = { of: 'p95', most: 1 } as const;
    return [{ name: 'sweep, nothing due', unit: 'ms', ours, yardstick, bar }];
  } finally {
    await workspace.remove();
  }
}

/** From an hour from now on, a minute apart, to accounts that nobody is signed in to. */
function scheduleAhead({ services }: Workspace, count: number): void {
  const client = services.clients.create({ name: 'Benchmark', notes: '' });
  if (!client.ok) throw new Error(client.error.message);
  const clientId = client.value.id;
  const now = Date.now();
  const ids = Array.from({ length: 50 }, (_, at) => {
    const id = v7();
    const handle = `person${at}`;
    services.database.orm
      .insert(accounts)
      .values({
        id,
        clientId,
        network: 'bluesky',
        serviceUrl: 'http://127.0.0.1:9',
        remoteId: `did:plc:${handle}`,
        handle,
        displayName: handle,
        status: 'disabled',
        createdAt: now,
        updatedAt: now,
      })
      .run();
    return id;
  });
  schedulePosts(services, clientId, count, (index) => ({
    accountId: ids[index % ids.length] ?? '',
    scheduledAt: now + (60 + index) * MINUTE,
    text: `The ${index}th of many posts that are due some day, none of them today.`,
  }));
  services.database.raw.pragma('optimize');
}

async function keyOf(userData: string): Promise<string> {
  const identity = readIdentity(userData);
  if (!identity || identity === 'unreadable') throw new Error(`No workspace in ${userData}`);
  const key = await scoped(createKeychain(), identity.id).get(secretNames.databaseKey);
  if (!key) throw new Error('The key of the workspace is not in the keychain');
  return key;
}
