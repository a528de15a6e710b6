import { type ComponentType, type ReactNode, useEffect, useSyncExternalStore } from 'react';

interface OnDemandProps {
  /** Stands there until the code has come. */
  fallback?: ReactNode;
  /** Rendered beside the component, once it is there. */
  arrived?: ReactNode;
}

const failures = new Set<() => void>();

/** Lets code that could not be fetched be fetched again: for "try again". */
export function forgetFailures(): void {
  for (const forget of failures) forget();
  failures.clear();
}

/**
 * A component in a chunk of its own. Not `React.lazy`: Suspense holds back what comes within 300 ms
 * of its fallback, and suspends even when the code is there already.
 */
export function onDemand<Props extends object>(
  importComponent: () => Promise<ComponentType<Props>>,
) {
  let state: { Component: ComponentType<Props> } | { error: unknown } | null = null;
  let loading: Promise<void> | null = null;
  const listeners = new Set<() => void>();

  const settle = (next: typeof state) => {
    state = next;
    for (const listener of [...listeners]) listener();
  };
  const load = (): Promise<void> => {
    loading ??= importComponent().then(
      (Component) => settle({ Component }),
      (error: unknown) => {
        failures.add(() => {
          state = null;
          loading = null;
        });
        settle({ error });
      },
    );
    return loading;
  };
  const read = () => state;
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };

  function OnDemand({ fallback = null, arrived, ...props }: OnDemandProps & Props) {
    const current = useSyncExternalStore(subscribe, read, read);
    useEffect(() => void load(), []);
    if (current === null) return fallback;
    if ('error' in current) throw current.error;
    const { Component } = current;
    return (
      <>
        <Component {...(props as unknown as Props)} />
        {arrived}
      </>
    );
  }
  /** Fetches the code ahead of time. */
  OnDemand.load = load;
  return OnDemand;
}
