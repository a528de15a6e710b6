import { useEffect, useState } from 'react';
import type { PromptText } from '../../../shared/domain/prompts/template.ts';
import type { RouteOutput } from '../../../shared/ipc/contract.ts';
import type { Prompt } from '../../../shared/ipc/views.ts';
import { sentenceOf } from '../../ipc/client.ts';
import { useRoute } from '../../ipc/queries.ts';
import { Notice } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import { Loading, Skeleton } from '../../ui/skeleton.tsx';

/** How long nothing is written before it is made anew, in ms. */
const PAUSE = 300;

type From = RouteOutput<'prompts.preview'>['values'][number]['from'];
const ORIGINS: readonly (readonly [From, string])[] = [
  ['client', 'Of the client and the day'],
  ['networks', 'Of its networks'],
  ['sample', 'Examples, until it is used'],
  ['nothing', 'Empty, so their lines are left out'],
];

/** What would be sent, word for word; nothing is. */
export function PromptPreview({ prompt, text }: { prompt: Prompt; text: PromptText }) {
  const { feature, clientId } = prompt;
  const [settled, setSettled] = useState(text);
  const { system, user } = text;
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled({ system, user }), PAUSE);
    return () => window.clearTimeout(timer);
  }, [system, user]);
  const { data, error } = useRoute(
    'prompts.preview',
    { feature, clientId, text: settled },
    { keepPrevious: true },
  );
  if (error)
    return (
      <Notice tone="attention" live>
        {sentenceOf(error)}
      </Notice>
    );
  if (!data)
    return (
      <Loading label="Loading">
        <Skeleton className="h-64 w-full rounded-card" />
      </Loading>
    );
  return (
    <div className="flex flex-col gap-4">
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-0.5 text-small">
        {ORIGINS.map(([from, label]) => {
          const names = data.values.filter((one) => one.from === from).map(({ name }) => name);
          if (names.length === 0) return null;
          return (
            <div key={from} className="col-span-2 grid grid-cols-subgrid">
              <dt className="text-muted">{label}</dt>
              <dd>{names.join(', ')}</dd>
            </div>
          );
        })}
      </dl>
      {data.messages.map(({ role, content }) => (
        <section key={role}>
          <h3 className="mb-1.5 font-medium">
            {role === 'system' ? 'Who the model is' : 'What it is asked'}
          </h3>
          <Card className="p-4">
            <p data-selectable className="whitespace-pre-wrap [overflow-wrap:anywhere]">
              {content}
            </p>
          </Card>
        </section>
      ))}
      <p className="text-small text-muted">
        What somebody else wrote stands between marks that are new each time, with the rule never to
        follow it. How the model has to answer is added by ClientNest, too.
      </p>
    </div>
  );
}
