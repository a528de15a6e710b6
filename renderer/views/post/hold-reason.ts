import { useSyncExternalStore } from 'react';
import type { PostNote } from '../../../shared/ipc/views.ts';
import { ask } from '../../ipc/client.ts';
import { toast } from '../../ui/toast.tsx';

let asked: string | null = null;
const listeners = new Set<() => void>();

function set(postId: string | null): void {
  asked = postId;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Asks why a post is on hold, over whatever is open: the button that asks may be gone by then. */
export const askForReason = (postId: string): void => set(postId);
export const leaveReason = (): void => set(null);
/** The post whose reason is asked for. */
export const useReasonAsked = (): string | null => useSyncExternalStore(subscribe, () => asked);

/** Who holds a post and why, of its notes; null where a client’s wish holds it and nobody said more. */
export const holdNote = (notes: readonly PostNote[], heldAt: number): PostNote | null =>
  notes.findLast(({ kind, at }) => kind === 'held' && at >= heldAt) ?? null;

/** On hold as before it was released, for the reason that it had. */
export async function holdAgain(postId: string): Promise<void> {
  const notes = await ask('postNotes.list', { postId });
  const reason = notes.ok ? notes.value.findLast(({ kind }) => kind === 'held')?.text : undefined;
  const answer = await ask('approvals.hold', { postId, ...(reason && { reason }) });
  if (!answer.ok) toast.failed(answer.error.message);
}
