import { ExternalLink, Eye, EyeOff, Reply, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { NETWORKS } from '../../../../shared/domain/networks/index.ts';
import type { Comment, Delivery } from '../../../../shared/ipc/views.ts';
import { useNow } from '../../../app/clock.ts';
import { useTimeStyle } from '../../../app/preferences.ts';
import { sentenceOf } from '../../../ipc/client.ts';
import { useRouteMutation } from '../../../ipc/queries.ts';
import { Badge } from '../../../ui/badge.tsx';
import { IconButton } from '../../../ui/button.tsx';
import { cx } from '../../../ui/class-names.ts';
import { Confirm } from '../../../ui/dialog.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { toast } from '../../../ui/toast.tsx';
import { whenText } from '../../calendar/time.ts';
import { ReplyBox } from './reply-box.tsx';
import type { TalkLine } from './talk.ts';

const INDENT = ['', 'pl-5', 'pl-10'];

interface CommentItemProps {
  line: TalkLine;
  delivery: Delivery;
  onAdded: (comment: Comment) => void;
  onChanged: (comment: Comment) => void;
  onRemoved: (remoteId: string) => void;
}

/** One comment, and what its network lets be done with it. */
export function CommentItem({ line, delivery, onAdded, onChanged, onRemoved }: CommentItemProps) {
  const { comment, depth } = line;
  const { author, remoteId, hidden, remoteUrl } = comment;
  const { name, comments: can } = NETWORKS[delivery.network];
  const style = useTimeStyle();
  const now = useNow(60_000);
  const [replying, setReplying] = useState(false);
  const [removing, setRemoving] = useState(false);
  const hide = useRouteMutation('engagement.setHidden');
  const who = author.handle ? `@${author.handle}` : author.displayName || 'somebody';

  const setHidden = (next: boolean) =>
    hide.mutate(
      { deliveryId: delivery.id, commentId: remoteId, hidden: next },
      {
        onSuccess: ({ outcome }) => {
          if (outcome === 'gone') {
            onRemoved(remoteId);
            toast.say('That comment is not there any more.');
            return;
          }
          onChanged({ ...comment, hidden: next });
          if (next) toast.undoable(`The comment of ${who} is hidden.`, () => setHidden(false));
          else toast.done(`The comment of ${who} is shown again.`);
        },
        onError: (error) => toast.failed(sentenceOf(error)),
      },
    );

  return (
    <li className={cx('group py-2', INDENT[depth])}>
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <p className="flex flex-wrap items-baseline gap-x-2 text-small text-muted">
            <span className="font-medium text-ink">{author.displayName || who}</span>
            {author.displayName && author.handle && <span>@{author.handle}</span>}
            <span className="tabular-nums">{whenText(comment.createdAt, now, style)}</span>
            {comment.likes !== null && comment.likes > 0 && (
              <span className="tabular-nums">
                {comment.likes.toLocaleString()} {comment.likes === 1 ? 'like' : 'likes'}
              </span>
            )}
            {comment.ours && <span>you</span>}
            {hidden && (
              <Badge icon={<EyeOff size={12} />} className="self-center">
                Hidden
              </Badge>
            )}
          </p>
          <p
            className={cx('break-words whitespace-pre-line', hidden && 'text-muted')}
            data-selectable
          >
            {comment.text}
          </p>
        </div>
        <div className="flex shrink-0">
          {can.reply && (
            <IconButton
              label={`Answer ${who}`}
              aria-expanded={replying}
              onClick={() => setReplying(!replying)}
            >
              <Reply size={14} />
            </IconButton>
          )}
          {can.hide && !comment.ours && (
            <IconButton
              label={hidden ? `Show the comment of ${who}` : `Hide the comment of ${who}`}
              disabled={hide.isPending}
              onClick={() => setHidden(!hidden)}
            >
              {hidden ? <Eye size={14} /> : <EyeOff size={14} />}
            </IconButton>
          )}
          {can.remove && (
            <IconButton label={`Remove the comment of ${who}`} onClick={() => setRemoving(true)}>
              <Trash2 size={14} />
            </IconButton>
          )}
          {remoteUrl?.startsWith('https://') && (
            <IconButton
              label={`Open on ${name}`}
              onClick={() => window.open(remoteUrl, '_blank', 'noopener')}
            >
              <ExternalLink size={14} />
            </IconButton>
          )}
        </div>
      </div>
      {replying && (
        <ReplyBox
          deliveryId={delivery.id}
          parentId={remoteId}
          to={who}
          onSent={onAdded}
          onClose={() => setReplying(false)}
        />
      )}
      {removing && (
        <RemoveComment
          deliveryId={delivery.id}
          commentId={remoteId}
          who={who}
          onRemoved={() => onRemoved(remoteId)}
          onClose={() => setRemoving(false)}
        />
      )}
    </li>
  );
}

interface RemoveCommentProps {
  deliveryId: string;
  commentId: string;
  who: string;
  onRemoved: () => void;
  onClose: () => void;
}

/** Asked, because no network brings a comment back. */
function RemoveComment({ deliveryId, commentId, who, onRemoved, onClose }: RemoveCommentProps) {
  const remove = useRouteMutation('engagement.removeComment');
  return (
    <Confirm
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Remove the comment of ${who}?`}
      action="Remove comment"
      busy={remove.isPending}
      onConfirm={() =>
        remove.mutate(
          { deliveryId, commentId },
          {
            onSuccess: () => {
              onClose();
              onRemoved();
              toast.done('The comment is removed.');
            },
          },
        )
      }
    >
      It is removed for everybody, with the answers to it, and can’t be brought back.
      {remove.isError && (
        <Notice tone="failed" live className="mt-3 text-ink">
          {sentenceOf(remove.error)}
        </Notice>
      )}
    </Confirm>
  );
}
