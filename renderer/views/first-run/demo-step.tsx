import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { systemZone } from '../../app/preferences.ts';
import { listen, sentenceOf } from '../../ipc/client.ts';
import { useRouteMutation } from '../../ipc/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

interface DemoStepProps {
  onDone: () => void;
  onBack: () => void;
}

/** While the demo is being made: it publishes two months of posts, which takes some seconds. */
export function DemoStep({ onDone, onBack }: DemoStepProps) {
  const queries = useQueryClient();
  const begin = useRouteMutation('demo.begin');
  const [progress, setProgress] = useState<{ done: number; total: number } | null>(null);
  const asked = useRef(false);
  useEffect(() => listen('demo.progress', setProgress), []);
  const start = () => {
    setProgress(null);
    begin.mutate(
      { timeZone: systemZone() },
      {
        // What was asked before knows no profile: the first run would begin again.
        onSuccess: () => void queries.invalidateQueries().then(onDone),
      },
    );
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for once, when it is opened.
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    start();
  }, []);

  if (begin.isError)
    return (
      <>
        <Notice tone="failed" live>
          {sentenceOf(begin.error)}
        </Notice>
        <div className="mt-4 flex gap-2">
          <Button tone="primary" onClick={start}>
            Try again
          </Button>
          <Button tone="ghost" onClick={onBack}>
            Back
          </Button>
        </div>
      </>
    );
  const share = progress ? progress.done / progress.total : 0;
  return (
    <div>
      <div
        role="progressbar"
        aria-label="Making the demo workspace"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
        className="h-1.5 overflow-hidden rounded-full bg-pressed"
      >
        <div
          className="h-full rounded-full bg-accent transition-[width] duration-(--move)"
          style={{ width: `${4 + share * 96}%` }}
        />
      </div>
      <p role="status" className="mt-2 text-small text-muted tabular-nums">
        {progress
          ? `${progress.done} of ${progress.total} posts are out`
          : 'Clients and accounts first'}
      </p>
    </div>
  );
}
