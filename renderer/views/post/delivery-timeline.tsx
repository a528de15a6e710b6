import {
  CircleCheck,
  CircleDashed,
  CircleX,
  Clock,
  LoaderCircle,
  type LucideIcon,
  TriangleAlert,
  User,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { Delivery } from '../../../shared/ipc/views.ts';
import { useNow } from '../../app/clock.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { cx } from '../../ui/class-names.ts';
import { dayAt, dayText, fullWhenText, timeText, whenText } from '../calendar/time.ts';
import { AttemptDetails } from './attempt-details.tsx';
import { Countdown } from './countdown.tsx';
import { nextStepOf, type Step, type StepTone, timelineOf, waitsForAccount } from './sentences.ts';

const LOOK: Record<StepTone | 'next', { Icon: LucideIcon; colour: string }> = {
  quiet: { Icon: CircleDashed, colour: 'text-muted' },
  busy: { Icon: LoaderCircle, colour: 'text-ink' },
  good: { Icon: CircleCheck, colour: 'text-published' },
  attention: { Icon: TriangleAlert, colour: 'text-attention' },
  bad: { Icon: CircleX, colour: 'text-failed' },
  person: { Icon: User, colour: 'text-accent-text' },
  next: { Icon: Clock, colour: 'text-muted' },
};

interface DeliveryTimelineProps {
  delivery: Delivery;
  /** What stands above it already. */
  said: string | null;
}

/** What happened with one account, told in sentences with their times, oldest first, and what comes next. */
export function DeliveryTimeline({ delivery, said }: DeliveryTimelineProps) {
  const steps = timelineOf(delivery);
  const next = nextStepOf(delivery);
  if (steps.length === 0 && next === null) return null;
  return (
    <ol aria-label={`What happened with @${delivery.handle}`}>
      {steps.map((step, index) => (
        <Row
          key={step.key}
          tone={step.tone}
          goesOn={index < steps.length - 1 || next !== null}
          time={<StepTime step={step} before={steps[index - 1]} />}
        >
          <p>{step.text}</p>
          {step.detail && !(step.detail === said && index === steps.length - 1) && (
            <p className="mt-0.5 text-muted">{step.detail}</p>
          )}
          {step.operation !== 'decision' && step.tone !== 'busy' && (
            <AttemptDetails step={step} network={delivery.network} />
          )}
        </Row>
      ))}
      {next !== null && (
        <Row tone="next" goesOn={false}>
          <NextStep delivery={delivery} text={next} />
        </Row>
      )}
    </ol>
  );
}

interface RowProps {
  tone: StepTone | 'next';
  /** A line leads to the next row. */
  goesOn: boolean;
  time?: ReactNode;
  children: ReactNode;
}

function Row({ tone, goesOn, time, children }: RowProps) {
  const { Icon, colour } = LOOK[tone];
  return (
    <li className="relative flex gap-3 pb-3 last:pb-0">
      {goesOn && (
        <span aria-hidden className="absolute top-5.5 bottom-0 left-[7.5px] w-px bg-hairline" />
      )}
      <Icon
        size={16}
        aria-hidden
        className={cx('mt-0.5 shrink-0', colour, tone === 'busy' && 'animate-turn')}
      />
      <div className="min-w-0 flex-1">{children}</div>
      {time}
    </li>
  );
}

/** The day stands where it is another than before. */
function StepTime({ step, before }: { step: Step; before: Step | undefined }) {
  const style = useTimeStyle();
  const today = dayAt(useNow(), style.zone);
  const at = timeOf(step);
  const day = dayAt(at, style.zone);
  const dayBefore = before ? dayAt(timeOf(before), style.zone) : today;
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={fullWhenText(at, style)}
      className="shrink-0 text-small text-muted"
    >
      {day !== dayBefore && `${dayText(day, today, style.locale)} `}
      {timeText(at, style)}
    </time>
  );
}

const timeOf = ({ attempts }: Step): number => attempts[0].finishedAt ?? attempts[0].startedAt;

function NextStep({ delivery, text }: { delivery: Delivery; text: string }) {
  const style = useTimeStyle();
  const now = useNow(15_000);
  const { nextAttemptAt, triesUntil } = delivery;
  const isTimed = nextAttemptAt !== null && !waitsForAccount(delivery);
  return (
    <>
      <p>
        {text}
        {isTimed ? (
          <>
            {' '}
            <Countdown to={nextAttemptAt} />, {whenText(nextAttemptAt, now, style)}.
          </>
        ) : waitsForAccount(delivery) ? (
          '.'
        ) : (
          ' as soon as the line is free.'
        )}
      </p>
      {triesUntil !== null && delivery.attempts.length > 0 && (
        <p className="mt-0.5 text-muted">
          Goes on by itself until {whenText(triesUntil, now, style)}, then asks you.
        </p>
      )}
    </>
  );
}
