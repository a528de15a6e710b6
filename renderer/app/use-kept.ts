import { useEffect, useRef, useState } from 'react';

/** How long a pause in typing is, in ms. */
const PAUSE = 500;

interface Kept<Value> {
  /** What is typed, or what is stored while nobody types. */
  value: Value;
  /** What keeps it from being stored; what was typed stays. */
  problem: string | null;
  onChange: (value: Value) => void;
  onBlur: () => void;
}

/**
 * A field that is saved by itself: at a pause, when it is left, when the view goes.
 * @param keep stores it; its answer is what is wrong with it, or null
 */
export function useKept<Value>(
  stored: Value,
  keep: (value: Value) => Promise<string | null> | string | null,
): Kept<Value> {
  const [typed, setTyped] = useState<{ value: Value } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const latest = useRef<{ value: Value; isKept: boolean } | null>(null);
  const timer = useRef<number | undefined>(undefined);
  const keeping = useRef(keep);
  useEffect(() => {
    keeping.current = keep;
  });

  const flush = useRef(async (): Promise<void> => {
    window.clearTimeout(timer.current);
    const now = latest.current;
    if (!now || now.isKept) return;
    now.isKept = true;
    setProblem(await keeping.current(now.value));
  });

  useEffect(() => {
    const go = flush.current;
    window.addEventListener('pagehide', go);
    return () => {
      window.removeEventListener('pagehide', go);
      void go();
    };
  }, []);

  return {
    value: typed ? typed.value : stored,
    problem,
    onChange: (value) => {
      latest.current = { value, isKept: false };
      setTyped({ value });
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(() => void flush.current(), PAUSE);
    },
    onBlur: () => {
      const left = latest.current;
      void flush.current().then(() => {
        // Main may have tidied it; what it refused is left for the person to mend.
        setProblem((told) => {
          if (told === null && latest.current === left) {
            latest.current = null;
            setTyped(null);
          }
          return told;
        });
      });
    },
  };
}
