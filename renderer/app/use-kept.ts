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
 * A field that is saved by itself: at a pause, when it is left, when the view goes. What is wrong is told when it is left.
 * @param keep stores it; its answer is what is wrong with it, or null
 */
export function useKept<Value>(
  stored: Value,
  keep: (value: Value) => Promise<string | null> | string | null,
): Kept<Value> {
  const [typed, setTyped] = useState<Typed<Value> | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const latest = useRef<Typed<Value> | null>(null);
  const timer = useRef<number | undefined>(undefined);
  const keeping = useRef(keep);
  useEffect(() => {
    keeping.current = keep;
  });

  /** What is wrong with what was typed last; null where it is stored, or nothing was typed. */
  const flush = useRef(async (): Promise<string | null> => {
    window.clearTimeout(timer.current);
    const now = latest.current;
    if (!now) return null;
    now.kept ??= Promise.resolve(keeping.current(now.value));
    return now.kept;
  });

  useEffect(() => {
    const go = () => void flush.current();
    window.addEventListener('pagehide', go);
    return () => {
      window.removeEventListener('pagehide', go);
      go();
    };
  }, []);

  return {
    value: typed ? typed.value : stored,
    problem,
    onChange: (value) => {
      latest.current = { value, kept: null };
      setTyped(latest.current);
      // What is half typed is not wrong yet.
      setProblem(null);
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(() => void flush.current(), PAUSE);
    },
    onBlur: () => {
      const left = latest.current;
      void flush.current().then((wrong) => {
        if (latest.current !== left) return;
        setProblem(wrong);
        if (wrong !== null) return;
        // Main may have tidied it.
        latest.current = null;
        setTyped(null);
      });
    },
  };
}

interface Typed<Value> {
  value: Value;
  /** Null until it was tried; then what is wrong with it, or null. */
  kept: Promise<string | null> | null;
}
