import { useEffect, useState } from 'react';
import { v7 } from 'uuid';
import type { Post } from '../../../../shared/ipc/views.ts';
import { ask } from '../../../ipc/client.ts';
import { useEvent } from '../../../ui/use-event.ts';
import type { Autosave, SaveState } from '../autosave.ts';
import { contentOf, type Draft, draftOf } from '../draft.ts';
import type { Choices, Field, Merge } from './merge-drafts.ts';

interface MergeOptions {
  postId: string;
  clientId: string;
  save: SaveState;
  autosave: Autosave;
  /** What is written right now. */
  current: () => Draft;
  takeTheirs: (theirs: Post, merged?: Draft) => void;
  change: (edit: (draft: Draft) => Draft) => void;
}

/** Both changed the same place: it is asked. */
export interface Question {
  theirs: Post;
  base: Draft;
  mine: Draft;
  merge: Merge;
}

/** Both changed it at different places: both changes are kept, and this says so. */
export interface Merged {
  fields: readonly Field[];
  undo: () => void;
}

/** How long a merge is told of, and can be taken back, in ms. */
const TOLD = 30_000;

/**
 * Somebody else saved the post meanwhile. Changes at different places are put together by themselves, and said; about the
 * rest the person is asked. Nothing is saved before that, so nothing is overwritten unseen.
 */
export function useMerge(options: MergeOptions) {
  const { postId, clientId, save, autosave, current, takeTheirs, change } = options;
  const [question, setQuestion] = useState<Question | null>(null);
  const [merged, setMerged] = useState<Merged | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const isStale = save.kind === 'stale';

  const look = useEvent(async () => {
    // With the merge comes the package that finds differences; nearly nobody needs it.
    const [answer, { mergeDrafts }] = await Promise.all([
      ask('posts.get', { id: postId }),
      import('./merge-drafts.ts'),
    ]);
    setProblem(answer.ok ? null : answer.error.message);
    if (!answer.ok) return;
    const theirs = answer.value;
    const mine = current();
    const base = autosave.saved() ?? draftOf(theirs);
    const merge = mergeDrafts(base, mine, draftOf(theirs));
    if (merge.conflicts.length > 0) return setQuestion({ theirs, base, mine, merge });
    takeTheirs(theirs, merge.draft);
    const fields = [...merge.both, ...merge.theirs];
    const undo = () => {
      change(() => mine);
      setMerged(null);
    };
    if (fields.length > 0) setMerged({ fields, undo });
  });

  useEffect(() => {
    if (isStale) void look();
    else setQuestion(null);
  }, [isStale, look]);
  useEffect(() => {
    if (!merged) return;
    const timer = window.setTimeout(() => setMerged(null), TOLD);
    return () => window.clearTimeout(timer);
  }, [merged]);

  return {
    question,
    merged,
    problem,
    /** Asks again for what the other one saved. */
    retry: () => void look(),
    forget: () => setMerged(null),

    /** What was chosen where both changed the same place; the rest as it was put together. */
    async decide(choices: Choices): Promise<void> {
      if (!question) return;
      const { mergeDrafts } = await import('./merge-drafts.ts');
      const { theirs, base } = question;
      // What was written while it was asked counts as well.
      takeTheirs(theirs, mergeDrafts(base, current(), draftOf(theirs), choices).draft);
    },

    /** Theirs stays, and ours becomes a draft of its own. */
    async keepBoth(): Promise<void> {
      if (!question) return;
      const kept = await ask('posts.create', { id: v7(), clientId, ...contentOf(current()) });
      setProblem(kept.ok ? null : kept.error.message);
      if (kept.ok) takeTheirs(question.theirs);
    },
  };
}
