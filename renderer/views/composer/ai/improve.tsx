import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Field, Input } from '../../../ui/field.tsx';
import { WordDiff } from '../word-diff.tsx';
import type { AiPart } from './ai-part.ts';
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
export function Improve({ base, place, text, taking, disabled }: AiPart) {
  const task = useTask('studio.optimise');
  const { state } = task;
  const [goals, setGoals] = useState<readonly string[]>([GOALS[1][1]]);
  const [wish, setWish] = useState('');
  const [before, setBefore] = useState('');
  const [isTaken, setTaken] = useState(false);
  const isRunning = state.kind === 'running';
  const isEmpty = text.trim() === '';
  const toggle = (goal: string) =>
    setGoals(goals.includes(goal) ? goals.filter((one) => one !== goal) : [...goals, goal]);
  const improve = () => {
    const written = taking.openText();
    setBefore(written);
    setTaken(false);
    void task.start({ ...base, text: written, goals: [...goals], place, wish });
  };
  const made = state.kind === 'done' ? state.value.texts[0] : undefined;
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
      <Button
        className="self-end"
        tone={state.kind === 'done' ? 'secondary' : 'primary'}
        busy={isRunning}
        disabled={disabled || isEmpty || goals.length === 0}
        onClick={improve}
      >
        {state.kind === 'done' ? 'Try again' : 'Improve the text'}
      </Button>
      {isEmpty && state.kind === 'idle' && (
        <p className="text-muted">Write something first, then it can become better.</p>
      )}
      <Running task={task} disabled={disabled} onCame={(came) => taking.came(came, [])}>
        {state.kind === 'done' && made && (
          <>
            <WordDiff
              before={before}
              after={made.text}
              className="rounded-card border border-hairline bg-panel px-3 py-2.5"
            />
            <ProposalMarks proposal={made} />
            {state.value.explanation && <p data-selectable>{state.value.explanation}</p>}
            {state.value.improvements.length > 0 && (
              <ul
                aria-label="What should get better"
                className="list-disc pl-4 text-muted"
                data-selectable
              >
                {state.value.improvements.map((one) => (
                  <li key={one}>{one}</li>
                ))}
              </ul>
            )}
            <div className="flex justify-end gap-2">
              {isTaken ? (
                <Button
                  disabled={disabled}
                  onClick={() => {
                    taking.open(before);
                    setTaken(false);
                  }}
                >
                  Put it back
                </Button>
              ) : (
                <Button
                  tone="primary"
                  disabled={disabled}
                  onClick={() => {
                    setBefore(taking.openText());
                    taking.open(made.text);
                    setTaken(true);
                  }}
                >
                  Accept
                </Button>
              )}
            </div>
          </>
        )}
      </Running>
    </>
  );
}
