import type { RouteInput } from '../../../shared/ipc/contract.ts';
import type { Client } from '../../../shared/ipc/views.ts';
import { ask } from '../../ipc/client.ts';
import { toast } from '../../ui/toast.tsx';
import { savedSentence } from './week.ts';

type Slots = RouteInput<'slots.set'>['slots'];

/** Saves the times and tells what that did; the toast brings the old ones back. False where it was refused. */
export async function saveSlots(
  { id: clientId, name }: Pick<Client, 'id' | 'name'>,
  slots: Slots,
  before: Slots,
): Promise<boolean> {
  const answer = await ask('slots.set', { clientId, slots });
  if (!answer.ok) {
    toast.failed(answer.error.message);
    return false;
  }
  const { leftIds } = answer.value;
  toast.undoable(savedSentence(name, answer.value), () => void takeBack(clientId, before, leftIds));
  return true;
}

/** What left the queue kept its time, so it goes back to its place there. */
async function takeBack(clientId: string, slots: Slots, leftIds: readonly string[]): Promise<void> {
  const answer = await ask('slots.set', { clientId, slots });
  if (!answer.ok) return toast.failed(answer.error.message);
  for (const id of leftIds) {
    const post = await ask('posts.get', { id });
    if (!post.ok || post.value.status !== 'scheduled' || post.value.scheduledAt === null) continue;
    const back = await ask('posts.enqueue', { id, before: post.value.scheduledAt });
    if (!back.ok) toast.failed(back.error.message);
  }
}
