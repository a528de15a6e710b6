import { type FormEvent, useId, useState } from 'react';
import type { PostNote } from '../../../shared/ipc/views.ts';
import { sentenceOf } from '../../ipc/client.ts';
import { usePost, useRoute, useRouteMutation } from '../../ipc/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field, Input } from '../../ui/field.tsx';
import { holdNote } from './hold-reason.ts';

interface HoldReasonDialogProps {
  postId: string;
  onClose: () => void;
}

/** One line that says why a post is on hold. It is held already, so there is nothing to hurry. */
export function HoldReasonDialog({ postId, onClose }: HoldReasonDialogProps) {
  const post = usePost(postId);
  const notes = useRoute('postNotes.list', { postId });
  if (!post.data || !notes.data) return null;
  const note = holdNote(notes.data, post.data.heldAt ?? Number.POSITIVE_INFINITY);
  return <Reason key={postId} postId={postId} note={note} onClose={onClose} />;
}

function Reason({ postId, note, onClose }: HoldReasonDialogProps & { note: PostNote | null }) {
  const form = useId();
  const [reason, setReason] = useState(note?.text ?? '');
  const give = useRouteMutation('approvals.giveReason');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    give.mutate({ postId, reason }, { onSuccess: onClose });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      width={400}
      title="Why is it on hold?"
      description="It stays with the post, and on Today."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="primary" type="submit" form={form} busy={give.isPending}>
            Save the reason
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit}>
        <Field label="Reason" optional {...(give.isError && { error: sentenceOf(give.error) })}>
          <Input
            value={reason}
            maxLength={500}
            dir="auto"
            spellCheck
            placeholder="The photo is not here yet"
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
      </form>
    </Dialog>
  );
}
