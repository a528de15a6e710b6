import { startTransition, useCallback, useEffect, useRef, useState } from 'react';
import { v7 } from 'uuid';
import type { Result } from '../../../shared/ipc/route.ts';
import type { Post } from '../../../shared/ipc/views.ts';
import { now } from '../../app/clock.ts';
import { ask } from '../../ipc/client.ts';
import { createAutosave, type SaveAnswer, type SaveState } from './autosave.ts';
import { contentOf, type Draft, draftOf, EMPTY_DRAFT, isBlank } from './draft.ts';

interface DraftOptions {
  /** Chosen here, so that a save that is repeated is still one draft. */
  postId: string;
  clientId: string;
  /** As it is loaded; null for a post that does not exist yet. */
  post: Post | null;
  /** What a new post brings along. */
  startWith: Draft | null;
  onFirstSave?: () => void;
}

/** How far the preview, counts and checks may be behind the words: in a pause, and while somebody writes on, in ms. */
const FOLLOWS_AFTER = 90;
const FOLLOWS_WITHIN = 250;

/**
 * The text that is being written, one session for one post and client (give it a `key`). It is saved at every pause. What is written outlives the sheet: closing
 * it, leaving the view and closing the window all save first.
 */
export function useDraft({ postId, clientId, post, startWith, onFirstSave }: DraftOptions) {
  const [draft, setDraft] = useState<Draft>(() =>
    post ? draftOf(post) : (startWith ?? EMPTY_DRAFT),
  );
  const [save, setSave] = useState<SaveState>({ kind: 'untouched' });
  const latest = useRef(draft);
  const startedNew = useRef(post === null);
  const discarded = useRef(false);
  const firstSave = useRef(onFirstSave);
  firstSave.current = onFirstSave;
  // Its saves are one another's history; those of another window are not.
  const [by] = useState(() => v7());

  const [autosave] = useState(() =>
    createAutosave({
      // A key more in a pause that has begun is no news.
      onState: (next) =>
        setSave((current) =>
          current.kind === 'waiting' && next.kind === 'waiting' ? current : next,
        ),
      now,
      onCreated: () => firstSave.current?.(),
      store: {
        create: async (content) =>
          answerOf(await ask('posts.create', { id: postId, clientId, by, ...contentOf(content) })),
        update: async (content, expectedVersion) =>
          answerOf(
            await ask('posts.update', { id: postId, expectedVersion, by, ...contentOf(content) }),
          ),
      },
    }),
  );

  // What the core has is taken over as long as nothing of ours waits to be saved.
  useEffect(() => {
    if (!post || post.version <= autosave.version() || autosave.isDirty()) return;
    const adopted = draftOf(post);
    latest.current = adopted;
    setDraft(adopted);
    autosave.adopt(adopted, post.version);
  }, [post, autosave]);

  const change = useCallback(
    (edit: (draft: Draft) => Draft) => {
      latest.current = edit(latest.current);
      setDraft(latest.current);
      autosave.change(latest.current);
    },
    [autosave],
  );

  // It is kept with every key; the screen around the words follows in the pauses, or a few times a second.
  const following = useRef<{ timer: number; since: number } | null>(null);
  const write = useCallback(
    (edit: (draft: Draft) => Draft) => {
      latest.current = edit(latest.current);
      autosave.change(latest.current);
      window.clearTimeout(following.current?.timer);
      const since = following.current?.since ?? performance.now();
      const wait = Math.min(FOLLOWS_AFTER, since + FOLLOWS_WITHIN - performance.now());
      const timer = window.setTimeout(() => {
        following.current = null;
        startTransition(() => setDraft(latest.current));
      }, wait);
      following.current = { timer, since };
    },
    [autosave],
  );
  useEffect(() => () => window.clearTimeout(following.current?.timer), []);

  useEffect(() => {
    if (startWith) autosave.change(startWith);
  }, [startWith, autosave]);

  // The sheet goes: save, and leave no empty draft behind that was only looked at.
  useEffect(() => {
    const leave = () => autosave.leave();
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      void autosave.flush().then(() => {
        const isEmpty = startedNew.current && isBlank(latest.current);
        if (autosave.version() > 0 && (isEmpty || discarded.current))
          void ask('posts.remove', { id: postId });
      });
    };
  }, [autosave, postId]);

  return {
    draft,
    change,
    /** The same for words that their own field shows already. */
    write,
    save,
    autosave,
    /** It goes on under another id: nothing of this one is kept. */
    discard: useCallback(() => {
      discarded.current = true;
    }, []),
    /** What is written right now, also where a render is still to come. */
    current: useCallback(() => latest.current, []),
    /** Puts their version in the place of ours, or what was made of both, which is saved then. */
    takeTheirs: useCallback(
      (theirs: Post, merged?: Draft) => {
        const said = draftOf(theirs);
        latest.current = merged ?? said;
        setDraft(latest.current);
        autosave.adopt(said, theirs.version);
        setSave({ kind: 'saved', at: now() });
        if (merged) autosave.change(merged);
      },
      [autosave],
    ),
  };
}

function answerOf(answer: Result<Post>): SaveAnswer {
  if (answer.ok) return { kind: 'saved', post: answer.value };
  if (answer.error.code === 'stale') return { kind: 'stale' };
  return { kind: 'refused', message: answer.error.message };
}
