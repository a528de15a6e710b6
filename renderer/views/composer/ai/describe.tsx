import { Sparkles } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import type { MediaAbout } from '../media-about.ts';
import { Running } from './running.tsx';
import { lookHint, useReady } from './use-ready.ts';
import { noteTaken } from './use-taking.ts';
import { useTask } from './use-task.ts';

interface DescribeWithAiProps {
  about: MediaAbout;
  mediaId: string;
  /** As it is now. */
  altText: string;
  /** Characters that the network with the least room takes. */
  limit: number;
  isCropped: boolean;
  onDescribe: (altText: string) => void;
}

/** Has a model that sees propose a description: what is written stays until the person takes it. */
export function DescribeWithAi({
  about,
  mediaId,
  altText,
  limit,
  isCropped,
  onDescribe,
}: DescribeWithAiProps) {
  const { clientId, postId } = about;
  const task = useTask('studio.describe');
  const ready = useReady(clientId);
  /** What stood there before the proposal was taken. */
  const [before, setBefore] = useState<string | null>(null);
  const { state } = task;
  const describe = () => {
    setBefore(null);
    const post = about.text().slice(0, 20_000);
    void task.start({ clientId, postId, mediaId, limit, post });
  };
  return (
    <section aria-label="Describe with AI" className="mt-4 flex flex-col gap-3">
      <div className="flex items-center gap-3">
        <Button
          busy={state.kind === 'running'}
          disabled={ready?.kind !== 'ready' || !ready.sees}
          icon={<Sparkles size={14} className="text-muted" />}
          onClick={describe}
        >
          {state.kind === 'done' ? 'Describe again' : 'Describe with AI'}
        </Button>
        <p role="status" className="min-w-0 flex-1 text-small text-muted">
          {ready?.kind === 'not' ? ready.message : lookHint(ready, isCropped)}
        </p>
      </div>
      <Running task={task}>
        {({ text, requestIds }) => (
          <div className="flex flex-col gap-2 rounded-card border border-hairline px-3 py-2.5">
            <p dir="auto" data-selectable className="whitespace-pre-wrap [overflow-wrap:anywhere]">
              {text}
            </p>
            {before !== null && altText === text ? (
              <Button
                size="compact"
                className="self-end"
                onClick={() => {
                  onDescribe(before);
                  setBefore(null);
                }}
              >
                Put it back
              </Button>
            ) : (
              <Button
                size="compact"
                className="self-end"
                disabled={altText === text}
                onClick={() => {
                  setBefore(altText);
                  onDescribe(text);
                  noteTaken(requestIds, postId, text);
                }}
              >
                {altText.trim() === '' ? 'Use' : 'Use instead'}
              </Button>
            )}
          </div>
        )}
      </Running>
    </section>
  );
}
