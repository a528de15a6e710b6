import { useState } from 'react';
import type { Account } from '../../../shared/ipc/views.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { fieldName } from './field-name.ts';
import type { Choice, Choices, Conflict } from './merge/merge-drafts.ts';
import type { Question } from './merge/use-merge.ts';
import { WordDiff } from './word-diff.tsx';

interface StaleDialogProps {
  question: Question;
  accounts: readonly Account[];
  problem: string | null;
  onDecide: (choices: Choices) => Promise<void>;
  onKeepBoth: () => Promise<void>;
}

/**
 * The post was changed elsewhere, at the same place as here. Each such place is shown with both versions, and one is
 * chosen for each; what was changed at different places is kept from both anyway.
 */
export function StaleDialog({
  question,
  accounts,
  problem,
  onDecide,
  onKeepBoth,
}: StaleDialogProps) {
  const { merge } = question;
  const [choices, setChoices] = useState<Partial<Record<Conflict['field'], Choice>>>({});
  const [busy, setBusy] = useState(false);
  const carryOut = (work: Promise<void>) => {
    setBusy(true);
    void work.finally(() => setBusy(false));
  };
  const alsoKept = [...merge.both, ...merge.theirs].map((field) => fieldName(field, accounts));
  return (
    <Dialog
      open
      onOpenChange={() => undefined}
      mustAnswer
      width={640}
      title="This post was changed elsewhere"
      description={
        alsoKept.length === 0
          ? 'Somebody, or another window, saved it while you were writing. Which words do you want to go on with?'
          : `Somebody, or another window, saved it while you were writing. Both changes are kept in: ${alsoKept.join(', ')}. Choose for the rest.`
      }
      footer={
        <>
          <Button busy={busy} onClick={() => carryOut(onKeepBoth())}>
            Keep both as two posts
          </Button>
          <span className="flex-1" />
          <Button tone="primary" busy={busy} onClick={() => carryOut(onDecide(choices))}>
            Go on with these
          </Button>
        </>
      }
    >
      {problem && (
        <Notice tone="failed" live className="mb-3">
          {problem}
        </Notice>
      )}
      <div className="flex flex-col gap-5">
        {merge.conflicts.map((conflict) => (
          <ConflictChoice
            key={conflict.field}
            conflict={conflict}
            name={fieldName(conflict.field, accounts)}
            choice={choices[conflict.field] ?? 'mine'}
            onChoose={(choice) => setChoices({ ...choices, [conflict.field]: choice })}
          />
        ))}
      </div>
    </Dialog>
  );
}

interface ConflictChoiceProps {
  conflict: Conflict;
  name: string;
  choice: Choice;
  onChoose: (choice: Choice) => void;
}

function ConflictChoice({ conflict, name, choice, onChoose }: ConflictChoiceProps) {
  const { field } = conflict;
  const [mine, theirs, base] = [conflict.mine, conflict.theirs, conflict.base].map((said) =>
    field === 'threading' && said !== null ? (THREAD_WORDS[said] ?? said) : said,
  );
  const hasBoth =
    field !== 'threading' &&
    field !== 'category' &&
    conflict.mine !== null &&
    conflict.theirs !== null;
  return (
    <section aria-label={name} className="min-w-0">
      <div className="mb-2 flex flex-wrap items-center gap-3">
        <h3 className="flex-1 font-medium">{name}</h3>
        <Segmented<Choice>
          label={`${name}: which one`}
          value={choice}
          onChange={onChoose}
          choices={[
            { value: 'mine', label: 'Yours' },
            { value: 'theirs', label: 'The other one' },
            ...(hasBoth ? [{ value: 'both' as const, label: 'One after the other' }] : []),
          ]}
        />
      </div>
      <div className="grid grid-cols-2 gap-3">
        <Side
          title="Yours"
          said={mine ?? null}
          base={base ?? null}
          isChosen={choice !== 'theirs'}
        />
        <Side
          title="The other one"
          said={theirs ?? null}
          base={base ?? null}
          isChosen={choice !== 'mine'}
        />
      </div>
    </section>
  );
}

const THREAD_WORDS: Readonly<Record<string, string>> = {
  off: 'Off',
  split: 'Split',
  numbered: 'Numbered',
};

interface SideProps {
  title: string;
  said: string | null;
  base: string | null;
  isChosen: boolean;
}

/** What one of them made of it, with what that changed. */
const Side = ({ title, said, base, isChosen }: SideProps) => (
  <div
    className={
      isChosen
        ? 'min-w-0 rounded-card border border-accent bg-sunken p-3'
        : 'min-w-0 rounded-card border border-hairline bg-sunken p-3'
    }
  >
    <p className="mb-1 text-caption text-muted">{title}</p>
    <div className="max-h-48 overflow-y-auto">
      {said === null || said === '' ? (
        <p className="text-muted italic">
          {said === null ? 'No words of its own, or not sent there' : 'Nothing'}
        </p>
      ) : (
        <WordDiff before={base ?? ''} after={said} />
      )}
    </div>
  </div>
);
