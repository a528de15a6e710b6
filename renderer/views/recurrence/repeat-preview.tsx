import { useEffect, useState } from 'react';
import type { RouteInput, RouteOutput } from '../../../shared/ipc/contract.ts';
import { type TimeStyle, useTimeStyle } from '../../app/preferences.ts';
import { sentenceOf } from '../../ipc/client.ts';
import { useRoute } from '../../ipc/queries.ts';
import { Notice } from '../../ui/notice.tsx';
import { dayAt, formatDay, timeText } from '../calendar/time.ts';
import { shiftSentence } from '../composer/when.ts';
import type { Repeat } from './repeat-fields.tsx';
import { ruleOf, ruleWords } from './rule-form.ts';

type Rule = Omit<RouteInput<'recurrences.preview'>, 'count'>;

/** How long a rule rests before it is looked at, in ms: people type. */
const REST = 150;
const SHOWN_DATES = 8;
const SHOWN_HOLIDAYS = 4;

const ruleInput = ({ form, startsAt, skipHolidaysOf }: Repeat, zone: string): Rule => ({
  rule: ruleOf(form, startsAt),
  startsAt,
  zone,
  skipHolidaysOf,
});

/** What a rule comes to, asked of the core as it is changed. */
export function useRepeatPreview(repeat: Repeat, zone: string) {
  const current = JSON.stringify(ruleInput(repeat, zone));
  const [asked, setAsked] = useState(current);
  useEffect(() => {
    const timer = window.setTimeout(() => setAsked(current), REST);
    return () => window.clearTimeout(timer);
  }, [current]);
  const rule = JSON.parse(asked) as Rule;
  const query = useRoute(
    'recurrences.preview',
    { ...rule, count: SHOWN_DATES },
    { keepPrevious: true },
  );
  return {
    preview: query.data,
    rule,
    problem: query.isError ? sentenceOf(query.error) : null,
    /** The answer is to what the fields say now. */
    isSettled: asked === current && query.isSuccess && !query.isPlaceholderData,
  };
}

interface RepeatPreviewProps {
  preview: RouteOutput<'recurrences.preview'> | undefined;
  rule: Rule;
  problem: string | null;
}

/** The rule in words, its next days, and the holidays that it leaves out. */
export function RepeatPreview({ preview, rule, problem }: RepeatPreviewProps) {
  const style = useTimeStyle();
  if (problem !== null)
    return (
      <Notice tone="attention" live className="text-small">
        {problem}
      </Notice>
    );
  if (!preview) return null;
  const { occurrences, skipped } = preview;
  const words = ruleWords(rule.rule, rule.startsAt, rule.zone, style.hourCycle);
  const shifted = occurrences.find(({ shift }) => shift !== 'none');
  return (
    <div aria-live="polite">
      <p className="font-medium">{words.charAt(0).toUpperCase() + words.slice(1)}</p>
      {occurrences.length === 0 ? (
        <p className="mt-3 text-small text-muted">Nothing of it is ahead. Choose a later end.</p>
      ) : (
        <>
          <h3 className="mt-4 mb-1 text-small text-muted">Next</h3>
          <ol>
            {occurrences.map(({ at, wallTime }) => (
              <li key={wallTime} className="flex h-6 items-center gap-2">
                <span aria-hidden className="size-1.5 rounded-full bg-accent" />
                <span className="flex-1">{dayWords(dayAt(at, style.zone), style)}</span>
                <span className="text-muted">{timeText(at, style)}</span>
              </li>
            ))}
          </ol>
        </>
      )}
      {skipped.length > 0 && (
        <>
          <h3 className="mt-4 mb-1 text-small text-muted">Left out</h3>
          <ul className="text-small">
            {skipped.slice(0, SHOWN_HOLIDAYS).map(({ date, holiday }) => (
              <li key={date} className="mb-1">
                {dayWords(date, style)}
                <span className="text-muted">, {holiday}</span>
              </li>
            ))}
          </ul>
          {skipped.length > SHOWN_HOLIDAYS && (
            <p className="text-small text-muted">and {skipped.length - SHOWN_HOLIDAYS} more</p>
          )}
        </>
      )}
      {shifted && (
        <p className="mt-4 text-small text-muted">{shiftSentence(shifted.wallTime, style)}</p>
      )}
    </div>
  );
}

const dayWords = (date: string, { locale }: TimeStyle): string =>
  formatDay(date, locale, { weekday: 'short', day: 'numeric', month: 'short' });
