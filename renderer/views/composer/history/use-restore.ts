import type { Post } from '../../../../shared/ipc/views.ts';
import { ask } from '../../../ipc/client.ts';
import { useEvent } from '../../../ui/use-event.ts';
import type { Autosave } from '../autosave.ts';

interface RestoreOptions {
  postId: string;
  autosave: Autosave;
  takeTheirs: (theirs: Post) => void;
}

/** Brings a version back into the post that is being written; what is written now is saved first, so it stays in the history. */
export const useRestore = ({ postId, autosave, takeTheirs }: RestoreOptions) =>
  useEvent(async (version: number): Promise<string | null> => {
    await autosave.flush();
    if (autosave.isDirty())
      return 'What you wrote last is not saved yet. Close this and look there.';
    const expectedVersion = autosave.version();
    const answer = await ask('posts.restoreVersion', { id: postId, version, expectedVersion });
    if (!answer.ok) return answer.error.message;
    takeTheirs(answer.value);
    return null;
  });
