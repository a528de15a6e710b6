import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createBus } from '../../../../electron/bus.ts';
import type { CallRoute } from '../../../../electron/shell/call-route.ts';
import { notifyPerson } from '../../../../electron/shell/notifications.ts';
import type { EventPayload } from '../../../../shared/ipc/events.ts';

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
    reason: EventPayload<'delivery.changed'>['reason'] = kind === 'problem' ? 'failed' : null,
  ) =>
    bus.emit('delivery.changed', {
      deliveryId: postId,
      postId,
      clientId: postId,
      kind,
      reason,
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

    changed('published', 'b', 'Out as @b.');
    changed('published', 'c', 'Out as @c.');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(shown).toHaveLength(2);
    expect(shown[1]?.body).toBe('2 posts are out.');
  });

  it('are two in an outage that comes out post by post, not twenty', async () => {
    const { changed } = start();
    for (let post = 0; post < 20; post++) {
      changed('problem', `p${post}`, `Not published yet as @${post}.`, 'network');
      await vi.advanceTimersByTimeAsync(2900);
    }
    await vi.advanceTimersByTimeAsync(60_000);
    expect(shown).toHaveLength(2);
    expect(shown[0]?.body).toBe('Not published yet as @0.');
    expect(shown[1]?.body).toMatch(/^19 posts wait .* nothing you have to do\.$/);
  });

  it('do not hold back what needs the person for good news', async () => {
    const { changed } = start();
    changed('published', 'a', 'Out.');
    await vi.advanceTimersByTimeAsync(2000);
    changed('problem', 'b', 'Refused.');
    await vi.advanceTimersByTimeAsync(2000);
    expect(shown.map(({ title }) => title)).toEqual(['Published', 'Needs you']);
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
    await vi.advanceTimersByTimeAsync(60_000);
    expect(shown).toHaveLength(2);
  });

  it('tell of a missed post once, also where its deliveries tell of it too', async () => {
    const { changed, missed } = start();
    missed('a');
    changed('problem', 'a', 'A post was missed.', 'missed');
    await vi.advanceTimersByTimeAsync(120_000);
    expect(shown).toHaveLength(1);
    expect(shown[0]?.body).not.toContain('was missed');
  });

  it('lead to the place where something can be done, when they are clicked', async () => {
    const { changed } = start();
    changed('problem', 'b', 'Bluesky refused it.');
    await vi.advanceTimersByTimeAsync(2000);
    shown[0]?.listeners.get('click')?.();
    changed('problem', 'c', 'Reconnect @c.', 'account');
    await vi.advanceTimersByTimeAsync(60_000);
    shown[1]?.listeners.get('click')?.();
    expect(opened).toEqual(['/posts/b', '/accounts']);
  });
});
