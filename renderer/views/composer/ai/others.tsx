import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Field, Input, Textarea } from '../../../ui/field.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import type { AiPart } from './ai-part.ts';
import { AskButton } from './ask-button.tsx';
import { Proposals } from './proposal.tsx';
import { Running } from './running.tsx';
import { useTask } from './use-task.ts';

/** Hashtags that the text does not have, each taken by a press. */
export function Hashtags({ base, place, text, taking, mayAsk, disabled }: AiPart) {
  const task = useTask('studio.hashtags');
  const written = text.toLowerCase();
  const has = (tag: string) => written.split(/[^#\p{L}\p{M}\p{N}_]+/u).includes(tag.toLowerCase());
  const [asked, setAsked] = useState('');
  const add = (tag: string, answer: { requestIds: string[] }) => {
    const before = taking.openText().trimEnd();
    const gap = /#[\p{L}\p{N}_]+$/u.test(before) ? ' ' : '\n\n';
    taking.open(`${before}${gap}${tag}`, answer, tag);
  };
  return (
    <>
      <p className="text-muted">Tags that fit the text and that people follow.</p>
      <AskButton
        task={task}
        label="Suggest hashtags"
        disabled={!mayAsk || text.trim() === ''}
        onAsk={() => {
          const words = taking.openText();
          setAsked(words);
          void task.start({ ...base, text: words, place });
        }}
      />
      <Running
        task={task}
        example={{
          ...{ feature: 'hashtags', clientId: base.clientId, about: asked },
          values: { post: asked, count: '5' },
        }}
      >
        {(value) =>
          value.hashtags.length === 0 ? (
            <p className="text-muted">
              There is none that the text doesn’t have, or no room for one.
            </p>
          ) : (
            <fieldset aria-label="Hashtags to add" className="flex flex-wrap gap-1.5">
              {value.hashtags.map((tag) => (
                <Button
                  key={tag}
                  size="compact"
                  disabled={disabled || has(tag)}
                  onClick={() => add(tag, value)}
                >
                  {tag}
                </Button>
              ))}
            </fieldset>
          )
        }
      </Running>
    </>
  );
}

/** The text that is open in another language. */
export function Translate({ base, place, text, taking, mayAsk, disabled }: AiPart) {
  const task = useTask('studio.translate');
  const [into, setInto] = useState('');
  const [asked, setAsked] = useState('');
  const may = mayAsk && text.trim() !== '' && into.trim().length > 1;
  return (
    <>
      <form
        className="flex items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (!may) return;
          const words = taking.openText();
          setAsked(words);
          void task.start({ ...base, text: words, into, place });
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
        <AskButton task={task} label="Translate" disabled={!may} />
      </form>
      <Running
        task={task}
        example={{
          ...{ feature: 'translate', clientId: base.clientId, about: asked },
          values: { post: asked, into },
        }}
      >
        {(value) => (
          <Proposals
            texts={value.texts}
            disabled={disabled}
            onUse={(one) => taking.open(one.text, value)}
          />
        )}
      </Running>
    </>
  );
}

/** This post, or a pasted article, for each network in its own way. */
export function ForEvery({ base, places, text, taking, mayAsk, disabled }: AiPart) {
  const task = useTask('studio.repurpose');
  const [kind, setKind] = useState<'post' | 'article'>('post');
  const [article, setArticle] = useState('');
  const isEmpty = (kind === 'post' ? text : article).trim() === '';
  const [asked, setAsked] = useState('');
  const start = () => {
    const source = kind === 'post' ? taking.openText() : article;
    setAsked(source);
    void task.start({ ...base, ...{ kind, places, source } });
  };
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
      <AskButton
        task={task}
        label={`Write for ${places.length === 1 ? 'the network' : `${places.length} networks`}`}
        disabled={!mayAsk || isEmpty}
        onAsk={start}
      />
      <Running
        task={task}
        example={{
          ...{ feature: 'repurpose', clientId: base.clientId, about: asked },
          values: { source: asked },
        }}
      >
        {(value) => (
          <>
            <Proposals
              texts={value.texts}
              disabled={disabled}
              onUse={(text) => taking.one(text, value)}
            />
            {places.length > 1 && (
              <Button
                className="self-end"
                tone="primary"
                disabled={disabled}
                onClick={() => taking.all(firstOfEach(value.texts), value)}
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
