import { sentenceOf } from '../ipc/client.ts';
import { Button } from '../ui/button.tsx';
import { SpillDrawing } from '../ui/drawings.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

/** In the place of content that could not be read: the sentence that main gave, and another try. */
export const QueryProblem = ({ error, onRetry }: { error: unknown; onRetry: () => void }) => (
  <div role="alert" className="h-full">
    <EmptyState
      drawing={<SpillDrawing />}
      title="This could not be read"
      action={<Button onClick={onRetry}>Try again</Button>}
    >
      {sentenceOf(error)}
    </EmptyState>
  </div>
);
