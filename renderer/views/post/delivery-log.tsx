import {
  CircleCheck,
  CircleX,
  LoaderCircle,
  type LucideIcon,
  PenLine,
  TriangleAlert,
} from 'lucide-react';
import type { Delivery, Post } from '../../../shared/ipc/views.ts';
import { useNow } from '../../app/clock.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { cx } from '../../ui/class-names.ts';
import { dayAt, dayText, fullWhenText, nearText, timeText } from '../calendar/time.ts';
import { deliveryStory, type SentenceTone } from './sentences.ts';

const LOOK: Record<SentenceTone, { Icon: LucideIcon; colour: string }> = {
  quiet: { Icon: PenLine, colour: 'text-muted' },
  busy: { Icon: LoaderCircle, colour: 'text-ink' },
  good: { Icon: CircleCheck, colour: 'text-published' },
  attention: { Icon: TriangleAlert, colour: 'text-attention' },
  bad: { Icon: CircleX, colour: 'text-failed' },
};

interface DeliveryLogProps {
  post: Post;
  deliveries: readonly Delivery[];
}

/** What happened to the post, told in sentences with their times, oldest first. */
export function DeliveryLog({ post, deliveries }: DeliveryLogProps) {
  const style = useTimeStyle();
  const now = useNow(15_000);
  const today = dayAt(now, style.zone);
  const tellTime = (at: number) => {
    const near = nearText(at, now);
    return near ? `${timeText(at, style)} (${near})` : fullWhenText(at, style);
  };
  const story = deliveryStory(post, deliveries, tellTime);
  let lastDay = '';
  return (
    <ol className="relative">
      {story.map((sentence, index) => {
        const { Icon, colour } = LOOK[sentence.tone];
        const day = dayAt(sentence.at, style.zone);
        const isNewDay = day !== lastDay;
        lastDay = day;
        return (
          <li key={sentence.key} className="relative flex gap-3 pb-4 last:pb-0">
            {index < story.length - 1 && (
              <span aria-hidden className="absolute top-5 bottom-0 left-[7.5px] w-px bg-hairline" />
            )}
            <Icon
              size={16}
              aria-hidden
              className={cx('mt-0.5 shrink-0', colour, sentence.tone === 'busy' && 'animate-turn')}
            />
            <div className="min-w-0 flex-1">
              <p>{sentence.text}</p>
              {sentence.detail && <p className="mt-0.5 text-muted">{sentence.detail}</p>}
            </div>
            <time
              dateTime={new Date(sentence.at).toISOString()}
              title={fullWhenText(sentence.at, style)}
              className="shrink-0 text-small text-muted"
            >
              {isNewDay && day !== today && `${dayText(day, today, style.locale)} `}
              {timeText(sentence.at, style)}
            </time>
          </li>
        );
      })}
    </ol>
  );
}
