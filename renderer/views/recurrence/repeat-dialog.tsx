import { useState } from 'react';
import type { Recurrence } from '../../../shared/ipc/views.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { ask } from '../../ipc/client.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { Repeat } from './repeat-fields.tsx';
import { RepeatForm } from './repeat-form.tsx';
import { useRepeatPreview } from './repeat-preview.tsx';
import { newForm } from './rule-form.ts';

interface RepeatDialogProps {
  /** What is made to come again; it becomes the first one, or that of its day. */
  postId: string;
  /** Wall clock of the first one. */
  startsAt: string;
  /** Saves what is written; false where that, or a check, stands in the way. */
  prepare: () => Promise<boolean>;
  onCreated: (recurrence: Recurrence) => void;
  onClose: () => void;
}

/** Makes a post come again. */
export function RepeatDialog({ postId, startsAt, prepare, onCreated, onClose }: RepeatDialogProps) {
  const { zone } = useTimeStyle();
  const [repeat, setRepeat] = useState<Repeat>({
    form: newForm(startsAt),
    startsAt,
    skipHolidaysOf: null,
  });
  const looked = useRepeatPreview(repeat, zone);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const create = async () => {
    setBusy(true);
    try {
      if (!(await prepare())) return onClose();
      const answer = await ask('recurrences.create', {
        from: { kind: 'post', postId },
        ...looked.rule,
      });
      if (answer.ok) onCreated(answer.value);
      else setProblem(answer.error.message);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      width={640}
      title="Repeat this post"
      description="Each one is a post of its own, made eight weeks ahead. You can edit, move or remove any of them."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            tone="primary"
            busy={busy}
            disabled={!looked.isSettled || looked.preview?.occurrences.length === 0}
            onClick={() => void create()}
          >
            Repeat the post
          </Button>
        </>
      }
    >
      <RepeatForm
        repeat={repeat}
        onChange={(next) => {
          setRepeat(next);
          setProblem(null);
        }}
        looked={looked}
      />
      {problem !== null && (
        <Notice tone="failed" live className="mt-4">
          {problem}
        </Notice>
      )}
    </Dialog>
  );
}
