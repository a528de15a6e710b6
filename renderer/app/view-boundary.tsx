import { QueryErrorResetBoundary } from '@tanstack/react-query';
import { Component, type ReactNode, Suspense } from 'react';
import { useLocation } from 'react-router';
import { Button } from '../ui/button.tsx';
import { SpillDrawing } from '../ui/drawings.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ReadyMark } from './ready.tsx';
import { View } from './view.tsx';

interface BoundaryProps {
  /** Another place clears the error. */
  place: string;
  onRetry: () => void;
  children: ReactNode;
}

/** One view may fail without taking the rail, the composer or the other views with it. */
class ErrorBoundary extends Component<BoundaryProps, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidUpdate(previous: BoundaryProps) {
    if (this.state.failed && previous.place !== this.props.place) {
      this.setState({ failed: false });
    }
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    const retry = () => {
      this.props.onRetry();
      this.setState({ failed: false });
    };
    return (
      <View title="ClientNest">
        <EmptyState
          drawing={<SpillDrawing />}
          title="This view could not be shown"
          action={
            <Button tone="primary" onClick={retry}>
              Show it again
            </Button>
          }
        >
          Nothing is lost: your posts are saved, and publishing goes on. If it stays, restart
          ClientNest.
        </EmptyState>
      </View>
    );
  }
}

/** Around each view: its fallback while it loads, a calm message if it breaks, and the mark that it is there. */
export function ViewBoundary({ fallback, children }: { fallback: ReactNode; children: ReactNode }) {
  const { pathname } = useLocation();
  return (
    <QueryErrorResetBoundary>
      {({ reset }) => (
        <ErrorBoundary place={pathname} onRetry={reset}>
          <Suspense fallback={fallback}>
            {children}
            <ReadyMark />
          </Suspense>
        </ErrorBoundary>
      )}
    </QueryErrorResetBoundary>
  );
}
