import { RowsSkeleton } from '../../app/fallbacks.tsx';
import { sentenceOf } from '../../ipc/client.ts';
import { useClients, useRoute } from '../../ipc/queries.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { SlotsEditor } from './slots-editor.tsx';
import { useSlotsPlace } from './use-slots-place.ts';

/** The queue times of the client that `?times=` names, over the view; nothing without one. */
export function SlotsSheet() {
  const { clientId, close } = useSlotsPlace();
  const client = useClients().data?.find(({ id }) => id === clientId);
  const queue = useRoute(
    'slots.list',
    { clientId: client?.id ?? '' },
    { enabled: client !== undefined },
  );
  if (!client) return null;
  const title = (
    <span className="flex items-center gap-2.5">
      <Avatar name={client.name} colour={client.colour} className="size-6" />
      <span className="truncate">Queue times of {client.name}</span>
    </span>
  );
  if (queue.data)
    return (
      <SlotsEditor
        key={client.id}
        client={client}
        queue={queue.data}
        title={title}
        onClose={close}
      />
    );
  return (
    <Sheet open onOpenChange={(open) => !open && close()} title={title} width="wide">
      {queue.isError ? (
        <Notice tone="failed">{sentenceOf(queue.error)}</Notice>
      ) : (
        <RowsSkeleton rows={3} />
      )}
    </Sheet>
  );
}
