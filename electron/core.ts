import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '../shared/ipc/route.ts';
import type { AppStatus, Backup } from '../shared/ipc/views.ts';
import { type Bus, createBus } from './bus.ts';
import type { Ports, PowerEvents } from './core/ports.ts';
import { createRunnerLock, createServices, type Services } from './core/services.ts';
import { startUpkeep } from './core/upkeep.ts';
import { listBackups } from './database/backups.ts';
import { isDamage } from './database/connection.ts';
import { openDatabase } from './database/database.ts';
import { maintain } from './database/maintenance.ts';
import { followOtherWriters } from './database/other-writers.ts';
import { createProcessLock, holding } from './database/process-lock.ts';
import { restoreBackup } from './database/restore.ts';
import { createVault, type OpenVault, type VaultState } from './vault/vault.ts';

export type { Ports, PowerEvents } from './core/ports.ts';
export type { Services } from './core/services.ts';

type Standing = Pick<AppStatus, 'state' | 'message'>;
type Status = Result<AppStatus, never>;

export interface Core {
  bus: Bus;
  status(): AppStatus;
  /** Null unless the state is `ready`. */
  services(): Services | null;
  choosePassphrase(passphrase: string): Promise<Result<AppStatus, 'not_needed'>>;
  unlock(passphrase: string): Promise<Result<AppStatus, 'wrong_passphrase' | 'not_needed'>>;
  /** Tries again to open; does nothing where the workspace is open. */
  retry(): Promise<Status>;
  backups(): Backup[];
  backup(): Promise<Result<Backup, 'no_space' | 'unexpected'>>;
  restore(
    name: string,
  ): Promise<Result<AppStatus, 'not_found' | 'not_damaged' | 'backup_unusable'>>;
  /** Logs what a call threw. A page of the database that cannot be read takes the workspace down. */
  noticeFailure(error: unknown, fields?: Record<string, unknown>): void;
  /** Begins to publish as soon as the workspace is ready and the runner lock is ours. */
  startRunner(): void;
  /** Learns when this computer sleeps, and looks for what came due meanwhile when it is awake again. */
  followPower(events: PowerEvents): void;
  /** Stops the runner after the call in flight is recorded, then closes the database. */
  close(): Promise<void>;
}

/** How long another process may keep the workspace to itself while it opens it, in ms. */
const OPENING_PATIENCE = 15_000;

/**
 * Opens the workspace of a user-data folder and wires every service over it. Never rejects because of
 * what it finds there: the state says what is wrong and what to do.
 */
