import type { Post } from '../../../shared/ipc/views.ts';
import { type Draft, isBlank, sameDraft } from './draft.ts';

/** What the core said to a save: the post as it stands, or that somebody else saved meanwhile, or why not. */
export type SaveAnswer =
  | { kind: 'saved'; post: Post }
  | { kind: 'stale' }
  | { kind: 'refused'; message: string };

export interface SaveStore {
  create(draft: Draft): Promise<SaveAnswer>;
  update(draft: Draft, expectedVersion: number): Promise<SaveAnswer>;
}

export type SaveState =
  | { kind: 'untouched' }
  | { kind: 'waiting' }
  | { kind: 'saving' }
  | { kind: 'saved'; at: number }
  | { kind: 'stale' }
  | { kind: 'refused'; message: string };

interface Options {
  store: SaveStore;
  onState(state: SaveState): void;
  onCreated?(): void;
  now?(): number;
  /** How long a pause is, and how long saving waits at most while somebody types on, milliseconds. */
  pause?: number;
  longest?: number;
}

export type Autosave = ReturnType<typeof createAutosave>;

/**
 * Saves at every pause, one save at a time, so that versions never race. `stale` stops it until the
 * person has decided: nothing is overwritten unseen.
 */
export function createAutosave({
  store,
  onState,
  onCreated,
  now = Date.now,
  pause = 600,
  longest = 4000,
}: Options) {
  /** 0 until the core has the post. */
  let version = 0;
  let saved: Draft | null = null;
  let latest: Draft | null = null;
  let dirtySince = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | null = null;
  let halted = false;
  let ended = false;

  const tell = (state: SaveState) => {
    if (!ended) onState(state);
  };
  const isDirty = () =>
    latest !== null && (saved === null ? !isBlank(latest) : !sameDraft(latest, saved));

  async function save(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    while (isDirty() && !halted) {
      const draft = latest as Draft;
      tell({ kind: 'saving' });
      const answer = await (version === 0 ? store.create(draft) : store.update(draft, version));
      if (answer.kind === 'saved') {
        const isNew = version === 0;
        version = answer.post.version;
        saved = draft;
        if (isNew) onCreated?.();
        tell({ kind: 'saved', at: now() });
      } else {
        halted = answer.kind === 'stale';
        tell(answer);
        return;
      }
    }
  }

  /** Saves what is not saved yet and settles when it is, or when it was refused. */
  function flush(): Promise<void> {
    running ??= save().finally(() => {
      running = null;
    });
    return running;
  }

  return {
    flush,
    isDirty,
    /** What both began with, where somebody else saved meanwhile; null before the first save. */
    saved: () => saved,
    /** Version that the core has; 0 before the first save. */
    version: () => version,

    /** The draft as it is loaded or adopted: equal to what the core has. */
    adopt(draft: Draft, atVersion: number) {
      saved = draft;
      latest = draft;
      version = atVersion;
      halted = false;
    },

    /** Another call of ours counted the version up, for instance scheduling. */
    rebase(atVersion: number) {
      version = Math.max(version, atVersion);
    },

    change(draft: Draft) {
      latest = draft;
      if (!isDirty() || halted) return;
      if (timer === undefined) dirtySince = now();
      clearTimeout(timer);
      tell({ kind: 'waiting' });
      const wait = Math.max(0, Math.min(pause, dirtySince + longest - now()));
      timer = setTimeout(() => {
        timer = undefined;
        void flush();
      }, wait);
    },

    /** Keeps ours over theirs, after the person has seen both. */
    overwrite(theirVersion: number): Promise<void> {
      version = theirVersion;
      halted = false;
      return flush();
    },

    /**
     * The window goes away: the message must leave before this returns, so nothing is awaited. A save
     * under way is followed by one at the version it will have made.
     */
    leave() {
      clearTimeout(timer);
      ended = true;
      if (halted || !isDirty()) return;
      const draft = latest as Draft;
      const expected = running ? version + 1 : version;
      void (expected === 0 ? store.create(draft) : store.update(draft, expected));
    },
  };
}
