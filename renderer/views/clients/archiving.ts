import type { Client } from '../../../shared/ipc/views.ts';
import { ask } from '../../ipc/client.ts';
import { toast } from '../../ui/toast.tsx';

/** Puts a client away; the toast brings it back. */
export async function archiveClient(client: Pick<Client, 'id' | 'name'>): Promise<void> {
  const answer = await ask('clients.archive', { id: client.id });
  if (!answer.ok) {
    toast.failed(answer.error.message);
    return;
  }
  toast.undoable(`${client.name} is archived.`, () => void restoreClient(client, false));
}

export async function restoreClient(
  client: Pick<Client, 'id' | 'name'>,
  say = true,
): Promise<void> {
  const answer = await ask('clients.restore', { id: client.id });
  if (!answer.ok) toast.failed(answer.error.message);
  else if (say) toast.done(`${client.name} is back.`);
}
