import { useRef } from 'react';
import { type PromptText, variablesIn } from '../../../shared/domain/prompts/template.ts';
import type { Prompt } from '../../../shared/ipc/views.ts';
import { cx } from '../../ui/class-names.ts';
import { Field, Textarea } from '../../ui/field.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';

/** As high as what is in it, so that a remark stands right under the words. */
const FIELD = 'field-sizing-content min-h-24 leading-normal';

interface PromptWritingProps {
  text: PromptText;
  variables: Prompt['variables'];
  /** Why it can't be kept as it is. */
  problem: string | null;
  onWrite: (change: Partial<PromptText>) => void;
}

/** The two parts of a prompt, and the variables that may stand in them: a press puts one in. */
export function PromptWriting({ text, variables, problem, onWrite }: PromptWritingProps) {
  const last = useRef<HTMLTextAreaElement | null>(null);
  const user = useRef<HTMLTextAreaElement>(null);
  const used = new Set(variablesIn(text));
  const insert = (name: string) => {
    const field = last.current ?? user.current;
    if (!field) return;
    field.focus();
    // By the browser’s own way, so that Ctrl Z takes it back.
    document.execCommand('insertText', false, `{{${name}}}`);
  };
  const follow = (event: { currentTarget: HTMLTextAreaElement }) => {
    last.current = event.currentTarget;
  };
  return (
    <div className="flex flex-col gap-4">
      <Field label="Who the model is" hint="The rules that hold for all of it.">
        <Textarea
          rows={3}
          value={text.system}
          onFocus={follow}
          onChange={(event) => onWrite({ system: event.target.value })}
          className={FIELD}
        />
      </Field>
      <Field
        label="What it is asked"
        {...(problem === null
          ? { hint: 'A line whose variables are all empty is left out.' }
          : { error: problem })}
      >
        <Textarea
          ref={user}
          rows={6}
          value={text.user}
          onFocus={follow}
          onChange={(event) => onWrite({ user: event.target.value })}
          className={FIELD}
        />
      </Field>
      <div>
        <h3 id="prompt-variables" className="mb-1.5 font-medium">
          Variables
        </h3>
        <ul aria-labelledby="prompt-variables" className="flex flex-wrap gap-1.5">
          {variables.map(({ name, about, required }) => (
            <li key={name}>
              <Tooltip label={about}>
                <button
                  type="button"
                  onClick={() => insert(name)}
                  className={cx(
                    'h-7 rounded-control border px-2 font-mono text-small hover:bg-hover',
                    used.has(name) ? 'border-hairline text-muted' : 'border-edge text-ink',
                  )}
                >
                  <span className="sr-only">Insert </span>
                  {`{{${name}}}`}
                  <span className="sr-only">
                    {`: ${about}${required ? ', needed' : ''}${used.has(name) ? ', used' : ''}`}
                  </span>
                </button>
              </Tooltip>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