export async function createCore(ports: Ports): Promise<Core> {
  const { userData, clock, log, sqliteBinding } = ports;
  mkdirSync(userData, { recursive: true, mode: 0o700 });
  const file = join(userData, 'workspace.db');
  const backups = join(userData, 'backups');
  const bus = createBus((error) => log.error('A listener failed', { error }));
  const lock = createProcessLock(join(userData, 'workspace.lock'), sqliteBinding);
  const runnerLock = createRunnerLock(userData, sqliteBinding);
  const hasDatabase = () => existsSync(file) && statSync(file).size > 0;
  const vault = createVault({ ...ports, hasDatabase });

  let state: AppStatus['state'] = 'keychain_unavailable';
  let message: string | null = null;
  /** Kept while the database is refused, so that a restore needs no second passphrase. */
  let opened: OpenVault | null = null;
  let services: Services | null = null;
  let upkeep: { stop(): void } | null = null;
  let stopFollowing: (() => void) | null = null;
  let running = false;
  let closed = false;

  function become(next: Standing): void {
    const changed = next.state !== state;
    ({ state, message } = next);
    if (state !== 'ready') log.info('The workspace is not open', { state, message });
    if (changed) bus.emit('app.changed', { state });
    if (running) start();
  }

  function start(): void {
    services?.schedule.start();
    services?.mediaRelay.start();
    services?.practice.start();
    services?.recoverImports();
    services?.watchMoods();
    services?.ai.resume();
  }

  const status = (): AppStatus => ({
    state,
    message,
    version: ports.version,
    secrets: opened?.secrets.kind ?? (state === 'locked' ? 'passphrase' : 'unknown'),
    hasProfile: services?.profiles.get() != null,
    demo: services?.demo.isThere() ?? false,
    now: clock.now(),
    runner: runnerNow(),
  });

  /** Where this process does not run the schedule, it looks whether another one does. */
  function runnerNow(): AppStatus['runner'] {
    if (running || !services) return services?.schedule.runner() ?? 'none';
    const free = runnerLock.take();
    runnerLock.release();
    return free ? 'none' : 'elsewhere';
  }

  function settle(found: VaultState): void {
    if (found.kind === 'open') opened = found;
    become(found.kind === 'open' ? openWith(found) : standingOf(found));
  }

  /** Opens the database and everything over it, or says why not. */
  function openWith({ key, secrets, established }: OpenVault): Standing {
    const wal = statSync(`${file}-wal`, { throwIfNoEntry: false });
    const found = openDatabase({ ...ports, file, key, backups, mustExist: established });
    if (!found.ok) {
      const refused = found.error.code === 'newer' ? 'newer' : 'damaged';
      return { state: refused, message: found.error.message };
    }
    vault.establish();
    try {
      services = createServices(ports, { database: found.value, secrets, bus });
    } catch (error) {
      found.value.close();
      if (isDamage(error)) return DAMAGED;
      throw error;
    }
    stopFollowing = followOtherWriters(found.value, () => bus.emit('workspace.changed', {}));
    // A write-ahead log that was left behind tells of a crash, or of a second process: look once.
    const checkNow = (wal?.size ?? 0) > 0;
    upkeep = startUpkeep({ ports, file, backups, key, checkNow, onDamage: breakDown });
    return { state: 'ready', message: null };
  }

  /** Hides the services from callers at once, and closes them after what is under way. */
  function shut(): Promise<void> {
    const closing = services;
    services = null;
    stopFollowing?.();
    upkeep?.stop();
    upkeep = null;
    return inTurn(async () => closing?.close());
  }

  /** The database broke while it was open. */
  function breakDown(): void {
    if (!services) return;
    const closing = shut();
    become(DAMAGED);
    closing.catch((error: unknown) => log.error('The workspace did not close', { error }));
  }

  // One change of state at a time; the lock keeps other processes out meanwhile.
  let queue: Promise<unknown> = Promise.resolve();
  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = queue.then(work);
    queue = turn.catch(() => undefined);
    return turn;
  }
  const alone = <Value>(work: () => Promise<Value>): Promise<Value | null> =>
    inTurn(async () => {
      if (closed) return null;
      const done = await holding(lock, OPENING_PATIENCE, async () => ({ value: await work() }));
      if (!done && !services) become({ state: 'keychain_unavailable', message: MESSAGES.busy });
      return done?.value ?? null;
    });

  await alone(async () => settle(await vault.open()));

  return {
    bus,
    status,
    services: () => services,
    async choosePassphrase(passphrase) {
      const chosen = await alone(async () => {
        if (services) return fail('not_needed', MESSAGES.open);
        const found = await vault.choosePassphrase(passphrase);
        if (found.ok) settle(found.value);
        return found;
      });
      return chosen && !chosen.ok ? chosen : ok(status());
    },
    async unlock(passphrase) {
      const unlocked = await alone(async () => {
        if (services) return fail('not_needed', MESSAGES.open);
        const found = await vault.unlock(passphrase);
        if (found.ok) settle(found.value);
        return found;
      });
      return unlocked && !unlocked.ok ? unlocked : ok(status());
    },
    async retry() {
      await alone(async () => {
        if (!services) settle(opened ?? (await vault.open()));
      });
      return ok(status());
    },
    backups: () => listBackups(backups),
    async backup() {
      if (!opened || !services) return fail('unexpected', MESSAGES.notOpen);
      const answer = await maintain({
        kind: 'backup',
        file,
        key: opened.key,
        sqliteBinding,
        backups,
        now: clock.now(),
        reason: 'asked',
      });
      if (answer.kind === 'backed_up') return ok(answer.backup);
      log.error('A backup failed', { ...answer });
      if (answer.kind === 'failed' && answer.damaged) breakDown();
      return answer.kind === 'failed' && answer.noSpace
        ? fail('no_space', 'There is no room for a backup. Free some disk space, then try again.')
        : fail('unexpected', 'The backup failed. Look into the log for the reason.');
    },
    async restore(name) {
      const restored = await alone(async () => {
        if (state !== 'damaged' || !opened) return fail('not_damaged', MESSAGES.notDamaged);
        const done = restoreBackup(name, { ...ports, file, backups, key: opened.key });
        if (!done.ok) return done;
        const standing = openWith(opened);
        if (services) holdBackOverdue(services, clock.now());
        become(standing);
        return ok(null);
      });
      return restored && !restored.ok ? restored : ok(status());
    },
    noticeFailure(error, fields) {
      log.error('A call failed', { ...fields, error });
      if (isDamage(error)) breakDown();
    },
    startRunner() {
      running = true;
      start();
    },
    followPower(events) {
      events.on((kind) => {
        try {
          if (kind !== 'unlock') services?.power.record(kind);
        } catch (error) {
          // A full disk, say: nobody else would catch it, and the application would end.
          log.error('A power event could not be kept', { kind, error });
        }
        if (kind !== 'suspend' && running) void services?.schedule.sweep();
      });
    },
    async close() {
      running = false;
      // What waits for its turn finds `closed`; what has it, ends first.
      closed = true;
      await inTurn(async () => undefined);
      await shut();
    },
  };
}

/**
 * A backup may be older than what was published since: sending what looks overdue could post it twice,
 * so it waits for the person.
 */
function holdBackOverdue({ posts, publishing }: Services, now: number): void {
  for (let due = posts.due(now, 500); due.length > 0; due = posts.due(now, 500)) {
    for (const { id } of due) {
      const held = publishing.miss(id, MESSAGES.restored);
      if (!held.ok) throw new Error(`A restored post could not be held back: ${held.error.code}`);
    }
  }
}

function standingOf(found: Exclude<VaultState, OpenVault>): Standing {
  switch (found.kind) {
    case 'choose_passphrase':
      return { state: 'choose_passphrase', message: MESSAGES.choose };
    case 'locked':
      return { state: 'locked', message: MESSAGES.locked };
    case 'refused':
      return { state: 'keychain_unavailable', message: found.message };
  }
}

const MESSAGES = {
  choose:
    'There is no keychain on this computer, so your workspace is sealed with a passphrase. Choose one you will remember: nobody can reset it.',
  locked: 'This workspace is sealed. Enter your passphrase to open it.',
  busy: 'Another ClientNest is opening this workspace. Wait a moment, then try again.',
  open: 'This workspace is open already.',
  notOpen: 'The workspace is not open.',
  restored:
    'The workspace came back from a backup, so this may be published already. Look at the account, then publish it or choose a new time.',
  notDamaged: 'This workspace is not damaged, so nothing was restored.',
};

const DAMAGED: Standing = {
  state: 'damaged',
  message:
    'The workspace cannot be read. Restore the last backup; the damaged file is kept beside it.',
};
