import { Square } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import type { PlanTask } from './plan-tasks.ts';

interface WritingRowsProps {
  state: Extract<PlanTask, { kind: 'running' }>;
  clientName: string;
  onCancel: () => void;
}

const STEPS = {
  writing: 'Writing the plan',
  putting_right: 'Putting the answer right',
  shortening: 'Making texts fit their networks',
} as const;

/** Rows as they will be: their topics come one by one. */
export function WritingRows({ state, clientName, onCancel }: WritingRowsProps) {
  const { step, topics, wanted } = state;
  return (
    <section aria-label="Plan" className="mx-auto max-w-160">
      <div className="mb-3 flex items-center gap-3">
        <p role="status" className="min-w-0 flex-1 truncate text-muted">
          {STEPS[step]} for {clientName}…
        </p>
        <span aria-hidden className="text-small text-muted tabular-nums">
          {Math.min(topics.length, wanted)} of {wanted}
        </span>
        <Button size="compact" icon={<Square size={12} />} onClick={onCancel}>
          Cancel
        </Button>
      </div>
      <ul aria-label="What has come so far" className="flex flex-col">
        {Array.from({ length: Math.min(wanted, SHOWN) }, (_, row) => {
          const topic = topics[row];
          return (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: they only grow
              key={row}
              className="flex h-18 items-center gap-4 border-b border-hairline"
            >
              <div className="flex w-16 shrink-0 flex-col gap-1.5">
                <Skeleton className="h-3 w-12" />
                <Skeleton className="h-2.5 w-9" />
              </div>
              <div className="flex min-w-0 flex-1 flex-col gap-1.5">
                {topic ? (
                  <span dir="auto" className="truncate font-medium">
                    {topic}
                  </span>
                ) : (
                  <Skeleton className="h-3 w-48 max-w-full" />
                )}
                <Skeleton className="h-2.5 w-full max-w-96" />
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
const SHOWN = 14;
