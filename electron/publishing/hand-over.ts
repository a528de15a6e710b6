import { v7 } from 'uuid';
import { NETWORKS } from '../../shared/domain/networks/index.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Account } from '../../shared/ipc/views.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Bus } from '../bus.ts';
import type { Database } from '../database/database.ts';
import type { Media } from '../media/media.ts';
import { createCandidates, fitsAhead } from './candidates.ts';
import {
  createHandOverRecord,
  type HandOverRecordOptions,
  handOverOf,
} from './hand-over-record.ts';
import { createHandingOver } from './handing-over.ts';
import type { DeliveryRow } from './ledger.ts';
import { fingerprintOf, hasSeveralParts, payloadOf } from './payload.ts';
import type { createPreparation } from './preparation.ts';
import { isHandOver, progressOf } from './progress.ts';
import { createTakingBack } from './taking-back.ts';

export interface HandOverOptions extends HandOverRecordOptions {
  database: Database;
  bus: Bus;
  media: Pick<Media, 'outgoing' | 'outgoingVideo'>;
  accounts: HandOverRecordOptions['accounts'] & Pick<Accounts, 'setHandOver'>;
  preparation: Pick<ReturnType<typeof createPreparation>, 'renewal' | 'insert'>;
}

type NotTakenBack = 'not_taken_back';

/**
 * Posts that a network publishes itself, so that they go out while this computer sleeps. The ledger
 * has a row before the network is asked. What is planned there is watched and never sent from here,
 * and it is changed there before it changes here.
 */
