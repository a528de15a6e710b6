import type { Account } from '../../../shared/ipc/views.ts';
import { sentenceOf } from '../../ipc/client.ts';
import { useRouteMutation } from '../../ipc/queries.ts';
import { Confirm } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { toast } from '../../ui/toast.tsx';

interface RemoveAccountProps {
  account: Account;
  networkName: string;
  onClose: () => void;
}

/** Asked, because the session cannot be brought back: connecting anew needs a new sign-in. */
export function RemoveAccount({ account, networkName, onClose }: RemoveAccountProps) {
  const remove = useRouteMutation('accounts.remove');
  return (
    <Confirm
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Remove @${account.handle}?`}
      action="Remove account"
      busy={remove.isPending}
      onConfirm={() =>
        remove.mutate(
          { id: account.id },
          {
            onSuccess: () => {
              onClose();
              toast.done(`@${account.handle} is removed.`);
            },
          },
        )
      }
    >
      ClientNest forgets the sign-in. What is published stays on {networkName}. To publish to it
      again you connect it anew.
      {remove.isError && (
        <Notice tone="failed" live className="mt-3 text-ink">
          {sentenceOf(remove.error)}
        </Notice>
      )}
    </Confirm>
  );
}
