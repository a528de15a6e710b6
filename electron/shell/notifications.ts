import { Notification } from 'electron';
import type { Bus } from '../bus.ts';
import type { CallRoute } from './call-route.ts';
import { type Announcement, announce, type Notice } from './notice-batch.ts';

/** How long notices are gathered before they are shown, in ms. */
const GATHER_MS = 2000;
/** An outage tells of itself by one post after the other: after one notification the next comes no sooner. In ms. */
const QUIET_MS = 60_000;
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

  /** What is wanted of the notices of one kind. @returns whether something was shown */
  const tell = async (kind: 'published' | 'problems', notices: readonly Notice[]) => {
    const settings = await call('settings.get', {});
    if (!settings.ok || !settings.value.notifications[kind] || !Notification.isSupported())
      return false;
    for (const announcement of announce(notices)) show(announcement);
    return true;
  };
  // Apart, so that good news does not hold back what needs the person.
  const good = gatherer((notices) => tell('published', notices));
  const bad = gatherer((notices) => tell('problems', notices));

  bus.on('delivery.changed', ({ kind, reason, notice, postId }) => {
    if (notice === null || kind === 'progress') return;
    // Whoever missed a post hears it from the post itself, below.
    if (reason === 'missed') return;
    const topic = kind === 'published' ? kind : (reason ?? 'failed');
    (topic === 'published' ? good : bad)({ topic, sentence: notice, postId });
  });

  const missed = new Set<string>();
  bus.on('post.changed', ({ postId, status }) => {
    if (status !== 'missed') missed.delete(postId);
    else if (!missed.has(postId)) {
      missed.add(postId);
      // Whoever edits a missed post need not hear that it was missed.
      if (!isWatching()) bad({ topic: 'missed', sentence: MISSED, postId });
    }
  });
}

/** Takes notices one by one and has them told together. */
function gatherer(tell: (notices: readonly Notice[]) => Promise<boolean>) {
  let gathered: Notice[] = [];
  let lastShownAt = Number.NEGATIVE_INFINITY;
  const flush = async () => {
    const notices = gathered;
    gathered = [];
    if (await tell(notices)) lastShownAt = performance.now();
  };
  return (notice: Notice) => {
    const quietFor = lastShownAt + QUIET_MS - performance.now();
    if (gathered.length === 0) setTimeout(() => void flush(), Math.max(GATHER_MS, quietFor));
    gathered.push(notice);
  };
}
