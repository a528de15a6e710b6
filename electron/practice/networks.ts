import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { createProcessLock } from '../database/process-lock.ts';
import type { Log } from '../log.ts';
import type { Settings } from '../settings/settings.ts';
import type { PracticeDesk } from './protocol.ts';
import { createPracticeRelay } from './relay.ts';
import type { PracticeThread } from './thread.ts';

export type PracticeNetworks = ReturnType<typeof createPracticeNetworks>;

export interface PracticeNetworksOptions {
  database: Database;
  settings: Pick<Settings, 'recall' | 'remember'>;
  clock: Clock;
  log: Log;
  userData: string;
  sqliteBinding?: string | undefined;
}

/** The setting that says which addresses are practice; accounts at these are. `account-rows.ts` reads it, too. */
const KEY = 'practice';
const remembered = z.object({ urls: z.record(z.string(), z.string()) });

/** How long another process may take to have them running, ms. */
const ELSEWHERE_MS = 10_000;
/** How far their clock may be from ours, ms. */
const NEAR = 250;

/**
 * Stand-ins for the networks on this computer, started when somebody first reaches for one of them, by one process
 * of a workspace at a time. Nothing of them is loaded before.
 */
export function createPracticeNetworks(options: PracticeNetworksOptions) {
  const { database, settings, clock, log, userData, sqliteBinding } = options;
  const folder = join(userData, 'practice');
  const lock = createProcessLock(join(userData, 'practice.lock'), sqliteBinding);
  let starting: Promise<Result<PracticeDesk, 'practice_unavailable'>> | null = null;
  let thread: PracticeThread | null = null;
  let told = 0;
  let closed = false;
  /** Whose time they have: the workspace's own, or that of a demo which is being made. */
  let followed = clock;

  const urls = (): Readonly<Record<string, string>> => {
    const known = remembered.safeParse(settings.recall(KEY));
    return known.success ? known.data.urls : {};
  };

  /** Where they have other addresses than before, whatever is connected to them goes along. */
  function keepUrls(now: PracticeDesk['urls']): void {
    const before = urls();
    const { raw } = database;
    raw
      .transaction(() => {
        for (const [network, url] of Object.entries(now)) {
          const former = before[network];
          if (former === undefined || former === url) continue;
          for (const table of ['accounts', 'applications'])
            raw
              .prepare(`UPDATE ${table} SET service_url = ? WHERE network = ? AND service_url = ?`)
              .run(url, network, former);
        }
        settings.remember(KEY, { urls: { ...before, ...now } });
      })
      .immediate();
  }

  async function startHere(): Promise<Result<PracticeDesk, 'practice_unavailable'>> {
    const { startThread } = await import('./thread.ts');
    const skew = followed.now() - Date.now();
    const started = await startThread({ folder, skew });
    if (!started.ok) {
      lock.release();
      log.error('The practice networks did not start', { ...started.error });
      return unavailable(started.error.code === 'port_taken');
    }
    thread = started.value;
    told = skew;
    if (closed) {
      await stop();
      return unavailable(false);
    }
    const mine = thread;
    mine.onEnd(() => {
      if (thread !== mine) return;
      thread = null;
      lock.release();
      if (!closed) log.error('The practice networks ended');
    });
    keepUrls(mine.desk.urls);
    log.info('The practice networks are running');
    return ok(mine.desk);
  }

  /** Another process of this workspace has them. */
  async function findElsewhere(): Promise<Result<PracticeDesk, 'practice_unavailable'> | null> {
    const file = join(folder, 'desk.json');
    const until = Date.now() + ELSEWHERE_MS;
    while (Date.now() < until && !closed) {
      const desk = existsSync(file)
        ? (JSON.parse(readFileSync(file, 'utf8')) as PracticeDesk)
        : null;
      if (desk && (await answers(desk.ownPage))) return ok(desk);
      if (lock.take()) return null;
      await wait(100);
    }
    return unavailable(false);
  }

  async function start(): Promise<Result<PracticeDesk, 'practice_unavailable'>> {
    if (lock.take()) return startHere();
    return (await findElsewhere()) ?? startHere();
  }

  /** Starts them where they are not running. The answer says where everything is. */
  async function open(): Promise<Result<PracticeDesk, 'practice_unavailable'>> {
    if (closed) return unavailable(false);
    if (thread) {
      const skew = followed.now() - Date.now();
      if (Math.abs(skew - told) > NEAR) {
        told = skew;
        await thread.setClock(skew);
      }
      return ok(thread.desk);
    }
    starting ??= start().finally(() => {
      starting = null;
    });
    return starting;
  }

  async function stop(): Promise<void> {
    const ending = thread;
    thread = null;
    await ending?.end();
    lock.release();
  }

  const isPractice = (serviceUrl: string): boolean =>
    serviceUrl.startsWith('http://127.0.0.1:') && Object.values(urls()).includes(serviceUrl);

  return {
    open,
    isPractice,

    /** Before a call to a network: where it is a practice one, it is running when this resolves, if it can be. */
    async reach(serviceUrl: string): Promise<void> {
      if (isPractice(serviceUrl)) await open();
    },

    relay: createPracticeRelay(folder, async () => {
      const desk = await open();
      return desk.ok ? desk.value.relayUrl : null;
    }),

    /** Has them live in another time while `work` runs. */
    async inTimeOf<Value>(other: Clock, work: () => Promise<Value>): Promise<Value> {
      followed = other;
      try {
        return await work();
      } finally {
        followed = clock;
      }
    },

    /** Where accounts are connected to them, they are there from the start: what they do by themselves goes on. */
    startIfUsed(): void {
      const used = database.raw
        .prepare(
          `SELECT 1 FROM accounts WHERE removed_at IS NULL
             AND service_url IN (SELECT value FROM json_each(?)) LIMIT 1`,
        )
        .get(JSON.stringify(Object.values(urls())));
      if (used) setTimeout(() => void open(), STARTED_MS).unref();
    },

    /** Forgets all that they know. Only where nothing is connected to them. */
    async erase(): Promise<void> {
      await starting;
      await stop();
      if (!lock.take()) return;
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
      database.raw.prepare('DELETE FROM settings WHERE key = ?').run(KEY);
      lock.release();
    },

    async close(): Promise<void> {
      closed = true;
      await starting;
      await stop();
    },
  };
}

/** From the start of a workspace to theirs, ms: the first screen comes first. */
const STARTED_MS = 2000;

const answers = (address: string): Promise<boolean> =>
  new Promise((resolve) => {
    const { port } = new URL(address);
    const socket = connect({ host: '127.0.0.1', port: Number(port) });
    const say = (is: boolean) => {
      socket.destroy();
      resolve(is);
    };
    socket.setTimeout(1000, () => say(false));
    socket.once('connect', () => say(true));
    socket.once('error', () => say(false));
  });

const unavailable = (isPortTaken: boolean) =>
  fail(
    'practice_unavailable',
    isPortTaken
      ? 'Another program uses an address that the practice networks need. Close it or restart this computer, then try again.'
      : 'The practice networks did not start. Try again; the log in the workspace’s folder says more.',
  );
