import { type KeyboardEvent, useState } from 'react';
import type { Comment } from '../../../../shared/ipc/views.ts';
import { isFailure, sentenceOf } from '../../../ipc/client.ts';
import { useRouteMutation } from '../../../ipc/queries.ts';
import { Button } from '../../../ui/button.tsx';
import { Field, Textarea } from '../../../ui/field.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import { Notice } from '../../../ui/notice.tsx';

interface ReplyBoxProps {
  deliveryId: string;
  /** The comment, or the post itself. */
  parentId: string;
  /** Whom it answers, e.g. `@mara`; null for the post itself. */
  to: string | null;
  onSent: (comment: Comment) => void;
  onClose: () => void;
}

/** Writes an answer. Sent again after a lost answer, it is looked for first. */
export function ReplyBox({ deliveryId, parentId, to, onSent, onClose }: ReplyBoxProps) {
  const [text, setText] = useState('');
  const reply = useRouteMutation('engagement.reply');
  const lost = isFailure(reply.error, 'answer_lost');

  const send = () => {
    if (!text.trim() || reply.isPending) return;
    reply.mutate(
      { deliveryId, parentId, text: text.trim() },
      {
        onSuccess: (comment) => {
          onSent(comment);
          onClose();
        },
      },
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.stopPropagation();
      send();
    } else if (event.key === 'Escape' && !reply.isPending) {
      event.preventDefault();
      event.stopPropagation();
      onClose();
    }
  };

  return (
    <form
      className="mt-2 flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Field label={to ? `Answer to ${to}` : 'Your comment'}>
        <Textarea
          autoFocus
          rows={2}
          value={text}
          maxLength={10_000}
          disabled={reply.isPending}
          onKeyDown={onKeyDown}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      {reply.isError && (
        <Notice tone={lost ? 'attention' : 'failed'} live>
          {sentenceOf(reply.error)}
        </Notice>
      )}
      <div className="flex items-center gap-2">
        <Button
          type="submit"
          size="compact"
          tone="primary"
          disabled={!text.trim()}
          busy={reply.isPending}
        >
          {lost ? 'Look for it, then send' : 'Send'}
          <Kbd keys={['mod', 'enter']} />
        </Button>
        <Button size="compact" tone="ghost" disabled={reply.isPending} onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
