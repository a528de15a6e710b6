import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { type ReactNode, Suspense } from 'react';
import { useLocation } from 'react-router';
import { Button } from '../ui/button.tsx';
import { SpillDrawing } from '../ui/drawings.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { ReadyMark } from './ready.tsx';
import { View } from './view.tsx';

/** Around each view: its fallback while it loads, a calm message if it breaks, and the mark that it is there. */
export function ViewBoundary({ fallback, children }: { fallback: ReactNode; children: ReactNode }) {
  const { pathname } = useLocation();
  const { reset } = useQueryErrorResetBoundary();
  return (
    <ErrorBoundary
      place={pathname}
      fallback={(retry) => (
        <BrokenView
          onRetry={() => {
            reset();
            retry();
          }}
        />
      )}
    >
      <Suspense fallback={fallback}>
        {children}
        <ReadyMark />
      </Suspense>
    </ErrorBoundary>
  );
}

const BrokenView = ({ onRetry }: { onRetry: () => void }) => (
  <View title="ClientNest">
    <EmptyState
      drawing={<SpillDrawing />}
      title="This view could not be shown"
      action={
        <Button tone="primary" onClick={onRetry}>
          Show it again
        </Button>
      }
    >
      Nothing is lost: your posts are saved, and publishing goes on. If it stays, restart
      ClientNest.
    </EmptyState>
  </View>
);
