import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Field, Input, Textarea } from '../../../ui/field.tsx';
import { Switch } from '../../../ui/switch.tsx';
import type { AiPart } from './ai-part.ts';
import { Proposals } from './proposal.tsx';
import { Running } from './running.tsx';
import { useTask } from './use-task.ts';

/** From a topic to posts to choose from. */
export function Generate({ base, places, taking, disabled }: AiPart) {
  const task = useTask('studio.generate');
  const { state } = task;
  const [topic, setTopic] = useState('');
  const [tone, setTone] = useState('');
  const [language, setLanguage] = useState('');
  const [hashtags, setHashtags] = useState(true);
  const isRunning = state.kind === 'running';
  const write = () => {
    if (topic.trim() === '' || disabled || isRunning) return;
    void task.start({ ...base, topic, tone, language, hashtags, count: 3, places });
  };
  return (
    <>
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          write();
        }}
      >
        <Field label="What is it about?">
          <Textarea
            value={topic}
            maxLength={20_000}
            placeholder="Rye bread from six on Saturday, as long as it lasts"
            onChange={(event) => setTopic(event.target.value)}
          />
        </Field>
        <div className="grid grid-cols-2 gap-3">
          <Field label="Tone" optional>
            <Input
              value={tone}
              maxLength={200}
              placeholder="The client’s"
              onChange={(event) => setTone(event.target.value)}
            />
          </Field>
          <Field label="Language" optional>
            <Input
              value={language}
              maxLength={200}
              placeholder="The client’s"
              onChange={(event) => setLanguage(event.target.value)}
            />
          </Field>
        </div>
        <div className="flex items-center gap-2">
          <Switch label="With hashtags" checked={hashtags} onChange={setHashtags} />
          <span aria-hidden>With hashtags</span>
          <Button
            type="submit"
            className="ml-auto"
            tone={state.kind === 'done' ? 'secondary' : 'primary'}
            busy={isRunning}
            disabled={disabled || topic.trim() === ''}
          >
            {state.kind === 'done' ? 'Write others' : 'Write three'}
          </Button>
        </div>
      </form>
      <Running task={task} disabled={disabled} onCame={(came) => taking.came(came, places)}>
        {state.kind === 'done' && (
          <Proposals texts={state.value.texts} disabled={disabled} onUse={taking.one} />
        )}
      </Running>
    </>
  );
}
