import { CalendarCheck2, Images, Info, Send, TriangleAlert, X } from 'lucide-react';
import { howLate } from '../../../shared/domain/lateness.ts';
import type { Post } from '../../../shared/ipc/views.ts';
import { useNow } from '../../app/clock.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { Thumbnail } from '../calendar/thumbnail.tsx';
import { whenText } from '../calendar/time.ts';
import { NetworkGlyph } from '../post-status/network-glyph.tsx';
import { type Decision, type Entry, whyNot } from './outcomes.ts';
import { TimeChoice } from './time-choice.tsx';
import { TriageResult } from './triage-result.tsx';

interface TriageRowProps {
  entry: Entry;
  /** Its place among all rows. */
  index: number;
  isCurrent: boolean;
  status: Post['status'] | undefined;
  refusal: string | undefined;
  busy: boolean;
  picks: boolean;
  onPicks: (open: boolean) => void;
  onFocus: () => void;
  onDecide: (decision: Decision) => void;
  onUndo: () => void;
  onOpen: () => void;
}

/** A missed post: what it says, when it was due, and its four choices or what came of one. */
export function TriageRow({
  entry: { missed, outcome },
  index,
  isCurrent,
  status,
  refusal,
  busy,
  picks,
  onPicks,
  onFocus,
  onDecide,
  onUndo,
  onOpen,
}: TriageRowProps) {
  const style = useTimeStyle();
  const now = useNow();
  const { post, choices, lateMs } = missed;
  const due = post.scheduledAt === null ? '' : whenText(post.scheduledAt, now, style);
  const words = post.excerpt ? `${post.excerpt}${isCut(post.excerpt) ? '…' : ''}` : 'No text yet';
  const slot = choices.next_slot;
  const why = outcome === null ? whyNot(missed) : null;
  const { zone } = style;

  return (
    <li
      data-row={index}
      tabIndex={isCurrent ? 0 : -1}
      aria-label={`${words}, was due ${due}`}
      onFocus={onFocus}
      className={cx(
        'border-b border-hairline px-5 py-3 -outline-offset-2 last:border-b-0',
        isCurrent && outcome === null && 'bg-hover/60',
        outcome !== null && 'bg-sunken/50',
      )}
    >
      <div className="flex gap-3">
        <div className="min-w-0 flex-1">
          <p
            className={cx(
              'line-clamp-2 [overflow-wrap:anywhere]',
              outcome !== null && 'text-muted',
              !post.excerpt && 'text-muted italic',
            )}
          >
            {words}
          </p>
          <p className="mt-0.5 flex items-center gap-1.5 text-small text-muted">
            <span>
              Was due {due}, {howLate(lateMs)} ago
            </span>
            {post.networks.map((network) => (
              <NetworkGlyph key={network} network={network} size={12} said />
            ))}
            {post.mediaCount > 1 && (
              <Images size={12} aria-label={`${post.mediaCount} images`} role="img" />
            )}
          </p>
        </div>
        {post.thumbnailId && (
          <Thumbnail mediaId={post.thumbnailId} className="size-10 shrink-0 rounded-control" />
        )}
      </div>
      {outcome !== null ? (
        <div className="mt-2">
          <TriageResult
            postId={post.id}
            outcome={outcome}
            status={status}
            busy={busy}
            onUndo={onUndo}
            onOpen={onOpen}
          />
        </div>
      ) : (
        <>
          <div className="mt-2.5 flex flex-wrap gap-1.5">
            <Button
              size="compact"
              icon={<Send size={14} className="text-muted" />}
              disabled={!choices.publish_now}
              busy={busy}
              aria-keyshortcuts="p"
              onClick={() => onDecide('publish_now')}
            >
              Publish now
            </Button>
            <Button
              size="compact"
              icon={<CalendarCheck2 size={14} className="text-muted" />}
              disabled={slot === null || busy}
              aria-keyshortcuts="n"
              onClick={() => onDecide('next_slot')}
            >
              Next slot
              {slot && (
                <span className="font-normal text-muted">{whenText(slot.at, now, style)}</span>
              )}
            </Button>
            <TimeChoice
              open={picks}
              onOpenChange={onPicks}
              count={1}
              disabled={!choices.pick || busy}
              keyshortcut="t"
              onChoose={(wallTime) => onDecide({ wallTime, zone })}
            />
            <Button
              size="compact"
              icon={<X size={14} className="text-muted" />}
              disabled={!choices.drop || busy}
              aria-keyshortcuts="d"
              onClick={() => onDecide('drop')}
            >
              Drop
            </Button>
          </div>
          {why !== null && (
            <p className="mt-2 flex items-start gap-1.5 text-small text-muted">
              {missed.problem === null ? (
                <Info size={14} className="mt-px shrink-0" aria-hidden />
              ) : (
                <TriangleAlert size={14} className="mt-px shrink-0 text-attention" aria-hidden />
              )}
              <span className="min-w-0 flex-1">{why}</span>
              {missed.problem !== null && (
                <button type="button" onClick={onOpen} className="text-accent-text hover:underline">
                  Open post
                </button>
              )}
            </p>
          )}
          {refusal && (
            <p role="alert" className="mt-2 text-small text-failed">
              {refusal}
            </p>
          )}
        </>
      )}
    </li>
  );
}

/** A card has the first 140 characters. */
const isCut = (excerpt: string): boolean => excerpt.length >= 140;
