import { Sparkles } from 'lucide-react';
import type { ReactNode } from 'react';
import type { StudioPlace } from '../../../../shared/ipc/views.ts';
import { Button } from '../../../ui/button.tsx';
import { Running } from './running.tsx';
import { useTask } from './use-task.ts';

interface SecondOpinionProps {
  clientId: string | null;
  postId: string | null;
  text: string;
  place: StudioPlace;
  /** What the rules say, in the same line. */
  children?: ReactNode;
}

/** What a model thinks of a text, beside the rules. Nobody is asked until somebody wants it: it costs. */
export function SecondOpinion({ clientId, postId, text, place, children }: SecondOpinionProps) {
  const task = useTask('studio.judge');
  const { kind } = task.state;
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-1.5">
        {children}
        {kind !== 'done' && (
          <Button
            size="compact"
            tone="ghost"
            className="-mr-2.5 ml-auto text-muted"
            busy={kind === 'running'}
            icon={<Sparkles size={14} />}
            onClick={() => void task.start({ clientId, postId, text, place })}
          >
            Ask a model too
          </Button>
        )}
      </div>
      <Running task={task} label={null}>
        {({ score, reasons }) => (
          <div className="flex flex-col gap-1.5" data-selectable>
            <p>
              <span className="font-medium tabular-nums">{score} of 100</span>
              <span className="text-muted">, says the model. The rules stand on their own.</span>
            </p>
            {reasons.length > 0 && (
              <ul aria-label="What the model says" className="list-disc pl-4">
                {reasons.map((reason) => (
                  <li key={reason.text}>
                    {reason.text} {reason.step && <span className="text-muted">{reason.step}</span>}
                  </li>
                ))}
              </ul>
            )}
          </div>
        )}
      </Running>
    </div>
  );
}
