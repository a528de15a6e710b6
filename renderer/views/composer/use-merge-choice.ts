import { v7 } from 'uuid';
import type { Post } from '../../../shared/ipc/views.ts';
import { ask } from '../../ipc/client.ts';
import { toast } from '../../ui/toast.tsx';
import type { Autosave } from './autosave.ts';
import { contentOf, type Draft } from './draft.ts';
import type { MergeChoice } from './stale-dialog.tsx';

interface MergeOptions {
  draft: Draft;
  clientId: string;
  autosave: Autosave;
  takeTheirs: (theirs: Post) => void;
}

/** Carries out what was decided about two versions of a post. */
export function useMergeChoice({ draft, clientId, autosave, takeTheirs }: MergeOptions) {
  return async function decide(choice: MergeChoice, theirs: Post): Promise<void> {
    if (choice === 'mine') return autosave.overwrite(theirs.version);
    if (choice === 'both') {
      const kept = await ask('posts.create', { id: v7(), clientId, ...contentOf(draft) });
      if (!kept.ok) return toast.failed(kept.error.message);
      toast.done('Your version is kept as a draft of its own.');
    }
    takeTheirs(theirs);
  };
}
