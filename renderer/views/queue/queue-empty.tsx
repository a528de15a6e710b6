import { useClientFilter, useComposer } from '../../app/place.ts';
import { useClients, useRoute } from '../../ipc/queries.ts';
import { Button } from '../../ui/button.tsx';
import { QueueDrawing } from '../../ui/drawings.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { QueueTimesButton } from './queue-times-button.tsx';

/** Nothing waits: says what a queue is, and leads to the next step there is to take. */
export function QueueEmpty() {
  const composer = useComposer();
  const filter = useClientFilter();
  const clients = useClients().data ?? [];
  const clientId = filter.clientId ?? (clients.length === 1 ? (clients[0]?.id ?? null) : null);
  const slots = useRoute('slots.list', { clientId: clientId ?? '' }, { enabled: clientId !== null })
    .data?.slots;
  const hasTimes = slots !== undefined && slots.length > 0;
  return (
    <EmptyState
      drawing={<QueueDrawing />}
      title={hasTimes ? 'The queue is empty' : 'Post at the same times each week'}
      action={
        hasTimes ? (
          <Button tone="primary" onClick={() => composer.open('new')}>
            New post
          </Button>
        ) : (
          <QueueTimesButton tone="primary" />
        )
      }
    >
      {hasTimes
        ? 'Write a post and add it to the queue: it takes the next free time, and what waits behind it moves up when a time frees up.'
        : 'Set the times of the week at which a client posts. “Add to queue” then gives each post the next free one, so you only write.'}
    </EmptyState>
  );
}
