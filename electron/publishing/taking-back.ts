import { setTimeout as pause } from 'node:timers/promises';
import { NETWORKS } from '../../shared/domain/networks/index.ts';
import type { Clock } from '../clock.ts';
import { finish, type HandOverRecord, handOverOf } from './hand-over-record.ts';
import type { HandingOver } from './handing-over.ts';
import type { DeliveryRow, Ledger } from './ledger.ts';
import { isHandOver } from './progress.ts';

/** Ms between two looks at a hand-over that is under way, and how many of them a change waits for. */
const LOOKS = { every: 200, count: 50 };
/** What a call that was cut has done is read after this time, ms, should nobody ask before. */
const READ_AFTER = 60_000;
/** So near to its time a network may be publishing it already. */
const TOO_NEAR = 60_000;

/** A sentence why it could not be done; null where it is done. */
type Refusal = string | null;

/** Changes on the network what it holds, before anything of it changes here. */
export function createTakingBack({
  ledger,
  record,
  handing,
  clock,
}: {
  ledger: Ledger;
  record: HandOverRecord;
  handing: Pick<HandingOver, 'settle'>;
  clock: Clock;
}) {
  /** Off the network's plan: sent from here where it is due, else called off. */
  async function takeBack(row: DeliveryRow): Promise<Refusal> {
    const { handedOverId: id } = row;
    const call = await record.open(row);
    if (!call || id === null) return unusable(row);
    const begun = record.begin(call, row, [], {
      nextAttemptAt: clock.now() + READ_AFTER,
      ...record.withPlan(row, { unsure: true }),
    });
    if (!begun) return null;
    const { attempt } = begun;
    const result = await record.ask(call, () => call.native.takeBack(call.context, id));
    if (result.ok && result.value === 'taken_back') {
      record.release(begun.begun, [], TAKEN_BACK, finish(attempt, 'taken_back', null));
      return null;
    }
    if (!result.ok && (result.class === 'unreachable' || result.class === 'rate_limited')) {
      keep(begun.begun, attempt, result);
      return `${result.message} ${STILL_THERE}`;
    }
    return readBack(begun.begun, attempt, result.ok ? GONE : result);
  }

  /** Whether a call whose answer was lost, or that found nothing, has left anything there. */
  async function readBack(
    row: DeliveryRow,
    attempt: string,
    said: { class: string; message: string; httpStatus: number | null },
  ): Promise<Refusal> {
    const call = await record.open(row);
    const { handedOverId: id } = row;
    if (!call || id === null) return unusable(row);
    const found = await record.ask(call, () =>
      call.native.look(call.context, id, record.sentOf(row)),
    );
    const done = finish(attempt, said.class, said.message, said.httpStatus);
    const { at } = handOverOf(row);
    if (found.ok && found.value.kind === 'published') {
      record.published(row, found.value.post, attempt);
      return `${networkOf(call)} has published it already.`;
    }
    if (found.ok && found.value.kind === 'planned') {
      record.planned(row, id, found.value.at, done);
      return `${said.message} ${STILL_THERE}`;
    }
    if (found.ok && clock.now() < at - TOO_NEAR) {
      record.release(row, [], TAKEN_BACK, done);
      return null;
    }
    record.write(row, [], { nextAttemptAt: clock.now() + READ_AFTER }, done);
    return found.ok ? PUBLISHING_NOW : `${found.message} ${STILL_THERE}`;
  }

  /** Nothing has changed there. */
  const keep = (
    row: DeliveryRow,
    attempt: string,
    { class: responseClass, message, httpStatus }: Parameters<typeof readBack>[2],
  ) =>
    record.write(
      row,
      [],
      { nextAttemptAt: clock.now() + READ_AFTER, ...record.withPlan(row, { unsure: false }) },
      finish(attempt, responseClass, message, httpStatus),
    );

  /** To another time on the network; where it does not take that, off its plan. */
  async function move(row: DeliveryRow, at: number): Promise<Refusal> {
    const { handedOverId: id } = row;
    const call = await record.open(row);
    if (!call || id === null) return unusable(row);
    const begun = record.begin(call, row, [], {
      nextAttemptAt: clock.now() + READ_AFTER,
      ...record.withPlan(row, {
        unsure: true,
        earliest: Math.min(at, handOverOf(row).earliest),
      }),
    });
    if (!begun) return null;
    const { attempt } = begun;
    const result = await record.ask(call, () => call.native.move(call.context, id, at));
    if (result.ok && result.value === 'moved') {
      record.write(
        begun.begun,
        [],
        // Soon, should the change here not follow: then it is moved back.
        {
          nextAttemptAt: clock.now() + READ_AFTER,
          ...record.withPlan(begun.begun, { at, unsure: false }),
        },
        finish(attempt, 'moved', null),
      );
      return null;
    }
    if (!result.ok && (result.class === 'unreachable' || result.class === 'rate_limited')) {
      keep(begun.begun, attempt, result);
      return `${result.message} ${STILL_THERE}`;
    }
    if (!result.ok && result.class === 'refused') {
      keep(begun.begun, attempt, result);
      const again = ledger.get(row.id);
      return again?.state === 'handed_over' ? takeBack(again) : null;
    }
    const refusal = await readBack(begun.begun, attempt, result.ok ? GONE : result);
    const now = ledger.get(row.id);
    // The answer was lost, and it was a yes.
    return now?.state === 'handed_over' && handOverOf(now).at === at ? null : refusal;
  }

  /** Until no network has it or is about to get it. `change` is what is done with one that is planned. */
  async function settle(
    rowId: string,
    change: (row: DeliveryRow) => Promise<Refusal>,
  ): Promise<Refusal> {
    for (let looks = 0; looks < LOOKS.count; looks++) {
      const row = ledger.get(rowId);
      if (!row || !isHandOver(row)) return null;
      switch (row.state) {
        case 'handed_over':
          return change(row);
        case 'prepared':
          record.release(row, [], TAKEN_BACK);
          return null;
        case 'ambiguous':
          await handing.settle(row);
          if (ledger.get(rowId)?.state === 'ambiguous') return IN_DOUBT;
          break;
        case 'sending':
          await pause(LOOKS.every);
          break;
        default:
          return null;
      }
    }
    return UNDER_WAY;
  }

  /** The row says why: the account is paused or signed out, or its session can't be read. */
  function unusable({ id }: DeliveryRow): string {
    return `${ledger.get(id)?.errorMessage ?? 'The account can’t be used now.'} ${STILL_THERE}`;
  }

  return { takeBack, move, settle };
}

const networkOf = ({ platform }: { platform: { capabilities: { id: keyof typeof NETWORKS } } }) =>
  NETWORKS[platform.capabilities.id].name;

const TAKEN_BACK = { errorCode: 'taken_back' };
const GONE = { class: 'absent', message: 'It was not planned there any more.', httpStatus: null };

const STILL_THERE =
  'The post is planned there, so nothing was changed here. Try again when it can be reached.';
const PUBLISHING_NOW = 'It is being published there just now, so it can’t be changed any more.';
const IN_DOUBT =
  'ClientNest is finding out whether the network has taken this post. Try again in a minute.';
const UNDER_WAY = 'This post is being handed over just now. Try again in a moment.';
