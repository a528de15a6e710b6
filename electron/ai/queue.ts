import { type ConnectionRow, costBy } from './connections.ts';
import type { AiOutcome } from './outcome.ts';
import { isOver, outcomeOf } from './outcome.ts';
import type { RequestRow } from './requests.ts';
import { createRunning, type QueueOptions } from './running.ts';

/** How often another process is looked after that asks in our place, ms. */
const LOOK_AGAIN = 2000;
const LONGEST_SLEEP = 60_000;

/** Requests in their turn: the database is the truth, memory only knows what runs here and now. */
export function createQueue(options: QueueOptions) {
  const { bus, clock, log, requests, connections, pace, lock } = options;
  const running = createRunning(options, { finished, again });
  const waiters = new Map<string, ((outcome: AiOutcome) => void)[]>();
  let timer: NodeJS.Timeout | null = null;
  let closed = false;
  let isRecovered = false;

  const tell = (requestId: string) => bus.emit('ai.changed', { requestId });

  function sleep(ms: number): void {
    if (timer) clearTimeout(timer);
    timer = setTimeout(pump, Math.min(Math.max(ms, 1), LONGEST_SLEEP));
    timer.unref();
  }

  function settle(id: string): void {
    const row = requests.get(id);
    if (!row) return;
    for (const tellOf of waiters.get(id) ?? []) tellOf(outcomeOf(row));
    waiters.delete(id);
    tell(id);
  }

  function finished(row: RequestRow, connectionId: string): void {
    pace.ended(connectionId);
    settle(row.id);
    pump();
  }

  function again(row: RequestRow, connectionId: string, until: number, rests: boolean): void {
    pace.ended(connectionId);
    if (rests) pace.rest(connectionId, until);
    tell(row.id);
    pump();
  }

  /** Over before it began. */
  function refuse(row: RequestRow, code: string, problemText: string): void {
    const change = { state: 'failed', problem: code, problemText, endedAt: clock.now() } as const;
    if (requests.move(row.id, ['queued'], change)) settle(row.id);
  }

  /** Once, before anything of ours runs: what runs by the database then is what a crash left. */
  function recover(): void {
    if (isRecovered) return;
    isRecovered = true;
    requests.recover(({ connectionId, model }, tokens) => {
      const connection = connectionId === null ? null : connections.row(connectionId);
      return connection ? costBy(connection, model, tokens) : 0;
    });
  }

  /** Starts what may start. */
  function pump(): void {
    if (closed) return;
    try {
      if (!requests.hasWaiting()) return;
      if (!lock.take()) {
        sleep(LOOK_AGAIN);
        return;
      }
      recover();
      let next = Number.POSITIVE_INFINITY;
      const known = new Map(connections.rows().map((row) => [row.id, row]));
      for (const row of requests.waiting()) {
        const connection = row.connectionId ? known.get(row.connectionId) : undefined;
        if (!connection) refuse(row, 'no_connection', GONE);
        else next = Math.min(next, startOf(row, connection));
      }
      if (Number.isFinite(next)) sleep(next - clock.now());
    } catch (error) {
      log.error('Requests to AI could not be looked through', { error });
      sleep(LOOK_AGAIN);
    }
  }

  /** Starts it, or says when to look again. */
  function startOf(row: RequestRow, connection: ConnectionRow): number {
    const now = clock.now();
    if (connection.pausedAt !== null) return Number.POSITIVE_INFINITY;
    if (row.notBefore !== null && row.notBefore > now) return row.notBefore;
    const may = pace.mayStart(connection, now);
    if (may === 'full') return Number.POSITIVE_INFINITY;
    if (may !== null) return may;
    const change = {
      state: 'running' as const,
      ...{ startedAt: now, attempts: row.attempts + 1, notBefore: null },
      ...{ problem: null, problemText: null },
    };
    if (!requests.move(row.id, ['queued'], change)) return Number.POSITIVE_INFINITY;
    pace.started(connection.id, now);
    tell(row.id);
    void running.run({ ...row, ...change }, connection);
    return Number.POSITIVE_INFINITY;
  }

  const stopListening = [
    // Another process may have asked, or answered.
    bus.on('workspace.changed', () => {
      for (const id of [...waiters.keys()]) {
        const row = requests.get(id);
        if (row && isOver(row.state)) settle(id);
      }
      pump();
    }),
    bus.on('ai.changed', ({ requestId }) => {
      if (requestId === null) queueMicrotask(pump);
    }),
  ];

  return {
    pump,

    /** What a run that ended without a word left, as soon as this process is the one that asks. */
    resume(): void {
      if (lock.take()) recover();
      pump();
    },

    /** Resolves once it is over; at once where it is already. */
    wait(id: string): Promise<AiOutcome | null> {
      const row = requests.get(id);
      if (!row) return Promise.resolve(null);
      if (isOver(row.state) || closed) return Promise.resolve(outcomeOf(row));
      return new Promise((resolve) => {
        waiters.set(id, [...(waiters.get(id) ?? []), resolve]);
      });
    },

    /** Ends a request. What had come is kept. @returns how it stands then, null where it is not known */
    async cancel(id: string): Promise<RequestRow | null> {
      const change = { state: 'cancelled', endedAt: clock.now() } as const;
      if (requests.move(id, ['queued'], change)) settle(id);
      else await running.cancel(id);
      return requests.get(id);
    },

    /** What runs is ended; where nothing had come it is asked again at the next start. */
    async close(): Promise<void> {
      closed = true;
      if (timer) clearTimeout(timer);
      for (const stop of stopListening) stop();
      await running.close();
      for (const id of [...waiters.keys()]) settle(id);
      lock.release();
    },
  };
}

const GONE = 'The connection that this was to go through is not here any more.';
