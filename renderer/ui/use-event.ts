import { useCallback, useLayoutEffect, useRef } from 'react';

/** The same function at every render, which does what the latest one does: for handlers given to what is memoised. */
export function useEvent<Args extends unknown[], Result>(
  handler: (...args: Args) => Result,
): (...args: Args) => Result {
  const latest = useRef(handler);
  useLayoutEffect(() => {
    latest.current = handler;
  });
  return useCallback((...args: Args) => latest.current(...args), []);
}
