import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import { isWithoutComment } from '../../../shared/domain/post-status.ts';
import type { Delivery, DeliveryAttempt } from '../../../shared/ipc/views.ts';
import { fileSize } from '../settings/file-size.ts';

export type StepTone = 'quiet' | 'good' | 'attention' | 'bad' | 'busy' | 'person';

/** What ClientNest did: sent the post, read back whether it is there, or took a decision of the person's. */
export type Operation = 'send' | 'look' | 'decision';

/** One line of an account's timeline: when, and what happened in words. */
export interface Step {
  key: string;
  tone: StepTone;
  operation: Operation;
  text: string;
  /** What the network said, or what follows from it. */
  detail: string | null;
  /** One, or several that went the same way one after the other. */
  attempts: readonly [DeliveryAttempt, ...DeliveryAttempt[]];
}

/** So many tries that went the same way are told as one. */
const TOLD_AS_ONE = 3;

/** What happened with one account, oldest first. */
export function timelineOf(delivery: Delivery): Step[] {
  const { attempts } = delivery;
  const runs: [DeliveryAttempt, ...DeliveryAttempt[]][] = [];
  for (const [index, attempt] of attempts.entries()) {
    const run = runs.at(-1);
    const previous = attempts[index - 1];
    const isLast = index === attempts.length - 1;
    if (run && previous && !isLast && isAlike(attempts, index)) run.push(attempt);
    else runs.push([attempt]);
  }
  return runs.flatMap((run) => {
    const tell = (one: DeliveryAttempt) => stepOf(delivery, one);
    const [first] = run;
    if (run.length < TOLD_AS_ONE) return run.map(tell);
    return [{ ...tell(first), attempts: run }];
  });
}

/** Whether a try went as the one before it. */
function isAlike(attempts: readonly DeliveryAttempt[], index: number): boolean {
  const one = attempts[index];
  const before = attempts[index - 1];
  if (!one || !before || one.finishedAt === null || before.finishedAt === null) return false;
  return (
    one.responseClass !== 'decided' &&
    one.responseClass === before.responseClass &&
    one.state === before.state &&
    one.message === before.message &&
    operationOf(attempts, index) === operationOf(attempts, index - 1)
  );
}

/** The log does not say it, but from doubt ClientNest only ever looks. */
function operationOf(attempts: readonly DeliveryAttempt[], index: number): Operation {
  const attempt = attempts[index];
  if (!attempt || attempt.responseClass === 'decided') return 'decision';
  const { responseClass, state, finishedAt } = attempt;
  if (responseClass === 'found' || responseClass === 'absent' || state === 'needs_check')
    return 'look';
  if (responseClass === 'ok') return 'send';
  if (finishedAt === null) return state === 'ambiguous' ? 'look' : 'send';
  return attempts[index - 1]?.state === 'ambiguous' ? 'look' : 'send';
}

function stepOf(delivery: Delivery, attempt: DeliveryAttempt): Step {
  const index = delivery.attempts.indexOf(attempt);
  const operation = operationOf(delivery.attempts, index);
  const { name } = NETWORKS[delivery.network];
  const isOpen = attempt.finishedAt === null;
  const isLast = index === delivery.attempts.length - 1;
  const plan = tellPlan(attempt, name);
  const [tone, text, detail] = plan
    ? plan
    : isOpen
      ? underWay(operation, name, isLast)
      : operation === 'decision'
        ? (['person', attempt.message ?? 'You decided.', null] as const)
        : operation === 'look'
          ? looked(attempt, name)
          : delivery.attempts[index - 1]?.state === 'published'
            ? commented(attempt)
            : sent(attempt, name);
  return { key: attempt.id, tone, operation, text, detail, attempts: [attempt] };
}

/** What was asked of the network's own plan, where it publishes by itself; null of any other try. */
function tellPlan({ responseClass, message }: DeliveryAttempt, network: string): Told | null {
  switch (responseClass) {
    case 'handed_over':
      return ['good', `Handed over to ${network}, planned there.`, null];
    case 'moved':
      return ['quiet', `Moved on ${network} as well.`, null];
    case 'taken_back':
      return ['quiet', `Taken back from ${network}.`, null];
    case 'too_soon':
      return ['quiet', `Too near for ${network} to plan it; it is sent from here.`, null];
    case 'waiting':
      return ['quiet', `Asked ${network} about it.`, message];
    default:
      return null;
  }
}

type Told = readonly [tone: StepTone, text: string, detail: string | null];

function underWay(operation: Operation, network: string, isLast: boolean): Told {
  const doing =
    operation === 'look' ? `Asking ${network} whether it arrived` : `Sending to ${network}`;
  return isLast
    ? ['busy', `${doing}…`, null]
    : ['attention', `${doing}, when ClientNest was stopped.`, null];
}

