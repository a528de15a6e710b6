import { backoff } from '../../shared/domain/retry.ts';
import type { Media } from '../media/media.ts';
import type { HandedOver, PlatformFailure } from '../platforms/platform.ts';
import {
  finish,
  HAND_OVER_REFUSED,
  type HandOverRecord,
  type HandOverRecordOptions,
  handOverOf,
  LOOK_AFTER,
  MARGIN,
} from './hand-over-record.ts';
import type { DeliveryRow } from './ledger.ts';
import { fingerprintOf, outgoingOf, type Payload } from './payload.ts';
import { progressOf } from './progress.ts';

/** A server puts a post out some moments after it has taken it off its plan. */
const PUBLISHING_GAP = 3 * 60_000;
/** A call that was cut may still be at work on the server; after this it is not. */
const AT_WORK = 60_000;
/** What a network has not put out by then, it does not: it is taken back. */
const GIVE_UP_AFTER = 24 * 60 * 60_000;

export type HandingOver = ReturnType<typeof createHandingOver>;

/** Hands posts to networks that publish them by themselves, and finds out what became of them. */
export function createHandingOver({
  record,
  ledger,
  media,
  clock,
  random,
}: Pick<HandOverRecordOptions, 'ledger' | 'clock' | 'random'> & {
  record: HandOverRecord;
  media: Pick<Media, 'outgoing' | 'outgoingVideo'>;
}) {
  const {
    planOf,
    isDue,
    open,
    ask,
    begin,
    write,
    waits,
    release,
    planned,
    published,
    undecided,
    withPlan,
    sentOf,
  } = record;

  async function send(row: DeliveryRow): Promise<void> {
    const wanted = planOf(row);
    const call = wanted && (await open(row));
    if (wanted && !call) return;
    const ahead = call?.platform.capabilities.nativeSchedule?.ahead ?? 0;
    if (!wanted || !call || wanted.at - clock.now() < ahead + MARGIN) {
      release(row, [], { errorCode: null });
      return;
    }
    const ready = await outgoingOf(wanted.payload, row.accountId, media);
    if (typeof ready === 'string') return void release(row, [], refusal(ready));
    const { at } = wanted;
    const sending = begin(call, row, ['sending'], {
      fingerprint: fingerprintOf(wanted.payload),
      nextAttemptAt: null,
      ...withPlan(row, { at, earliest: at, askedAt: clock.now() }, wanted.payload),
    });
    if (!sending) return;
    const { begun, attempt } = sending;
    const { key: recordKey } = handOverOf(begun);
    const result = await ask(call, () =>
      call.native.handOver(
        call.context,
        { ...ready, ...sentOf(begun), recordKey, at },
        {
          saved: progressOf(begun).network,
          save: (progress) => ledger.saveProgress(row.id, progress),
        },
      ),
    );
    if (result.ok) {
      if (result.value.kind === 'published') published(begun, result.value.post, attempt);
      else if (result.value.kind === 'too_soon')
        release(
          begun,
          ['rejected', 'prepared'],
          // Not offered again at once: it is the server's clock that is ahead.
          { errorCode: HAND_OVER_REFUSED },
          finish(attempt, 'too_soon', null),
        );
      else planned(begun, result.value.id, result.value.at, finish(attempt, 'handed_over', null));
      return;
    }
    const done = finish(attempt, result.class, result.message, result.httpStatus);
    if (result.class === 'refused')
      release(begun, ['rejected', 'prepared'], refusal(result.message), {
        ...done,
        ...refusedNotice(wanted.payload, result.message),
      });
    else if (result.class === 'interrupted' || result.class === 'service_error')
      waitsInDoubt(begun, result, attempt);
    else waits(begun, result, ['rejected', 'prepared'], attempt);
  }

  /** It is looked for at once: where the server has it, that is known without waiting. */
  function waitsInDoubt(row: DeliveryRow, failure: PlatformFailure, attempt: string) {
    write(
      row,
      ['ambiguous'],
      {
        nextAttemptAt: clock.now() + (failure.retryAfter ?? 0),
        errorCode: failure.class,
        errorMessage: failure.message,
      },
      finish(attempt, failure.class, failure.message, failure.httpStatus),
    );
  }

  /** Whether the answer that was lost was a yes. */
  async function settle(row: DeliveryRow): Promise<void> {
    const call = await open(row);
    const looking = call && begin(call, row, []);
    if (!call || !looking) return;
    const { begun, attempt } = looking;
    const result = await ask(call, () => call.native.find(call.context, sentOf(begun)));
    if (!result.ok) {
      const over = clock.now() > handOverOf(row).at + GIVE_UP_AFTER;
      const done = finish(attempt, result.class, result.message, result.httpStatus);
      if (isDue(row) && (over || result.class === 'refused'))
        undecided(begun, result.message, done);
      else waits(begun, result, [], attempt);
      return;
    }
    settled(begun, result.value, attempt);
  }

  function settled(row: DeliveryRow, found: HandedOver, attempt: string) {
    const { askedAt } = handOverOf(row);
    if (found.kind === 'published') published(row, found.post, attempt);
    else if (found.kind === 'planned')
      planned(row, found.id, found.at, finish(attempt, 'handed_over', null));
    else if (askedAt !== null && clock.now() >= askedAt && clock.now() - askedAt < AT_WORK)
      write(row, [], { nextAttemptAt: askedAt + AT_WORK }, finish(attempt, 'absent', null));
    else if (planOf(row))
      write(row, ['prepared'], { nextAttemptAt: clock.now() }, finish(attempt, 'absent', null));
    else release(row, ['prepared'], { errorCode: null }, finish(attempt, 'absent', null));
  }

  /** Whether the network has published it. `overdue` where it should have, long ago. */
  async function watch(row: DeliveryRow): Promise<'overdue' | undefined> {
    const { handedOverId: id } = row;
    const call = await open(row);
    const looking = call && begin(call, row, []);
    if (!call || !looking || id === null) return;
    const { begun, attempt } = looking;
    const result = await ask(call, () => call.native.look(call.context, id, sentOf(begun)));
    const { at } = call.handOver;
    const late = clock.now() - at;
    if (!result.ok) {
      const over = late > (result.class === 'refused' ? PUBLISHING_GAP : GIVE_UP_AFTER);
      const done = finish(attempt, result.class, result.message, result.httpStatus);
      if (over) undecided(begun, result.message, done);
      else waits(begun, result, [], attempt);
      return;
    }
    if (result.value.kind === 'published') published(begun, result.value.post, attempt);
    else if (result.value.kind === 'planned' && result.value.at !== at)
      planned(begun, id, result.value.at, finish(attempt, 'handed_over', null));
    else if (result.value.kind === 'gone' && call.handOver.unsure && late < -MARGIN)
      release(begun, [], { errorCode: 'taken_back' }, finish(attempt, 'taken_back', null));
    else if (result.value.kind === 'planned' && late < 0)
      planned(begun, id, at, finish(attempt, 'handed_over', null));
    else if (result.value.kind === 'planned' || late < PUBLISHING_GAP)
      write(
        begun,
        [],
        {
          nextAttemptAt: clock.now() + Math.max(LOOK_AFTER, backoff(begun.attemptCount, random())),
        },
        finish(attempt, 'waiting', 'The network has not published it yet.'),
      );
    else undecided(begun, NOWHERE, finish(attempt, 'absent', NOWHERE));
    return result.value.kind === 'planned' && late > GIVE_UP_AFTER ? 'overdue' : undefined;
  }

  return { send, settle, watch };
}

const refusal = (said: string) => ({
  errorCode: HAND_OVER_REFUSED,
  errorMessage: `${said} ${SENT_FROM_HERE}`,
});

const refusedNotice = ({ handle }: Payload, said: string) => ({
  notice: `A post could not be handed over as @${handle}. ${said} ${SENT_FROM_HERE}`,
  kind: 'problem' as const,
});

const SENT_FROM_HERE =
  'ClientNest sends it itself at its time; this computer has to be awake then.';
const NOWHERE =
  'It was handed over, but it is neither planned nor published there now. Look at the account and decide.';
