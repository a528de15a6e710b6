import type { RouteOutput } from '../../../shared/ipc/contract.ts';
import { useGo } from '../../app/place.ts';
import { sentenceOf } from '../../ipc/client.ts';
import { useRoute, useRouteMutation } from '../../ipc/queries.ts';
import { Confirm } from '../../ui/dialog.tsx';
import { toast } from '../../ui/toast.tsx';

/** The one question before the demo is thrown away: what goes, and what stays. */
export function EndDemo({ onClose }: { onClose: () => void }) {
  const looked = useRoute('demo.look', {}).data;
  const end = useRouteMutation('demo.end');
  const go = useGo();
  if (!looked) return null;
  return (
    <Confirm
      open
      onOpenChange={(open) => !open && !end.isPending && onClose()}
      title="Throw the demo away?"
      action="Throw it away"
      tone="danger"
      busy={end.isPending}
      onConfirm={() =>
        end.mutate(
          {},
          {
            onSuccess: () => {
              go('/calendar');
              toast.done('The demo is gone.');
              onClose();
            },
            onError: (error) => {
              toast.failed(sentenceOf(error));
              onClose();
            },
          },
        )
      }
    >
      <p>{goes(looked)} It can’t be brought back.</p>
      <p className="mt-2">{stays(looked)}</p>
    </Confirm>
  );
}

const goes = ({ clients, posts, accounts }: RouteOutput<'demo.look'>): string =>
  `${clients.map(({ name }) => name).join(', ')} ${clients.length === 1 ? 'goes' : 'go'}, with ${posts.toLocaleString()} posts and ${accounts} practice accounts.`;

const stays = ({ staying }: RouteOutput<'demo.look'>): string =>
  staying.length === 0
    ? 'Nothing in this workspace is your own yet, so you start afresh.'
    : `What is yours stays: ${staying.map(({ name }) => name).join(', ')}.`;
