import { useQueryClient } from '@tanstack/react-query';
import { useLayoutEffect } from 'react';

/** How long queries must have been quiet, in ms: an answer may ask the next question. */
const QUIET = 60;

/**
 * Tells from outside that the first screen is painted and its questions are answered:
 * `data-ready` on the document, and the performance mark `interactive` at that frame.
 */
export function ReadyMark() {
  const queries = useQueryClient();
  // Before the frame that shows it is painted.
  useLayoutEffect(() => {
    const root = document.documentElement;
    if (root.dataset.ready) return;
    let timer: number | undefined;
    /** Counts up whenever a question is asked or answered: what was waited for then is over. */
    let turn = 0;
    let isQuiet = false;
    const look = () => {
      const wasQuiet = isQuiet;
      isQuiet = queries.isFetching() === 0;
      if (isQuiet === wasQuiet) return;
      window.clearTimeout(timer);
      const mine = ++turn;
      if (!isQuiet) return;
      afterFrame(() => {
        if (mine !== turn) return;
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
      turn += 1;
      stop();
    };
  }, [queries]);
  return null;
}

/** Once the next frame is painted, with all that React has to draw in it. */
const afterFrame = (then: () => void): void =>
  void requestAnimationFrame(() => window.setTimeout(then));
