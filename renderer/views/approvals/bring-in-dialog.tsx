import { FileUp } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field, Textarea } from '../../ui/field.tsx';
import { AnswersProblem } from './answers-problem.tsx';
import type { Answers } from './use-answers.ts';

/** The way in for what a client sent back: a file, or the mail that it was copied into. */
export function BringInDialog({ answers, onClose }: { answers: Answers; onClose: () => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [mail, setMail] = useState('');
  const done = (isOpen: boolean) => isOpen && onClose();
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Bring answers in"
      description="The file that your client saved in the pack, or the mail that they copied their answers into. You see what would happen first."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            tone="primary"
            disabled={mail.trim() === ''}
            busy={answers.isReading}
            onClick={async () => done(await answers.read(mail))}
          >
            Look at the answers
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <div>
          <Button icon={<FileUp size={16} />} onClick={() => input.current?.click()}>
            Choose the file
          </Button>
          <input
            ref={input}
            type="file"
            accept=".json,application/json,text/plain"
            aria-label="Answers file"
            tabIndex={-1}
            className="sr-only"
            onChange={async ({ currentTarget }) => {
              const [file] = currentTarget.files ?? [];
              currentTarget.value = '';
              if (file) done(await answers.readFile(file));
            }}
          />
          <p className="mt-1.5 text-small text-muted">
            It can also be dropped anywhere on this view.
          </p>
        </div>
        <Field label="Or paste the mail" hint="All of it, with the block of letters at its end.">
          <Textarea rows={5} value={mail} onChange={(event) => setMail(event.target.value)} />
        </Field>
        <AnswersProblem answers={answers} />
      </div>
    </Dialog>
  );
}
