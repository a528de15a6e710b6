import { useState } from 'react';
import { Field, Input, Textarea } from '../../../ui/field.tsx';
import { Switch } from '../../../ui/switch.tsx';
import type { AiPart } from './ai-part.ts';
import { AskButton } from './ask-button.tsx';
import { Proposals } from './proposal.tsx';
import { Running } from './running.tsx';
import { useTask } from './use-task.ts';

/** From a topic to posts to choose from. */
export function Generate({ base, places, taking, mayAsk, disabled }: AiPart) {
  const task = useTask('studio.generate');
  const [topic, setTopic] = useState('');
  const [tone, setTone] = useState('');
  const [language, setLanguage] = useState('');
  const [hashtags, setHashtags] = useState(true);
  const write = () => {
    if (topic.trim() === '' || !mayAsk || task.state.kind === 'running') return;
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
          <span className="ml-auto" />
          <AskButton
            task={task}
            label="Write three"
            again="Write others"
            disabled={!mayAsk || topic.trim() === ''}
          />
        </div>
      </form>
      <Running
        task={task}
        example={{
          ...{ feature: 'generate', clientId: base.clientId, about: topic },
          values: { topic, language, count: '3', wish: tone === '' ? '' : `The tone is ${tone}.` },
        }}
      >
        {(value) => (
          <Proposals
            texts={value.texts}
            disabled={disabled}
            onUse={(text) => taking.one(text, value)}
          />
        )}
      </Running>
    </>
  );
}
