import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createBus } from '../../../../electron/bus.ts';
import type { CallRoute } from '../../../../electron/shell/call-route.ts';
import { notifyPerson } from '../../../../electron/shell/notifications.ts';

interface Shown {
  title: string;
  body: string;
  listeners: Map<string, () => void>;
}
const shown = vi.hoisted(() => [] as Shown[]);

vi.mock('electron', () => ({
  Notification: class {
    static isSupported = () => true;
    readonly entry: Shown;
    constructor({ title, body }: { title: string; body: string }) {
      this.entry = { title, body, listeners: new Map() };
    }
    on(event: string, listener: () => void) {
      this.entry.listeners.set(event, listener);
    }
    show() {
      shown.push(this.entry);
    }
  },
}));

const wanted = { published: true, problems: true };
const opened: string[] = [];
let watching = false;

function start(notifications = wanted) {
  const bus = createBus((error) => {
    throw error;
  });
  const call = (async () => ({ ok: true, value: { notifications } })) as unknown as CallRoute;
  notifyPerson({
    bus,
    call,
    open: (to) => opened.push(to),
    isWatching: () => watching,
  });
  const missed = (postId: string, status: 'missed' | 'draft' = 'missed') =>
    bus.emit('post.changed', { postId, clientId: postId, status });
  const changed = (
    kind: 'published' | 'problem' | 'progress',
    postId: string,
    notice: string | null,
  ) =>
    bus.emit('delivery.changed', {
      deliveryId: postId,
      postId,
      clientId: postId,
      kind,
      notice,
      at: 0,
    });
  return { changed, missed };
}

beforeEach(() => {
  vi.useFakeTimers();
  shown.length = 0;
  opened.length = 0;
  watching = false;
});

describe('notifications', () => {
  it('gather for a moment, and are shown once', async () => {
    const { changed } = start();
    changed('published', 'a', 'Brio’s post is on Bluesky.');
    expect(shown).toEqual([]);
    await vi.advanceTimersByTimeAsync(2000);
    expect(shown).toMatchObject([{ title: 'Published', body: 'Brio’s post is on Bluesky.' }]);

    changed('published', 'b', 'Out.');
    changed('published', 'c', 'Out.');
    await vi.advanceTimersByTimeAsync(2000);
    expect(shown).toHaveLength(2);
    expect(shown[1]?.body).toBe('2 posts are out.');
  });

  it('are not made of progress, nor of what nobody need hear', async () => {
    const { changed } = start();
    changed('progress', 'a', 'Sending.');
    changed('published', 'a', null);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(shown).toEqual([]);
  });

  it('come as the settings want them', async () => {
    const { changed } = start({ published: false, problems: true });
    changed('published', 'a', 'Out.');
    changed('problem', 'b', 'Bluesky refused it.');
    await vi.advanceTimersByTimeAsync(2000);
    expect(shown.map(({ title }) => title)).toEqual(['Needs you']);
  });

  it('tell of a missed post, once, and not to somebody who is editing it', async () => {
    const { missed } = start();
    missed('a');
    missed('a');
    await vi.advanceTimersByTimeAsync(2000);
    expect(shown).toMatchObject([
      { title: 'Needs you', body: expect.stringContaining('missed its time') },
    ]);

    watching = true;
    missed('b');
    watching = false;
    missed('a', 'draft');
    missed('a');
    await vi.advanceTimersByTimeAsync(2000);
    expect(shown).toHaveLength(2);
  });

  it('lead to the post when they are clicked', async () => {
    const { changed } = start();
    changed('problem', 'b', 'Bluesky refused it.');
    await vi.advanceTimersByTimeAsync(2000);
    shown[0]?.listeners.get('click')?.();
    expect(opened).toEqual(['/posts/b']);
  });
});
