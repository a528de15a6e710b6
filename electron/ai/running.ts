import { estimateSent, estimateTokens } from '../../shared/domain/ai-tokens.ts';
import type { Bus } from '../bus.ts';
import type { Clock } from '../clock.ts';
import type { ProcessLock } from '../database/process-lock.ts';
import type { Log } from '../log.ts';
import type { Budgets } from './budgets.ts';
import type { AiAnswer, AiClient } from './client.ts';
import { type ConnectionRow, type Connections, costBy } from './connections.ts';
import { KEYCHAIN } from './keys.ts';
import { LONGEST_ASKED, type Pace } from './pace.ts';
import { payloadOf, type RequestRow, type Requests, withoutImages } from './requests.ts';

export interface QueueOptions {
  bus: Bus;
  clock: Clock;
  log: Log;
  requests: Requests;
  connections: Connections;
  /** Null where there is none, undefined where the keychain does not answer. */
  keyOf(connectionId: string): Promise<string | null | undefined>;
  client: AiClient;
  budgets: Budgets;
  pace: Pace;
  /** Held by the one process that asks. */
  lock: ProcessLock;
}

interface Ends {
  finished(row: RequestRow, connectionId: string): void;
  again(row: RequestRow, connectionId: string, until: number, rests: boolean): void;
}

/** Why a request was ended by us. */
type Reason = 'cancelled' | 'closing';

/** What came so far is written this often, ms: a crash loses no more. */
const WRITE_EVERY = 500;

/** The requests that run in this process. */
export function createRunning(
  { bus, clock, log, requests, keyOf, client, budgets, pace }: QueueOptions,
  { finished, again }: Ends,
) {
  const under = new Map<string, { control: AbortController; done: Promise<void> }>();

  async function ask(
    row: RequestRow,
    connection: ConnectionRow,
    control: AbortController,
  ): Promise<void> {
    const { id, clientId, model } = row;
    const payload = payloadOf(row);
    const guard = budgets.guard(id, clientId);
    const sent = estimateSent(payload.messages);
    let overText: string | null = null;
    let firstTokenAt: number | null = null;
    let text = '';
    let write: NodeJS.Timeout | null = null;
    const keep = () => {
      write = null;
      requests.move(id, ['running'], { answer: text });
    };
    const end = (change: Parameters<typeof requests.move>[2]) =>
      requests.move(id, ['running'], {
        ...{ answer: text, firstTokenAt, endedAt: clock.now() },
        ...{ payload: withoutImages(payload), ...change },
      });
    try {
      // Another one may have used the budget up while this one waited.
      const may = budgets.check(clientId);
      if (!may.ok)
        return void end({
          state: 'stopped',
          problem: 'over_budget',
          problemText: may.error.message,
        });
      const key = await keyOf(connection.id);
      if (key === undefined)
        return void end({
          state: 'failed',
          problem: 'keychain_unavailable',
          problemText: KEYCHAIN,
        });
      const call = { ...connection, key, model, ...payload };
      const answer = await client.ask(call, {
        signal: control.signal,
        onStart: () => {
          firstTokenAt = clock.now();
        },
        onPiece(piece, all) {
          const isFirst = text === '';
          text = all;
          bus.emit('ai.delta', { requestId: id, text: piece });
          // After the person sees it, and before the next one: a restart must know that something came.
          if (isFirst) requests.move(id, ['running'], { answer: text, firstTokenAt });
          else write ??= setTimeout(keep, WRITE_EVERY);
          const out = estimateTokens(all);
          overText = guard.overBy(
            costBy(connection, model, { in: sent, cached: 0, out }),
            sent + out,
          );
          return overText === null;
        },
      });
      if (write) clearTimeout(write);
      text = answer.text;
      settle(answer);
    } catch (error) {
      // A fault of ours: the request must not run for ever.
      log.error('A request to AI broke', { error });
      end({ state: 'failed', problem: 'unexpected', problemText: BROKE });
    } finally {
      if (write) clearTimeout(write);
      guard.end();
    }

    function settle({ problem, tokens, isCutShort, wasAborted }: AiAnswer): void {
      const counted = tokens && {
        ...{ tokensIn: tokens.in, tokensCached: tokens.cached, tokensOut: tokens.out },
        ...{ countedBy: tokens.by, cost: costBy(connection, model, tokens) },
      };
      const reason = control.signal.reason as Reason | undefined;
      if (overText !== null)
        end({ ...counted, state: 'stopped', problem: 'over_budget', problemText: overText });
      else if (wasAborted && reason === 'closing' && firstTokenAt === null)
        requests.move(id, ['running'], { state: 'queued', startedAt: null });
      else if (wasAborted && reason === 'closing')
        end({ ...counted, state: 'failed', problem: 'interrupted', problemText: CLOSED });
      else if (wasAborted) end({ ...counted, state: 'cancelled' });
      else if (!problem)
        end({
          ...{ ...counted, state: 'done' },
          ...(isCutShort && { problem: 'length', problemText: LENGTH }),
        });
      else {
        const wait =
          problem.passes && tokens === null
            ? pace.nextAttempt(row.attempts, problem.retryAfter)
            : null;
        const problemText =
          (problem.retryAfter ?? 0) > LONGEST_ASKED
            ? `${connection.name} asks to wait ${minutes(problem.retryAfter ?? 0)}. Try again then.`
            : problem.message;
        const change = { problem: problem.code, problemText };
        if (wait === null) return void end({ ...counted, ...change, state: 'failed' });
        const notBefore = Math.ceil(clock.now() + wait);
        requests.move(id, ['running'], { ...change, state: 'queued', notBefore });
      }
    }
  }

  return {
    /** Never rejects. */
    run(row: RequestRow, connection: ConnectionRow): Promise<void> {
      const control = new AbortController();
      const work = async () => {
        await ask(row, connection, control);
        under.delete(row.id);
        const now = requests.get(row.id);
        if (now?.state === 'queued' && now.notBefore !== null) {
          const isTooMuch = now.problem === 'rate_limited' || now.problem === 'overloaded';
          again(row, connection.id, now.notBefore, isTooMuch);
        } else finished(row, connection.id);
      };
      const done = work().catch((error: unknown) =>
        log.error('A request to AI could not be kept', { error }),
      );
      under.set(row.id, { control, done });
      return done;
    },
    async cancel(id: string): Promise<void> {
      const found = under.get(id);
      found?.control.abort('cancelled' satisfies Reason);
      await found?.done;
    },
    async close(): Promise<void> {
      const all = [...under.values()];
      for (const { control } of all) control.abort('closing' satisfies Reason);
      await Promise.all(all.map(({ done }) => done));
    },
  };
}

const minutes = (ms: number): string => {
  const count = Math.ceil(ms / 60_000);
  return count === 1 ? 'a minute' : `${count} minutes`;
};
const BROKE = 'Something went wrong here. What had come is kept; the log says more.';
const CLOSED =
  'ClientNest was closed in the middle of it. What had come is kept; asking again would be billed again, so it is yours to do.';
const LENGTH = 'It ended at the most words that were asked for, so its end may be missing.';
