import type { EventName, EventPayload } from '../shared/ipc/events.ts';

type Listener = (name: EventName, payload: unknown) => void;

/** How lower floors tell upper ones: events of the contract, synchronously, after the commit. */
export interface Bus {
  emit<Name extends EventName>(name: Name, payload: EventPayload<Name>): void;
  on<Name extends EventName>(
    name: Name,
    listener: (payload: EventPayload<Name>) => void,
  ): () => void;
  /** Every event, for the bridge to the renderer. */
  onAny(listener: Listener): () => void;
}

export function createBus(report: (error: unknown) => void): Bus {
  const listeners = new Set<Listener>();
  const onAny = (listener: Listener) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  return {
    emit(name, payload) {
      for (const listener of [...listeners]) {
        // A listener that fails must not undo what has been committed, nor starve the others.
        try {
          listener(name, payload);
        } catch (error) {
          report(error);
        }
      }
    },
    on: (wanted, listener) =>
      onAny((name, payload) => {
        if (name === wanted) listener(payload as EventPayload<typeof wanted>);
      }),
    onAny,
  };
}
