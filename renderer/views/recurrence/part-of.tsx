import { Link } from 'react-router';
import { usePlace } from '../../app/place.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { useRoute } from '../../ipc/queries.ts';
import { cx } from '../../ui/class-names.ts';
import { RepeatMark } from './repeat-mark.tsx';
import { ruleWords } from './rule-form.ts';

interface PartOfProps {
  recurrenceId: string;
  /** Said after it. */
  note?: string;
  className?: string;
}

/** “Part of: every Monday at 9:00”, with the way to the recurring post. */
export function PartOf({ recurrenceId, note, className }: PartOfProps) {
  const { hourCycle } = useTimeStyle();
  const place = usePlace(`/posts?tab=repeating&recurring=${recurrenceId}`);
  const { data } = useRoute('recurrences.list', { ended: true });
  const found = data?.find(({ id }) => id === recurrenceId);
  if (!found) return null;
  const { rule, startsAt, zone, endedAt } = found;
  return (
    <p className={cx('flex items-start gap-1.5 text-small text-muted', className)}>
      <RepeatMark className="mt-[3px]" />
      <span className="min-w-0">
        Part of:{' '}
        <Link to={place} draggable={false} className="text-accent-text hover:underline">
          {ruleWords(rule, startsAt, zone, hourCycle)}
        </Link>
        {endedAt !== null && ', ended'}
        {note && `. ${note}`}
      </span>
    </p>
  );
}
