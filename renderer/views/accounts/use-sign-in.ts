import { useEffect, useRef, useState } from 'react';
import type { RouteInput } from '../../../shared/ipc/contract.ts';
import type { Account, Authorisation } from '../../../shared/ipc/views.ts';
import { ask } from '../../ipc/client.ts';
import { useRoute, useRouteMutation } from '../../ipc/queries.ts';

export interface SignIn {
  /** How far it is; null while none is under way. */
  now: Authorisation | null;
  begin: (input: RouteInput<'accounts.authorise'>) => void;
  /** The same on a practice network. */
  practise: (input: RouteInput<'practice.connect'>) => void;
  isBeginning: boolean;
  /** Why it could not begin. */
  problem: Error | null;
  /** Stops waiting and forgets it. */
  leave: () => void;
}

/** One sign-in through the browser, followed until it is done. */
export function useSignIn(onDone: (accounts: readonly Account[]) => void): SignIn {
  const begin = useRouteMutation('accounts.authorise');
  const practise = useRouteMutation('practice.connect');
  const cancel = useRouteMutation('accounts.cancelAuthorisation');
  const [begun, setBegun] = useState<Authorisation | null>(null);
  const id = begun?.id ?? '';
  const told = useRoute('accounts.authorisation', { id }, { enabled: begun !== null });
  const now = begun && (told.data ?? begun);

  const isOpen = now !== null && now.state !== 'done' && now.state !== 'failed';

  const isDone = now?.state === 'done';
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once, when it is done.
  useEffect(() => {
    if (isDone && now) onDone(now.accounts);
  }, [isDone]);

  // Nobody waits any more where the screen is closed.
  const open = useRef<string | null>(null);
  open.current = isOpen ? now.id : null;
  useEffect(
    () => () => {
      if (open.current) void ask('accounts.cancelAuthorisation', { id: open.current });
    },
    [],
  );

  return {
    now,
    begin: (input) => begin.mutate(input, { onSuccess: setBegun }),
    practise: (input) => practise.mutate(input, { onSuccess: setBegun }),
    isBeginning: begin.isPending || practise.isPending,
    problem: begin.error ?? practise.error,
    leave() {
      if (isOpen) cancel.mutate({ id: now.id });
      begin.reset();
      practise.reset();
      setBegun(null);
    },
  };
}
