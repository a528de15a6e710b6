import { ArrowRight, CalendarDays } from 'lucide-react';
import { useTimeStyle } from '../../app/preferences.ts';
import { Notice } from '../../ui/notice.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { formatDay, wallClockText } from '../calendar/time.ts';
import type { Preview } from './use-import.ts';

type Dates = NonNullable<Preview['dates']>;
type Example = Dates['examples'][number];

/** How the dates of the file are read, by its own values. */
export function DateExamples({
  dates,
  onOrder,
}: {
  dates: Dates;
  onOrder: (order: Dates['order']) => void;
}) {
  const { order, ambiguous, decidedBy, examples, otherwise, unread } = dates;
  const canChoose = otherwise !== null || decidedBy !== null;
  return (
    <section
      aria-label="How dates are read"
      className="mb-4 rounded-card border border-hairline bg-panel p-4"
    >
      <div className="flex flex-wrap items-center gap-2">
        <CalendarDays size={16} className="text-muted" aria-hidden />
        <h3 className="flex-1 font-medium">Dates</h3>
        {canChoose && (
          <Segmented
            label="Order of dates"
            value={order === 'mdy' ? 'mdy' : 'dmy'}
            onChange={onOrder}
            choices={[
              { value: 'dmy', label: 'Day first' },
              { value: 'mdy', label: 'Month first' },
            ]}
          />
        )}
      </div>
      <ul className="mt-2 flex flex-col gap-1">
        {examples.map((example) => (
          <ExampleLine key={`${example.written} ${example.wallTime}`} example={example} />
        ))}
      </ul>
      {ambiguous && otherwise && (
        <Notice tone="attention" className="mt-3">
          Nothing in the file says whether the day or the month comes first. “{otherwise.written}”
          may also be <Spoken example={otherwise} />. Choose above.
        </Notice>
      )}
      {!ambiguous && decidedBy && (
        <p className="mt-2 text-small text-muted">
          “{decidedBy}” shows that the {order === 'mdy' ? 'month' : 'day'} comes first.
        </p>
      )}
      {unread > 0 && (
        <p className="mt-2 text-small text-attention">
          {unread.toLocaleString()} {unread === 1 ? 'value is' : 'values are'} no date like that.
          You can mend {unread === 1 ? 'it' : 'them'} in the next step.
        </p>
      )}
    </section>
  );
}

const ExampleLine = ({ example }: { example: Example }) => (
  <li className="flex min-w-0 items-center gap-2">
    <span className="max-w-56 truncate text-muted" data-selectable>
      {example.written}
    </span>
    <ArrowRight size={14} className="shrink-0 text-faint" aria-label="is read as" />
    <span className="min-w-0 truncate">
      {example.wallTime === null ? (
        <span className="text-failed">can’t be read</span>
      ) : (
        <Spoken example={example} />
      )}
    </span>
  </li>
);

function Spoken({ example: { wallTime, zone } }: { example: Example }) {
  const { locale, hourCycle } = useTimeStyle();
  if (wallTime === null) return null;
  const day = formatDay(wallTime.slice(0, 10), locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
  return (
    <>
      {day}, {wallClockText(wallTime, hourCycle)} <span className="text-muted">{zone}</span>
    </>
  );
}
