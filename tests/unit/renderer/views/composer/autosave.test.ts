import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  createAutosave,
  type SaveAnswer,
  type SaveState,
} from '../../../../../renderer/views/composer/autosave.ts';
import { type Draft, EMPTY_DRAFT } from '../../../../../renderer/views/composer/draft.ts';
import type { Post } from '../../../../../shared/ipc/views.ts';

const draft = (text: string): Draft => ({ ...EMPTY_DRAFT, text });
const post = (text: string, version: number): Post => ({
  id: 'post',
  clientId: 'client',
  status: 'draft',
  text,
  threading: 'off',
  firstComment: '',
  category: '',
  labelIds: [],
  byAi: false,
  heldAt: null,
  scheduledAt: null,
  wallTime: null,
  zone: null,
  queued: false,
  recurrenceId: null,
  occurrenceOn: null,
  version,
  createdAt: 0,
  updatedAt: 0,
  targets: [],
  media: [],
});

/** A core that keeps one post and refuses an old version, with a delay for each call. */
function session({ takes = 0 } = {}) {
  const calls: string[] = [];
  const states: SaveState['kind'][] = [];
  const kept = { text: null as string | null, version: 0 };
  const answer = async (name: string, text: string, expected: number): Promise<SaveAnswer> => {
    calls.push(`${name} ${text} @${expected}`);
    if (takes > 0) await new Promise((resolve) => setTimeout(resolve, takes));
    if (expected !== kept.version) return { kind: 'stale' };
    kept.text = text;
    kept.version += 1;
    return { kind: 'saved', post: post(text, kept.version) };
  };
  const created = vi.fn();
  const autosave = createAutosave({
    store: {
      create: ({ text }) => answer('create', text, 0),
      update: ({ text }, expected) => answer('update', text, expected),
    },
    onState: ({ kind }) => states.push(kind),
    onCreated: created,
    pause: 600,
    longest: 4000,
  });
  return { autosave, calls, states, kept, created };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('autosave', () => {
  it('saves once at a pause, as one draft however often it is repeated', async () => {
    const { autosave, calls, created } = session();
    autosave.change(draft('B'));
    await vi.advanceTimersByTimeAsync(400);
    autosave.change(draft('Bread'));
    await vi.advanceTimersByTimeAsync(599);
    expect(calls).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    autosave.change(draft('Bread and butter'));
    await vi.advanceTimersByTimeAsync(600);
    expect(calls).toEqual(['create Bread @0', 'update Bread and butter @1']);
    expect(created).toHaveBeenCalledOnce();
    expect(autosave.isDirty()).toBe(false);
  });

  it('does not wait for ever while somebody types on', async () => {
    const { autosave, calls } = session();
    for (let typed = 1; typed <= 20; typed++) {
      autosave.change(draft('x'.repeat(typed)));
      await vi.advanceTimersByTimeAsync(300);
    }
    expect(calls.length).toBe(1);
    expect(calls[0]).toMatch(/^create x{13,14} @0$/);
  });

  it('keeps nothing of a draft in which nothing was written', async () => {
    const { autosave, calls } = session();
    autosave.change(draft('  \n'));
    autosave.change({ ...EMPTY_DRAFT, targets: [{ accountId: 'a', text: null }] });
    await vi.advanceTimersByTimeAsync(5000);
    await autosave.flush();
    expect(calls).toEqual([]);
  });

  it('never has two saves under way, and ends with the last words', async () => {
    const { autosave, calls, kept } = session({ takes: 2000 });
    autosave.change(draft('one'));
    await vi.advanceTimersByTimeAsync(600);
    autosave.change(draft('two'));
    autosave.change(draft('three'));
    await vi.advanceTimersByTimeAsync(700);
    expect(calls).toEqual(['create one @0']);
    await vi.advanceTimersByTimeAsync(4000);
    expect(calls).toEqual(['create one @0', 'update three @1']);
    expect(kept).toEqual({ text: 'three', version: 2 });
  });

  it('flushes at once, and settles when it is saved', async () => {
    const { autosave, kept } = session();
    autosave.change(draft('now'));
    await autosave.flush();
    expect(kept.text).toBe('now');
    await vi.advanceTimersByTimeAsync(5000);
    expect(kept.version).toBe(1);
  });

  it('stops when somebody else has saved, and overwrites only when told to', async () => {
    const { autosave, calls, states, kept } = session();
    autosave.adopt(draft('old'), 1);
    kept.version = 2;
    kept.text = 'theirs';
    autosave.change(draft('mine'));
    await vi.advanceTimersByTimeAsync(600);
    expect(states.at(-1)).toBe('stale');
    autosave.change(draft('mine, longer'));
    await vi.advanceTimersByTimeAsync(5000);
    expect(kept.text).toBe('theirs');
    expect(calls).toEqual(['update mine @1']);
    await autosave.overwrite(2);
    expect(kept).toEqual({ text: 'mine, longer', version: 3 });
  });

  it('goes on from their version when that is taken', async () => {
    const { autosave, kept } = session();
    kept.version = 7;
    autosave.adopt(draft('theirs'), 7);
    expect(autosave.isDirty()).toBe(false);
    autosave.change(draft('theirs, and mine'));
    await autosave.flush();
    expect(kept).toEqual({ text: 'theirs, and mine', version: 8 });
  });

  it('counts on from what scheduling made of the version', async () => {
    const { autosave, kept } = session();
    autosave.adopt(draft('text'), 1);
    kept.version = 2;
    autosave.rebase(2);
    autosave.change(draft('text!'));
    await autosave.flush();
    expect(kept).toEqual({ text: 'text!', version: 3 });
  });

  it('tries again with the next word after a refusal, and says why', async () => {
    const states: SaveState[] = [];
    let refuses = true;
    const autosave = createAutosave({
      store: {
        create: async ({ text }) =>
          refuses
            ? { kind: 'refused', message: 'The disk is full.' }
            : { kind: 'saved', post: post(text, 1) },
        update: async () => ({ kind: 'stale' }),
      },
      onState: (state) => states.push(state),
    });
    autosave.change(draft('a'));
    await autosave.flush();
    expect(states.at(-1)).toEqual({ kind: 'refused', message: 'The disk is full.' });
    refuses = false;
    autosave.change(draft('ab'));
    await vi.advanceTimersByTimeAsync(600);
    expect(states.at(-1)?.kind).toBe('saved');
  });

  it('sends what is left before the window is gone, also behind a save under way', async () => {
    const idle = session();
    idle.autosave.change(draft('last words'));
    idle.autosave.leave();
    expect(idle.calls).toEqual(['create last words @0']);

    const busy = session({ takes: 500 });
    busy.autosave.change(draft('first'));
    void busy.autosave.flush();
    busy.autosave.change(draft('first and last'));
    busy.autosave.leave();
    expect(busy.calls).toEqual(['create first @0', 'update first and last @1']);
  });
});
