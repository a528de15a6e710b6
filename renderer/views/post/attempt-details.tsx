import { ChevronRight } from 'lucide-react';
import type { RetryClass } from '../../../shared/domain/network.ts';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import type { Delivery, DeliveryAttempt } from '../../../shared/ipc/views.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { exactTimeText, type TimeStyle, timeText } from '../calendar/time.ts';
import { durationText, type Operation, type Step } from './sentences.ts';

interface AttemptDetailsProps {
  step: Step;
  network: Delivery['network'];
}

/** The facts of a try, for whoever wants them. */
export function AttemptDetails({ step, network }: AttemptDetailsProps) {
  const style = useTimeStyle();
  const { attempts, operation } = step;
  return (
    <details className="group mt-1">
      <summary className="-ml-1 inline-flex h-6 cursor-pointer list-none items-center gap-0.5 rounded-control pr-1.5 text-small text-muted hover:bg-hover hover:text-ink">
        <ChevronRight size={14} aria-hidden className="transition-transform group-open:rotate-90" />
        Details
        <span className="before:mx-1 before:content-['·']">{howLong(step, style)}</span>
      </summary>
      <div className="mt-1 mb-1 flex flex-col gap-2 rounded-control bg-sunken px-3 py-2">
        {attempts.map((attempt) => (
          <Facts key={attempt.id} attempt={attempt} />
        ))}
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-small">
          <Fact name="Retry class">{retryWords(operation, NETWORKS[network].retry.publish)}</Fact>
        </dl>
      </div>
    </details>
  );
}

/** How long a try took, or until when the same went on. */
function howLong({ attempts }: Step, style: TimeStyle): string {
  const last = attempts.at(-1) ?? attempts[0];
  if (last.finishedAt === null) return 'cut short';
  return attempts.length > 1
    ? `${attempts.length} times, until ${timeText(last.finishedAt, style)}`
    : durationText(last.finishedAt - last.startedAt);
}

function Facts({ attempt }: { attempt: DeliveryAttempt }) {
  const style = useTimeStyle();
  const { startedAt, finishedAt, httpStatus, responseClass } = attempt;
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-small">
      <Fact name="Began">
        {exactTimeText(startedAt, style)}
        {finishedAt !== null && `, took ${durationText(finishedAt - startedAt)}`}
      </Fact>
      <Fact name="HTTP status">{httpStatus ?? 'none recorded'}</Fact>
      {responseClass !== null && (
        <Fact name="Response class">
          {responseClass}
          {CLASS_WORDS[responseClass] && `: ${CLASS_WORDS[responseClass]}`}
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd data-selectable className="min-w-0 break-words">
        {children}
      </dd>
    </>
  );
}

const CLASS_WORDS: Readonly<Record<string, string>> = {
  ok: 'done',
  commented: 'done',
  found: 'it was there',
  absent: 'it was surely not there',
  unreachable: 'certainly not received',
  interrupted: 'may have been received',
  service_error: 'received; whether it was done is not known',
  rate_limited: 'received, not done',
  auth: 'not done, the sign-in is over',
  refused: 'received, and not taken as it is',
};

function retryWords(operation: Operation, retry: RetryClass): string {
  if (operation === 'look') return 'read only: asking again changes nothing';
  return RETRY_WORDS[retry];
}

const RETRY_WORDS: Record<RetryClass, string> = {
  idempotent: 'idempotent: it carries a key, and the same key is one post',
  resumable: 'resumable: a look tells how far it came, and it goes on from there',
  reconcile_only: 'reconcile only: never sent again before it was looked up',
};
