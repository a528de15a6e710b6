import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

/** How long queries must have been quiet, in ms: an answer may ask the next question. */
const QUIET = 60;

/**
 * Tells from outside that the first screen is painted and its questions are answered:
 * `data-ready` on the document, and the performance mark `interactive` at that frame.
 */
export function ReadyMark() {
  const queries = useQueryClient();
  useEffect(() => {
    const root = document.documentElement;
    if (root.dataset.ready) return;
    let timer: number | undefined;
    let quiet = 0;
    const look = () => {
      window.clearTimeout(timer);
      quiet += 1;
      if (queries.isFetching() > 0) return;
      const told = quiet;
      afterFrame(() => {
        if (told !== quiet) return;
        const startTime = performance.now();
        timer = window.setTimeout(() => {
          performance.mark('interactive', { startTime });
          root.dataset.ready = 'true';
          stop();
        }, QUIET);
      });
    };
    const stop = queries.getQueryCache().subscribe(look);
    look();
    return () => {
      window.clearTimeout(timer);
      quiet = -1;
      stop();
    };
  }, [queries]);
  return null;
}

/** Once the next frame is painted, with all that React has to draw in it. */
const afterFrame = (then: () => void): void =>
  void requestAnimationFrame(() => window.setTimeout(then));
