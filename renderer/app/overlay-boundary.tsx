import type { ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ErrorBoundary } from './error-boundary.tsx';

interface OverlayBoundaryProps {
  /** What it is called, e.g. "The composer". */
  name: string;
  /** Another one clears the error. */
  place: string;
  onClose: () => void;
  children: ReactNode;
}

/** Around what opens above the views: it loads and breaks by itself, and the view below stays. */
export const OverlayBoundary = ({ name, place, onClose, children }: OverlayBoundaryProps) => (
  <ErrorBoundary
    place={place}
    fallback={(retry) => (
      <Dialog
        open
        onOpenChange={(open) => !open && onClose()}
        width={400}
        title={`${name} could not be shown`}
        footer={
          <>
            <Button onClick={onClose}>Close</Button>
            <Button tone="primary" onClick={retry}>
              Try again
            </Button>
          </>
        }
      >
        <p className="text-muted">What was saved is safe. If it stays, restart ClientNest.</p>
      </Dialog>
    )}
  >
    {children}
  </ErrorBoundary>
);
