import type { UpcomingPost } from '../../../shared/ipc/views.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

interface PublishDialogProps {
  entry: UpcomingPost;
  onClose: () => void;
  onPublish: () => void;
}

/** Asked, because what is published can't be taken back. */
export function PublishDialog({ entry, onClose, onPublish }: PublishDialogProps) {
  const count = entry.accountIds.length;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      width={400}
      title="Publish now?"
      footer={
        <>
          <Button onClick={onClose}>Not yet</Button>
          <Button tone="primary" autoFocus onClick={onPublish}>
            Publish now
          </Button>
        </>
      }
    >
      “{entry.post.excerpt.slice(0, 80)}” goes out at once to{' '}
      {count === 1 ? 'its account' : `all ${count.toLocaleString()} accounts`}. What is published
      can’t be taken back from here.
      {entry.queued && ' The posts behind it move up.'}
    </Dialog>
  );
}
