import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Field, Input, Textarea } from '../../../ui/field.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import type { AiPart } from './ai-part.ts';
import { Proposals } from './proposal.tsx';
import { Running } from './running.tsx';
import { useTask } from './use-task.ts';

/** Hashtags that the text does not have, each taken by a press. */
export function Hashtags({ base, place, text, taking, disabled }: AiPart) {
  const task = useTask('studio.hashtags');
  const { state } = task;
  const written = text.toLowerCase();
  const has = (tag: string) => written.split(/[^#\p{L}\p{M}\p{N}_]+/u).includes(tag.toLowerCase());
  const add = (tag: string) => {
    const before = taking.openText().trimEnd();
    taking.open(`${before}${/#[\p{L}\p{N}_]+$/u.test(before) ? ' ' : '\n\n'}${tag}`);
  };
  return (
    <>
      <p className="text-muted">Tags that fit the text and that people follow.</p>
      <Button
        className="self-end"
        tone={state.kind === 'done' ? 'secondary' : 'primary'}
        busy={state.kind === 'running'}
        disabled={disabled || text.trim() === ''}
        onClick={() => void task.start({ ...base, text: taking.openText(), place })}
      >
        Suggest hashtags
      </Button>
      <Running task={task}>
        {state.kind === 'done' &&
          (state.value.hashtags.length === 0 ? (
            <p className="text-muted">
              There is none that the text doesn’t have, or no room for one.
            </p>
          ) : (
            <fieldset aria-label="Hashtags to add" className="flex flex-wrap gap-1.5">
              {state.value.hashtags.map((tag) => (
                <Button
                  key={tag}
                  size="compact"
                  disabled={disabled || has(tag)}
                  onClick={() => add(tag)}
                >
                  {tag}
                </Button>
              ))}
            </fieldset>
          ))}
      </Running>
    </>
  );
}

/** The text that is open in another language. */
export function Translate({ base, place, text, taking, disabled }: AiPart) {
  const task = useTask('studio.translate');
  const { state } = task;
  const [into, setInto] = useState('');
  const may = !disabled && text.trim() !== '' && into.trim().length > 1;
  return (
    <>
      <form
        className="flex items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (may) void task.start({ ...base, text: taking.openText(), into, place });
        }}
      >
        <Field label="Into" className="flex-1">
          <Input
            value={into}
            maxLength={200}
            placeholder="German"
            onChange={(event) => setInto(event.target.value)}
          />
        </Field>
        <Button type="submit" tone="primary" busy={state.kind === 'running'} disabled={!may}>
          Translate
        </Button>
      </form>
      <Running task={task} disabled={disabled} onCame={(came) => taking.came(came, [])}>
        {state.kind === 'done' && (
          <Proposals
            texts={state.value.texts}
            disabled={disabled}
            onUse={(one) => taking.open(one.text)}
          />
        )}
      </Running>
    </>
  );
}

/** This post, or a pasted article, for each network in its own way. */
export function ForEvery({ base, places, text, taking, disabled }: AiPart) {
  const task = useTask('studio.repurpose');
  const { state } = task;
  const [kind, setKind] = useState<'post' | 'article'>('post');
  const [article, setArticle] = useState('');
  const isEmpty = (kind === 'post' ? text : article).trim() === '';
  const start = () =>
    void task.start({
      ...base,
      ...{ kind, places },
      source: kind === 'post' ? taking.openText() : article,
    });
  return (
    <>
      <Segmented
        label="Made from"
        value={kind}
        onChange={setKind}
        className="self-start"
        choices={[
          { value: 'post', label: 'This post' },
          { value: 'article', label: 'An article' },
        ]}
      />
      {kind === 'article' && (
        <Field
          label="The article"
          hint="Paste its text. It is material only: what it asks for is not followed."
        >
          <Textarea
            rows={6}
            value={article}
            maxLength={60_000}
            onChange={(event) => setArticle(event.target.value)}
          />
        </Field>
      )}
      <Button
        className="self-end"
        tone={state.kind === 'done' ? 'secondary' : 'primary'}
        busy={state.kind === 'running'}
        disabled={disabled || isEmpty}
        onClick={start}
      >
        Write for {places.length === 1 ? 'the network' : `${places.length} networks`}
      </Button>
      <Running task={task} disabled={disabled} onCame={(came) => taking.came(came, places)}>
        {state.kind === 'done' && (
          <>
            <Proposals texts={state.value.texts} disabled={disabled} onUse={taking.one} />
            {places.length > 1 && (
              <Button
                className="self-end"
                tone="primary"
                disabled={disabled}
                onClick={() => taking.all(firstOfEach(state.value.texts))}
              >
                Use all
              </Button>
            )}
          </>
        )}
      </Running>
    </>
  );
}

/** A model may write two for a network; the first one is used where all are. */
const firstOfEach = <One extends { place: { network: string } }>(texts: readonly One[]): One[] =>
  texts.filter(
    (one, at) => texts.findIndex(({ place }) => place.network === one.place.network) === at,
  );
