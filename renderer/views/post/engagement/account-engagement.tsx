import { MessageSquarePlus, RefreshCw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Metric } from '../../../../shared/domain/network.ts';
import { NETWORKS } from '../../../../shared/domain/networks/index.ts';
import type { Comment, Delivery } from '../../../../shared/ipc/views.ts';
import { useTimeStyle } from '../../../app/preferences.ts';
import { sentenceOf } from '../../../ipc/client.ts';
import { useRouteMutation } from '../../../ipc/queries.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Confirm } from '../../../ui/dialog.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { toast } from '../../../ui/toast.tsx';
import { timeText } from '../../calendar/time.ts';
import { NetworkGlyph } from '../../post-status/network-glyph.tsx';
import { PracticeBadgeOf } from '../../post-status/practice-badge.tsx';
import { CommentItem } from './comment-item.tsx';
import { Numbers } from './numbers.tsx';
import { ReplyBox } from './reply-box.tsx';
import { joined, talkOf } from './talk.ts';
import { useEngagement } from './use-engagement.ts';

interface AccountEngagementProps {
  delivery: Delivery;
  /** The columns of numbers. */
  metrics: readonly Metric[];
}

/** What people do with a post on one account. */
export function AccountEngagement({ delivery, metrics }: AccountEngagementProps) {
  const { network, handle, remoteId } = delivery;
  const { name, comments: can, removal } = NETWORKS[network];
  const { isBilled, isReading, error, data, read, change } = useEngagement(delivery);
  const style = useTimeStyle();
  const [writing, setWriting] = useState(false);
  const [removing, setRemoving] = useState(false);
  const more = useRouteMutation('engagement.more');

  const setComments = (how: (before: readonly Comment[]) => Comment[]) =>
    change((before) => ({ ...before, comments: how(before.comments ?? []) }));
  const add = (comment: Comment) => setComments((before) => joined(before, [comment]));
  const loadMore = (from: string) =>
    more.mutate(
      { deliveryId: delivery.id, from },
      {
        onSuccess: ({ comments, next }) =>
          change((before) => ({
            ...before,
            comments: joined(before.comments ?? [], comments),
            next,
          })),
        onError: (problem) => toast.failed(sentenceOf(problem)),
      },
    );
  // One sentence where both failed for the same reason.
  const problems = new Set(
    [data?.metricsProblem?.message, data?.commentsProblem?.message].filter(
      (message) => message !== undefined,
    ),
  );

  return (
    <li className="border-b border-hairline px-4 py-3 last:border-b-0">
      <div className="flex min-h-7 items-center gap-2.5">
        <NetworkGlyph network={network} size={16} said className="text-muted" />
        <h3 className="flex min-w-0 flex-1 items-center gap-2 font-medium">
          <span className="truncate">@{handle}</span>
          <PracticeBadgeOf accountId={delivery.accountId} />
        </h3>
        {data && !data.gone && (
          <span className="text-small text-muted tabular-nums">
            as of {timeText(data.readAt, style)}
          </span>
        )}
        {data && (
          <IconButton label={`Read @${handle} again`} disabled={isReading} onClick={read}>
            <RefreshCw size={14} />
          </IconButton>
        )}
        {removal && !data?.gone && (
          <IconButton label={`Remove the post from ${name}`} onClick={() => setRemoving(true)}>
            <Trash2 size={14} />
          </IconButton>
        )}
      </div>
      {!data && !error && (
        <div className="mt-1.5 text-small text-muted" role="status">
          {isReading ? (
            `${name} is asked.`
          ) : (
            <span className="flex flex-wrap items-center gap-2">
              {isBilled && <span>{name} bills each look at it.</span>}
              <Button size="compact" onClick={read}>
                Read numbers and comments
              </Button>
            </span>
          )}
        </div>
      )}
      {error && (
        <Notice tone="failed" className="mt-2">
          {sentenceOf(error)}
        </Notice>
      )}
      {[...problems].map((message) => (
        <Notice key={message} tone="attention" className="mt-2">
          {message}
        </Notice>
      ))}
      {data?.gone && <p className="mt-1 text-muted">It is not on {name} any more.</p>}
      {data?.metrics && !data.gone && (
        <Numbers network={network} metrics={metrics} values={data.metrics} />
      )}
      {data?.comments && !data.gone && (
        <section aria-label={`Comments on @${handle}`} className="mt-3">
          {data.comments.length === 0 ? (
            <p className="text-small text-muted">No comments yet.</p>
          ) : (
            <ul className="divide-y divide-hairline border-t border-hairline">
              {talkOf(data.comments).map((line) => (
                <CommentItem
                  key={line.comment.remoteId}
                  line={line}
                  delivery={delivery}
                  onAdded={add}
                  onChanged={add}
                  onRemoved={(gone) =>
                    setComments((before) => before.filter((each) => each.remoteId !== gone))
                  }
                />
              ))}
            </ul>
          )}
          <div className="mt-1 flex flex-wrap gap-2">
            {data.next !== null && (
              <Button
                size="compact"
                busy={more.isPending}
                onClick={() => data.next !== null && loadMore(data.next)}
              >
                More comments
              </Button>
            )}
            {can.reply && remoteId !== null && !writing && (
              <Button
                size="compact"
                tone="ghost"
                icon={<MessageSquarePlus size={14} />}
                onClick={() => setWriting(true)}
              >
                Write a comment
              </Button>
            )}
          </div>
          {writing && remoteId !== null && (
            <ReplyBox
              deliveryId={delivery.id}
              parentId={remoteId}
              to={null}
              onSent={add}
              onClose={() => setWriting(false)}
            />
          )}
        </section>
      )}
      {removing && (
        <RemovePost
          delivery={delivery}
          name={name}
          onRemoved={() => (data ? change((before) => ({ ...before, gone: true })) : read())}
          onClose={() => setRemoving(false)}
        />
      )}
    </li>
  );
}

interface RemovePostProps {
  delivery: Delivery;
  name: string;
  onRemoved: () => void;
  onClose: () => void;
}

/** Asked, because no network brings a post back. */
function RemovePost({ delivery, name, onRemoved, onClose }: RemovePostProps) {
  const remove = useRouteMutation('engagement.removePost');
  return (
    <Confirm
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Remove this post from ${name}?`}
      action={`Remove from ${name}`}
      busy={remove.isPending}
      onConfirm={() =>
        remove.mutate(
          { deliveryId: delivery.id },
          {
            onSuccess: ({ outcome }) => {
              onClose();
              onRemoved();
              toast.done(
                outcome === 'gone'
                  ? `It was not on ${name} any more.`
                  : `It is removed from ${name}.`,
              );
            },
          },
        )
      }
    >
      It goes from @{delivery.handle} with its comments and numbers, and can’t be brought back. Here
      it stays as it was sent.
      {remove.isError && (
        <Notice tone="failed" live className="mt-3 text-ink">
          {sentenceOf(remove.error)}
        </Notice>
      )}
    </Confirm>
  );
}
