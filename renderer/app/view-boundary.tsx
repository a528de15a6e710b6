import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useLocation } from 'react-router';
import { Button } from '../ui/button.tsx';
import { SpillDrawing } from '../ui/drawings.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { View } from './view.tsx';

/** Around each view: a calm message in its place if it breaks; the rail and the composer stay. */
export function ViewBoundary({ children }: { children: ReactNode }) {
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
      {children}
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
