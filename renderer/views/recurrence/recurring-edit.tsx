import { useState } from 'react';
import type { Recurrence } from '../../../shared/ipc/views.ts';
import { ask } from '../../ipc/client.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field, Textarea } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { toast } from '../../ui/toast.tsx';
import type { Repeat } from './repeat-fields.tsx';
import { RepeatForm } from './repeat-form.tsx';
import { useRepeatPreview } from './repeat-preview.tsx';
import { formOf } from './rule-form.ts';

interface RecurringEditProps {
  recurrence: Recurrence;
  onEnd: () => void;
  onClose: () => void;
}

/** Changes what comes, and when. What was edited or moved already stays as it is. */
export function RecurringEdit({ recurrence, onEnd, onClose }: RecurringEditProps) {
  const { id, rule, startsAt, zone, skipHolidaysOf, content } = recurrence;
  const [repeat, setRepeat] = useState<Repeat>(() => ({
    form: formOf(rule, startsAt, zone),
    startsAt,
    skipHolidaysOf,
  }));
  const [text, setText] = useState(content.text);
  const looked = useRepeatPreview(repeat, zone);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const own = content.targets.filter((target) => target.text !== null).length;

  const save = async () => {
    setBusy(true);
    try {
      const answer = await ask('recurrences.update', {
        id,
        ...looked.rule,
        ...(text !== content.text && { content: { ...content, text } }),
      });
      if (!answer.ok) return setProblem(answer.error.message);
      onClose();
      toast.done('Changed. Posts of it that you edited or moved stay as they are.');
    } finally {
      setBusy(false);
    }
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      width={640}
      title="Recurring post"
      description="Changes reach the scheduled posts of it that nobody touched."
      footer={
        <>
          <Button tone="ghost" onClick={onEnd} className="mr-auto -ml-2">
            End it…
          </Button>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            tone="primary"
            busy={busy}
            disabled={!looked.isSettled}
            onClick={() => void save()}
          >
            Save
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
      >
        <Field
          label="Text"
          {...(own > 0 && {
            hint: `${own} ${own === 1 ? 'account has a text of its' : 'accounts have texts of their'} own, which stays.`,
          })}
        >
          <Textarea value={text} rows={4} onChange={(event) => setText(event.target.value)} />
        </Field>
      </RepeatForm>
      {problem !== null && (
        <Notice tone="failed" live className="mt-4">
          {problem}
        </Notice>
      )}
    </Dialog>
  );
}
