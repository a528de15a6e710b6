import { CircleAlert, TriangleAlert } from 'lucide-react';
import { useId } from 'react';
import type { AnswersReading } from '../../../shared/ipc/views.ts';
import { useNow } from '../../app/clock.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { cx } from '../../ui/class-names.ts';
import { Thumbnail } from '../calendar/thumbnail.tsx';
import { whenLabel } from '../calendar/time.ts';
import { AnswerBadge } from './answer-badge.tsx';
import { TextChanges } from './text-changes.tsx';

interface AnswerItemProps {
  answer: AnswersReading['answers'][number];
  checked: boolean;
  disabled: boolean;
  onToggle: () => void;
}

/** One answer: to what, what was said, and what taking it does. */
export function AnswerItem({ answer, checked, disabled, onToggle }: AnswerItemProps) {
  const style = useTimeStyle();
  const now = useNow();
  const id = useId();
  const { card, standing } = answer;
  return (
    <li className="flex items-start gap-3 border-b border-hairline px-4 py-3 last:border-b-0">
      <input
        type="checkbox"
        id={id}
        checked={checked}
        disabled={disabled}
        aria-describedby={`${id}-what`}
        onChange={onToggle}
        className="mt-1 size-4 shrink-0"
      />
      <div className="min-w-0 flex-1">
        <label htmlFor={id} className={cx('flex items-center gap-2.5', disabled && 'text-muted')}>
          <AnswerBadge answer={answer.answer} />
          <span className="min-w-0 flex-1 truncate font-medium" dir="auto">
            {card ? card.excerpt || 'No text yet' : 'A post that was removed'}
          </span>
          {card?.scheduledAt != null && (
            <span className="shrink-0 text-small text-muted">
              {whenLabel(card.scheduledAt, now, style)}
            </span>
          )}
        </label>
        {answer.text !== '' && (
          <p
            className="mt-1.5 border-l-2 border-edge pl-2.5 whitespace-pre-wrap [overflow-wrap:anywhere]"
            dir="auto"
            data-selectable
          >
            {answer.text}
          </p>
        )}
        <p
          id={`${id}-what`}
          className={cx(
            'mt-1.5 flex items-start gap-1.5 text-small',
            standing === 'edited_since' ? 'text-attention' : 'text-muted',
          )}
        >
          {standing === 'edited_since' && (
            <TriangleAlert size={14} className="mt-px shrink-0" aria-hidden />
          )}
          {standing === 'stale' && <CircleAlert size={14} className="mt-px shrink-0" aria-hidden />}
          <span>{answer.explanation}</span>
        </p>
        {standing === 'edited_since' && answer.shownText !== null && answer.nowText !== null && (
          <div className="mt-2 rounded-control bg-sunken px-3 py-2" data-selectable>
            <TextChanges before={answer.shownText} now={answer.nowText} />
          </div>
        )}
      </div>
      {card?.thumbnailId && (
        <Thumbnail mediaId={card.thumbnailId} className="size-10 shrink-0 rounded-chip" />
      )}
    </li>
  );
}
