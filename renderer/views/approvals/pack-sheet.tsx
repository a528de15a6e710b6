import { Lock, LockOpen } from 'lucide-react';
import { useNow } from '../../app/clock.ts';
import { useGo } from '../../app/place.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { QueryProblem } from '../../app/query-problem.tsx';
import { ask } from '../../ipc/client.ts';
import { useRoute } from '../../ipc/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toast.tsx';
import { whenText } from '../calendar/time.ts';
import { StatusBadge } from '../post-status/status-badge.tsx';
import { AnswerBadge } from './answer-badge.tsx';
import { AnswerBar } from './pack-list.tsx';
import { answerByText, progressText } from './words.ts';

/** One pack: its posts, and what was answered to each. */
export function PackSheet({ id, onClose }: { id: string; onClose: () => void }) {
  const query = useRoute('approvals.pack', { id });
  const style = useTimeStyle();
  const now = useNow();
  const go = useGo();
  const pack = query.data?.pack;
  const due = pack ? answerByText(pack, now, style) : null;

  async function close(closed: boolean): Promise<void> {
    const answer = await ask('approvals.closePack', { id, closed });
    if (!answer.ok) return toast.failed(answer.error.message);
    if (closed) toast.undoable('No more answers are taken to this pack', () => void close(false));
    else toast.done('Answers to this pack are taken again');
  }

  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      width="medium"
      title={pack?.title ?? 'Pack'}
      footer={
        pack && (
          <>
            <p className="flex-1 text-small text-muted">
              {pack.closedAt === null
                ? 'When the round is over, close it: answers that come late are then refused.'
                : 'This round is over: answers are not taken any more.'}
            </p>
            <Button
              icon={pack.closedAt === null ? <Lock size={14} /> : <LockOpen size={14} />}
              onClick={() => void close(pack.closedAt === null)}
            >
              {pack.closedAt === null ? 'Close the pack' : 'Open it again'}
            </Button>
          </>
        )
      }
    >
      {query.isError && <QueryProblem error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && pack && (
        <>
          <div className="mb-4">
            <AnswerBar pack={pack} />
            <p className="mt-2 text-muted">
              {progressText(pack)}
              {due && `. ${due.text}`}. Made {whenText(pack.createdAt, now, style)}.
            </p>
          </div>
          <ul aria-label="Posts of this pack" className="rounded-card border border-hairline">
            {query.data.posts.map(({ postId, card, edited, answer }) => (
              <li key={postId} className="border-b border-hairline last:border-b-0">
                <button
                  type="button"
                  disabled={card === null}
                  onClick={() => go(`/posts/${postId}`)}
                  className="block w-full px-4 py-3 text-left enabled:hover:bg-hover focus-visible:-outline-offset-2"
                >
                  <span className="flex items-center gap-2.5">
                    {answer ? (
                      <AnswerBadge answer={answer.answer} />
                    ) : (
                      <span className="text-small text-muted">No answer</span>
                    )}
                    <span className="min-w-0 flex-1 truncate font-medium" dir="auto">
                      {card ? card.excerpt || 'No text yet' : 'A post that was removed'}
                    </span>
                    {card && <StatusBadge status={card.status} held={card.held} />}
                  </span>
                  {answer && answer.text !== '' && (
                    <span
                      className="mt-1.5 block border-l-2 border-edge pl-2.5 whitespace-pre-wrap [overflow-wrap:anywhere]"
                      dir="auto"
                    >
                      {answer.text}
                    </span>
                  )}
                  {(answer || edited) && (
                    <span className="mt-1 block text-small text-muted">
                      {answer && `${answer.author}, ${whenText(answer.answeredAt, now, style)}`}
                      {answer?.standing === 'edited_since' && ' · not taken: edited since'}
                      {answer?.standing === 'stale' && ' · came too late to change it'}
                      {edited &&
                        answer?.standing !== 'edited_since' &&
                        `${answer ? ' · ' : ''}changed since the pack was made`}
                    </span>
                  )}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </Sheet>
  );
}