export function createHandOver(options: HandOverOptions) {
  const { ledger, posts, accounts, clock, bus, preparation, database } = options;
  const record = createHandOverRecord(options);
  const handing = createHandingOver({ ...options, record });
  const takingBack = createTakingBack({ ledger, record, handing, clock });
  const candidates = createCandidates({ database, clock, bus });

  /** Writes down what is to be handed over next. The lanes do it. */
  function prepare(): void {
    for (const { postId, accountId } of candidates.take()) {
      const row = ledger.transaction(() => prepareOne(postId, accountId));
      if (row) ledger.tell(row);
    }
  }

  function prepareOne(postId: string, accountId: string): DeliveryRow | null {
    const post = posts.get(postId);
    const payload = post.ok ? payloadOf(post.value, accountId) : null;
    if (!post.ok || !payload || hasSeveralParts(payload) || post.value.status !== 'scheduled')
      return null;
    if (post.value.heldAt !== null) return null;
    const at = post.value.scheduledAt ?? clock.now();
    const handOver = { key: v7(), at, earliest: at, askedAt: null, unsure: false };
    // What is due now has no such time, and goes before it in the account's lane.
    const nextAttemptAt = clock.now();
    const row = ledger.ofPost(postId).find((known) => known.accountId === accountId);
    if (!row) {
      const first = { state: 'prepared', nextAttemptAt } as const;
      return preparation.insert(postId, accountId, payload, first, handOver);
    }
    if (row.state !== 'cancelled' && row.state !== 'failed') return null;
    const renewed = preparation.renewal(row, payload, row.state);
    return ledger.write({
      ...renewed,
      set: {
        ...renewed.set,
        handedOverId: null,
        nextAttemptAt,
        progress: { ...renewed.set.progress, network: progressOf(row).network, handOver },
      },
    });
  }

  /** One step of a delivery that is handed over. */
  async function step(row: DeliveryRow): Promise<void> {
    if (row.state === 'ambiguous') return handing.settle(row);
    if (row.state === 'prepared')
      return row.handedOverId === null ? handing.send(row) : withdraw(row);
    const { at, unsure } = handOverOf(row);
    if (unsure || clock.now() >= at) {
      if ((await handing.watch(row)) === 'overdue') await giveUp(row.id);
      return;
    }
    const wanted = record.planOf(row);
    if (!wanted || fingerprintOf(wanted.payload) !== row.fingerprint)
      await takingBack.takeBack(row);
    else if (wanted.at !== at) await moveTo(row, wanted.at);
    else record.planned(row, row.handedOverId ?? '', at, {});
  }

  const moveTo = (row: DeliveryRow, at: number) =>
    isAhead(row, at) ? takingBack.move(row, at) : takingBack.takeBack(row);

  function isAhead(row: DeliveryRow, at: number): boolean {
    const account = accounts.get(row.accountId);
    const limit = account.ok ? NETWORKS[account.value.network].nativeSchedule : undefined;
    return limit !== undefined && fitsAhead(limit, at - clock.now());
  }

  /** The network had a day to publish it: it is taken back, and the person decides. */
  async function giveUp(id: string): Promise<void> {
    const row = ledger.get(id);
    if (row?.state !== 'handed_over' || (await takingBack.takeBack(row)) !== null) return;
    const message =
      'The network did not publish it within a day, so it was taken back. Send it again when it suits.';
    const set = { errorCode: 'gave_up', errorMessage: message };
    ledger.change({
      id,
      from: 'prepared',
      path: ['failed'],
      set,
      notice: message,
      kind: 'problem',
    });
  }

  /** The person decided to send it again: what may still be planned there goes first. */
  async function withdraw(row: DeliveryRow): Promise<void> {
    const call = await record.open(row);
    const { handedOverId: id } = row;
    const begun = call && record.begin(call, row, []);
    if (!call || !begun || id === null) return;
    const result = await record.ask(call, () => call.native.takeBack(call.context, id));
    if (!result.ok) return void record.waits(begun.begun, result, [], begun.attempt);
    const response = { class: result.value, httpStatus: null, message: null };
    record.release(
      begun.begun,
      [],
      { errorCode: null },
      { attempt: { finish: begun.attempt, response } },
    );
  }

  const rowsOf = (postId: string) => ledger.ofPost(postId).filter(isHandOver);

  /** Every one of them, or the first reason why not. */
  async function all(
    rows: readonly DeliveryRow[],
    change: (row: DeliveryRow) => Promise<string | null>,
  ): Promise<Result<null, NotTakenBack>> {
    for (const { id } of rows) {
      const refusal = await takingBack.settle(id, change);
      // What is out already is no reason: the post itself says what may be done with it then.
      if (refusal !== null && ledger.get(id)?.state !== 'published')
        return fail('not_taken_back', refusal);
    }
    return ok(null);
  }

  const isPlanned = (postId: string): boolean => {
    const post = posts.get(postId);
    return post.ok && post.value.status === 'scheduled';
  };

  /** Takes the post back from every network that has it, then changes it here. Nothing happens here where that fails. */
  async function afterTakingBack<Value, Code extends string>(
    postId: string,
    change: () => Result<Value, Code>,
  ): Promise<Result<Value, Code | NotTakenBack>> {
    const rows = rowsOf(postId);
    if (rows.length === 0 || !isPlanned(postId)) return change();
    const back = await all(rows, takingBack.takeBack);
    return back.ok ? change() : back;
  }

  /** Moves the post on every network that has it, then here. `at` in UTC epoch ms. */
  async function afterMoving<Value, Code extends string>(
    postId: string,
    at: number | null,
    change: () => Result<Value, Code>,
  ): Promise<Result<Value, Code | NotTakenBack>> {
    const rows = rowsOf(postId);
    if (at === null || rows.length === 0 || !isPlanned(postId)) return change();
    const moved = await all(rows, async (row) =>
      handOverOf(row).at === at ? null : moveTo(row, at),
    );
    return moved.ok ? change() : moved;
  }

  /** What is planned of all occurrences of a recurring post comes back first. */
  async function afterTakingBackSeries<Value, Code extends string>(
    recurrenceId: string,
    change: () => Result<Value, Code> | Promise<Result<Value, Code>>,
  ): Promise<Result<Value, Code | NotTakenBack>> {
    const rows = candidates.heldOfSeries(recurrenceId).flatMap((id) => ledger.get(id) ?? []);
    const back = await all(rows, takingBack.takeBack);
    return back.ok ? change() : back;
  }

  /**
   * With the hand-over off, so that nothing new goes there meanwhile. `change` decides what stays off;
   * where something can't be taken back, all is as it was.
   */
  async function withNothingHeld<Value extends Account, Code extends string>(
    account: Account,
    change: () => Result<Value, Code> | Promise<Result<Value, Code>>,
  ): Promise<Result<Value, Code | NotTakenBack>> {
    accounts.setHandOver(account.id, false);
    const rows = candidates.heldBy(account.id).flatMap((id) => ledger.get(id) ?? []);
    const back = await all(rows, takingBack.takeBack);
    if (back.ok) return change();
    accounts.setHandOver(account.id, account.handOver);
    return back;
  }

  const stop = bus.on('post.changed', ({ postId }) => {
    // At its time it is looked up some moments later, when the network has had the chance.
    for (const row of ledger.ofPost(postId))
      if (row.state === 'handed_over' && handOverOf(row).at > clock.now())
        candidates.lookNow(row.id);
  });

  return {
    prepare,
    step,
    /** Whether a network has it, or is about to: such a post changes there first. */
    holds: (postId: string): boolean => rowsOf(postId).length > 0 && isPlanned(postId),
    afterTakingBack,
    afterMoving,
    afterTakingBackSeries,

    /** Turning it off takes back first what the network holds. */
    async set(
      id: string,
      on: boolean,
    ): Promise<Result<Account, 'not_found' | 'not_supported' | NotTakenBack>> {
      const account = accounts.get(id);
      if (!account.ok) return account;
      const { name, nativeSchedule } = NETWORKS[account.value.network];
      if (!nativeSchedule)
        return fail('not_supported', `${name} does not publish scheduled posts by itself.`);
      if (on) return accounts.setHandOver(id, true);
      return withNothingHeld(account.value, () => accounts.get(id));
    },

    /** A paused account publishes nothing, wherever it is planned. */
    async afterTakingBackAll<Value extends Account, Code extends string>(
      id: string,
      change: () => Promise<Result<Value, Code>>,
    ): Promise<Result<Account, Code | 'not_found' | NotTakenBack>> {
      const account = accounts.get(id);
      if (!account.ok || !account.value.handOver) return change();
      const done = await withNothingHeld(account.value, change);
      return done.ok ? accounts.setHandOver(id, true) : done;
    },

    /** At start: what was changed while nobody listened is looked at. */
    recover: candidates.lookAtChanged,

    close(): void {
      stop();
      candidates.close();
    },
  };
}
