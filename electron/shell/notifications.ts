import { Notification } from 'electron';
import type { Bus } from '../bus.ts';
import type { CallRoute } from './call-route.ts';
import { type Announcement, announce, type Notice } from './notice-batch.ts';

/** How long notices are gathered before they are shown, in ms. */
const GATHER_MS = 2000;
const MISSED = 'A post missed its time. Publish it now or give it another time.';

export interface NotificationOptions {
  bus: Bus;
  call: CallRoute;
  /** Shows the window, at a place in the app. */
  open(to: string): void;
  /** Whether the person has the window before them. */
  isWatching(): boolean;
}

/** Tells the person, through the system, of what was published and of what needs them, where the settings want it. */
export function notifyPerson({ bus, call, open, isWatching }: NotificationOptions): void {
  let gathered: Notice[] = [];
  // Kept until they are clicked or closed: a collected notification loses its click.
  const shown = new Set<Notification>();

  const show = ({ title, body, to }: Announcement) => {
    const notification = new Notification({ title, body });
    const forget = () => shown.delete(notification);
    notification.on('click', () => {
      forget();
      open(to);
    });
    notification.on('close', forget);
    notification.on('failed', forget);
    shown.add(notification);
    notification.show();
  };

  const flush = async () => {
    const notices = gathered;
    gathered = [];
    const settings = await call('settings.get', {});
    if (!settings.ok || !Notification.isSupported()) return;
    const { published, problems } = settings.value.notifications;
    const wanted = notices.filter(({ kind }) => (kind === 'published' ? published : problems));
    for (const announcement of announce(wanted)) show(announcement);
  };

  const gather = (notice: Notice) => {
    if (gathered.length === 0) setTimeout(() => void flush(), GATHER_MS);
    gathered.push(notice);
  };

  bus.on('delivery.changed', ({ kind, notice, postId }) => {
    if (notice !== null && kind !== 'progress') gather({ kind, sentence: notice, postId });
  });

  const missed = new Set<string>();
  bus.on('post.changed', ({ postId, status }) => {
    if (status !== 'missed') missed.delete(postId);
    else if (!missed.has(postId)) {
      missed.add(postId);
      // Whoever edits a missed post need not hear that it was missed.
      if (!isWatching()) gather({ kind: 'problem', sentence: MISSED, postId });
    }
  });
}
