import { useState } from 'react';
import type { RouteOutput } from '../../../../shared/ipc/contract.ts';
import { Button } from '../../../ui/button.tsx';
import { Field, Input } from '../../../ui/field.tsx';
import { WordDiff } from '../word-diff.tsx';
import type { AiPart } from './ai-part.ts';
import { AskButton } from './ask-button.tsx';
import { ProposalMarks } from './proposal.tsx';
import { Running } from './running.tsx';
import { useTask } from './use-task.ts';

/** What a person sees, and what is asked for. */
const GOALS = [
  ['Engagement', 'More people answer, share or react'],
  ['Clarity', 'Clearer: understood at first reading'],
  ['Shorter', 'Shorter, with nothing that matters lost'],
  ['Friendlier', 'Friendlier, as one person to another'],
  ['Call to action', 'It says what the reader can do next'],
] as const;

/** The text that is open, with goals in mind: what changed is shown before it is taken. */
export function Improve({ base, place, text, taking, mayAsk, disabled }: AiPart) {
  const task = useTask('studio.optimise');
  const { state } = task;
  const [goals, setGoals] = useState<readonly string[]>([GOALS[1][1]]);
  const [wish, setWish] = useState('');
  const [before, setBefore] = useState('');
  /** What it was asked with: the text may be another one by now. */
  const [asked, setAsked] = useState('');
  const [isTaken, setTaken] = useState(false);
  const isEmpty = text.trim() === '';
  const toggle = (goal: string) =>
    setGoals(goals.includes(goal) ? goals.filter((one) => one !== goal) : [...goals, goal]);
  const improve = () => {
    const written = taking.openText();
    setBefore(written);
    setAsked(written);
    setTaken(false);
    void task.start({ ...base, text: written, goals: [...goals], place, wish });
  };
  return (
    <>
      <fieldset aria-label="Goals" className="flex flex-wrap gap-1.5">
        {GOALS.map(([label, goal]) => (
          <button
            key={label}
            type="button"
            aria-pressed={goals.includes(goal)}
            onClick={() => toggle(goal)}
            className="inline-flex h-7 items-center rounded-full border border-edge px-2.5 text-muted transition-colors hover:bg-hover aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-ink"
          >
            {label}
          </button>
        ))}
      </fieldset>
      <Field label="Anything else" optional>
        <Input
          value={wish}
          maxLength={2000}
          placeholder="Keep the first line"
          onChange={(event) => setWish(event.target.value)}
        />
      </Field>
      <AskButton
        task={task}
        label="Improve the text"
        again="Try again"
        disabled={!mayAsk || isEmpty || goals.length === 0}
        onAsk={improve}
      />
      {isEmpty && state.kind === 'idle' && (
        <p className="text-muted">Write something first, then it can become better.</p>
      )}
      <Running
        task={task}
        example={{
          ...{ feature: 'optimise', clientId: base.clientId, about: asked },
          values: { post: asked, goals: goals.join('\n'), wish },
        }}
      >
        {(value) => (
          <Improved
            value={value}
            before={before}
            taken={isTaken}
            disabled={disabled}
            onTake={(made) => {
              setBefore(taking.openText());
              taking.open(made, value);
              setTaken(true);
            }}
            onPutBack={() => {
              taking.open(before);
              setTaken(false);
            }}
          />
        )}
      </Running>
    </>
  );
}

interface ImprovedProps {
  value: RouteOutput<'studio.optimise'>;
  before: string;
  taken: boolean;
  disabled: boolean;
  onTake: (text: string) => void;
  onPutBack: () => void;
}

/** What it would change, and why. */
function Improved({ value, before, taken, disabled, onTake, onPutBack }: ImprovedProps) {
  const { texts, explanation, improvements } = value;
  const [made] = texts;
  if (!made) return null;
  return (
    <>
      <WordDiff
        before={before}
        after={made.text}
        className="rounded-card border border-hairline bg-panel px-3 py-2.5"
      />
      <ProposalMarks proposal={made} />
      {explanation && <p data-selectable>{explanation}</p>}
      {improvements.length > 0 && (
        <ul
          aria-label="What should get better"
          className="list-disc pl-4 text-muted"
          data-selectable
        >
          {improvements.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      )}
      <div className="flex justify-end gap-2">
        {taken ? (
          <Button disabled={disabled} onClick={onPutBack}>
            Put it back
          </Button>
        ) : (
          <Button tone="primary" disabled={disabled} onClick={() => onTake(made.text)}>
            Accept
          </Button>
        )}
      </div>
    </>
  );
}
