import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import type { Autosave, SaveState } from './autosave.ts';

interface CloseGuardOptions {
  autosave: Autosave;
  save: SaveState;
  onClose: () => void;
}

/** Closing saves first. What can't be saved is not thrown away without a word. */
export function useCloseGuard({ autosave, save, onClose }: CloseGuardOptions) {
  const [asks, setAsks] = useState(false);

  async function close(): Promise<void> {
    if (autosave.isDirty()) await autosave.flush();
    if (autosave.isDirty()) setAsks(true);
    else onClose();
  }

  const reason = save.kind === 'refused' ? save.message : null;
  const question = (
    <Dialog
      open={asks && save.kind !== 'stale'}
      onOpenChange={setAsks}
      width={400}
      title="Your last words are not saved"
      footer={
        <>
          <Button tone="ghost" onClick={onClose}>
            Close without them
          </Button>
          <Button tone="primary" autoFocus onClick={() => setAsks(false)}>
            Stay here
          </Button>
        </>
      }
    >
      <p>{reason ?? 'They could not be written to the workspace.'}</p>
      <p className="mt-2 text-muted">Copy what you want to keep before you close.</p>
    </Dialog>
  );
  return { close: () => void close(), question };
}
