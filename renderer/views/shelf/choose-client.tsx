import { useSyncExternalStore } from 'react';
import type { Client } from '../../../shared/ipc/views.ts';
import { useClients } from '../../ipc/queries.ts';
import { Dot } from '../../ui/avatar.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Roving } from '../../ui/roving.tsx';

interface Question {
  /** What it is for: “this idea”. */
  what: string;
  answer: (clientId: string | null) => void;
}

let question: Question | null = null;
const listeners = new Set<() => void>();

function put(next: Question | null): void {
  question = next;
  for (const listener of [...listeners]) listener();
}
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/**
 * Whose it is: the client that everything is filtered by, the only one there is, or the one that the person chooses.
 * @returns null where none was chosen
 */
export async function clientFor(
  what: string,
  filtered: string | null,
  clients: readonly Client[],
): Promise<string | null> {
  if (filtered !== null) return filtered;
  const [only] = clients;
  if (only && clients.length === 1) return only.id;
  return new Promise((answer) => put({ what, answer }));
}

/** Asks for whom something is, where nothing says so. Render once. */
export function ChooseClient() {
  const asked = useSyncExternalStore(subscribe, () => question);
  const clients = useClients().data ?? [];
  const settle = (clientId: string | null) => {
    asked?.answer(clientId);
    put(null);
  };
  if (!asked) return null;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && settle(null)}
      width={400}
      title={`For which client is ${asked.what}?`}
    >
      <Roving label="Clients" className="-mx-2 flex max-h-80 flex-col overflow-y-auto">
        {clients.map(({ id, name, colour }) => (
          <li key={id}>
            <button
              type="button"
              data-roving
              onClick={() => settle(id)}
              className="flex h-8 w-full items-center gap-2.5 rounded-control px-2 text-left hover:bg-hover focus-visible:-outline-offset-2"
            >
              <Dot colour={colour} />
              {name}
            </button>
          </li>
        ))}
      </Roving>
    </Dialog>
  );
}
