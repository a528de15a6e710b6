import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

/** How long queries must have been quiet, in ms: an answer may ask the next question. */
const QUIET = 60;

/**
 * Tells from outside that the first screen is there and its questions are answered:
 * `data-ready` on the document, and the performance mark `interactive`.
 */
export function ReadyMark() {
  const queries = useQueryClient();
  useEffect(() => {
    const root = document.documentElement;
    if (root.dataset.ready) return;
    let timer: number | undefined;
    let quietSince = 0;
    const look = () => {
      window.clearTimeout(timer);
      if (queries.isFetching() > 0) return;
      quietSince = performance.now();
      timer = window.setTimeout(() => {
        performance.mark('interactive', { startTime: quietSince });
        root.dataset.ready = 'true';
        stop();
      }, QUIET);
    };
    const stop = queries.getQueryCache().subscribe(look);
    look();
    return () => {
      window.clearTimeout(timer);
      stop();
    };
  }, [queries]);
  return null;
}