function sent({ responseClass, state, message }: DeliveryAttempt, network: string): Told {
  if (state === 'published')
    return responseClass === 'ok'
      ? ['good', `Sent to ${network}, and published.`, null]
      : ['attention', `Published on ${network}, without its first comment.`, message];
  if (state === 'accepted') return ['good', `Sent to ${network}, which took it.`, null];
  switch (responseClass) {
    case 'unreachable':
      return ['attention', `Tried to reach ${network}. Nothing was sent.`, message];
    case 'interrupted':
      return ['attention', `Sent to ${network}, but no answer came back.`, message];
    case 'rate_limited':
      return ['attention', `Sent to ${network}, which asked to wait.`, message];
    case 'service_error':
      return ['attention', `Sent to ${network}, which had trouble of its own.`, message];
    case 'auth':
      return ['attention', `${network} did not accept the sign-in. Nothing was sent.`, message];
    case 'stopped':
      return ['person', `Stopped on the way to ${network}.`, message];
    case 'refused':
      return ['bad', `Sent to ${network}, which refused it.`, message];
    default:
      return [
        state === 'failed' ? 'bad' : 'attention',
        `Sent to ${network}. It did not go through.`,
        message,
      ];
  }
}

/** After the post was out there is only its first comment to send. */
const commented = ({ responseClass, message }: DeliveryAttempt): Told =>
  responseClass === 'commented'
    ? ['good', 'The first comment is there as well.', null]
    : ['attention', 'Tried the first comment again. It did not go through.', message];

function looked({ responseClass, state, message }: DeliveryAttempt, network: string): Told {
  const asked = `Asked ${network} whether it arrived`;
  if (responseClass === 'found') return ['good', `${asked}: it did, and was not sent again.`, null];
  if (responseClass === 'absent')
    return ['quiet', `${asked}: it did not, so it can be sent again.`, null];
  if (state === 'needs_check') return ['attention', `${asked}, and it can’t be told.`, message];
  return ['attention', `${asked}, and got no answer to that.`, message];
}

/** Where one account stands, in a few words. */
export function summaryOf(delivery: Delivery, tellTime: (at: number) => string): string {
  const { name } = NETWORKS[delivery.network];
  switch (delivery.state) {
    case 'prepared':
      if (waitsForAccount(delivery)) return 'Waits for the account';
      return delivery.attempts.length === 0 ? 'Waits for its turn' : 'Waits to try again';
    case 'sending':
    case 'accepted':
    case 'rejected':
      return `Sending to ${name}`;
    case 'published': {
      const when = delivery.publishedAt === null ? '' : ` ${tellTime(delivery.publishedAt)}`;
      return `Published${when}${isWithoutComment(delivery) ? ', without its first comment' : ''}`;
    }
    case 'ambiguous':
      return `Finding out whether ${name} has it`;
    case 'handed_over':
      return `Handed over to ${name}, planned there`;
    case 'needs_check':
      return 'Please check whether it arrived';
    case 'failed':
      return 'Not published';
    case 'cancelled':
      return delivery.errorCode === 'missed' ? 'Its time passed' : 'Called off';
  }
}

/** How far an upload is, and what comes after it. */
export function uploadText({ network, upload }: Delivery): string | null {
  if (!upload) return null;
  const { sent, bytes, isLast } = upload;
  if (!isLast) return `${fileSize(sent)} of ${fileSize(bytes)} uploaded`;
  const going = sent === 0 ? fileSize(bytes) : `the last of ${fileSize(bytes)}`;
  return `${going} on its way, then ${NETWORKS[network].name} works on it`;
}

/** Nothing goes on before the person has done something about the account. */
export const waitsForAccount = ({ errorCode }: Delivery): boolean =>
  errorCode === 'reconnect_needed' || errorCode === 'account_disabled';

/** What ClientNest does next by itself, null where nothing. */
export function nextStepOf(delivery: Delivery): string | null {
  const { state, attempts } = delivery;
  const { name } = NETWORKS[delivery.network];
  if (attempts.at(-1)?.finishedAt === null) return null;
  if (state === 'ambiguous') return `Asks ${name} again`;
  if (state !== 'prepared') return null;
  if (waitsForAccount(delivery)) return 'Goes on when the account is connected again';
  return attempts.some(({ responseClass }) => responseClass !== 'decided')
    ? 'Tries again'
    : 'Is sent';
}

/** `under 0.1 s`, `0.4 s`, `12 s`, `3 min 10 s`, `2 h 5 min`. */
export function durationText(ms: number): string {
  if (ms < 50) return 'under 0.1 s';
  if (ms < 9_950) return `${(ms / 1000).toFixed(1)} s`;
  return waitText(ms);
}

/** The same in whole seconds: for what counts down. */
export function waitText(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  const [large, largeUnit, small, smallUnit] =
    minutes < 60
      ? [minutes, 'min', seconds % 60, 's']
      : [Math.floor(minutes / 60), 'h', minutes % 60, 'min'];
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}
