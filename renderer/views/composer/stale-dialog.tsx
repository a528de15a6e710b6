import { useState } from 'react';
import type { Post } from '../../../shared/ipc/views.ts';
import { useRoute } from '../../ipc/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import type { Draft } from './draft.ts';

export type MergeChoice = 'mine' | 'theirs' | 'both';

interface StaleDialogProps {
  postId: string;
  mine: Draft;
  onDecide: (choice: MergeChoice, theirs: Post) => Promise<void>;
}

/** The post was changed elsewhere meanwhile. Both versions are shown; nothing is overwritten unseen. */
export function StaleDialog({ postId, mine, onDecide }: StaleDialogProps) {
  const theirs = useRoute('posts.get', { id: postId });
  const [busy, setBusy] = useState(false);
  // An answer that was asked for before the refusal could be the old one.
  const ready = theirs.data !== undefined && !theirs.isFetching;
  const decide = (choice: MergeChoice) => {
    if (!theirs.data) return;
    setBusy(true);
    void onDecide(choice, theirs.data).finally(() => setBusy(false));
  };
  return (
    <Dialog
      open
      onOpenChange={() => undefined}
      width={640}
      title="This post was changed elsewhere"
      description="Somebody, or another window, saved it while you were writing. Which version do you want to go on with?"
      footer={
        <>
          <Button disabled={!ready} busy={busy} onClick={() => decide('both')}>
            Keep both
          </Button>
          <span className="flex-1" />
          <Button disabled={!ready} busy={busy} onClick={() => decide('theirs')}>
            Use the other one
          </Button>
          <Button tone="primary" disabled={!ready} busy={busy} onClick={() => decide('mine')}>
            Keep mine
          </Button>
        </>
      }
    >
      <div className="grid grid-cols-2 gap-4">
        <Version title="Yours" {...mine} />
        {theirs.data ? (
          <Version title="The other one" {...theirs.data} />
        ) : (
          <Skeleton className="h-40" />
        )}
      </div>
    </Dialog>
  );
}

interface VersionProps extends Pick<Draft, 'text' | 'firstComment' | 'media'> {
  title: string;
}

const Version = ({ title, text, firstComment, media: { length: images } }: VersionProps) => (
  <section className="flex min-w-0 flex-col">
    <h3 className="mb-1.5 font-medium">{title}</h3>
    <div
      data-selectable
      className="max-h-64 min-h-40 overflow-y-auto rounded-card border border-hairline bg-sunken p-3 whitespace-pre-wrap [overflow-wrap:anywhere]"
    >
      {text || <span className="text-muted italic">No text</span>}
    </div>
    {firstComment !== '' && (
      <p className="mt-1 line-clamp-2 text-small [overflow-wrap:anywhere]">
        First comment: {firstComment}
      </p>
    )}
    <p className="mt-1 text-small text-muted">
      {images === 0 ? 'No images' : images === 1 ? '1 image' : `${images} images`}
    </p>
  </section>
);
