import { join } from 'node:path';
import { createProcessLock } from '../../electron/database/process-lock.ts';
import { createPublishing } from '../../electron/publishing/publishing.ts';
import { prepareAhead } from '../../electron/schedule/ahead.ts';
import { createSchedule } from '../../electron/schedule/schedule.ts';
import { BLUESKY } from '../../shared/domain/networks/bluesky.ts';
import { ok } from '../../shared/ipc/route.ts';
import type { Post } from '../../shared/ipc/views.ts';
import { BARE_CONTEXT } from './platform-call.ts';
import { must, openServices } from './services.ts';

/** Services with a runner, over a network that takes every post and counts them. */
export function openSchedule({ tickSeconds = 59 }: { tickSeconds?: number } = {}) {
  const services = openServices();
  const { database, bus, clock, log, posts, power, recurrences, network } = services;
  /** Texts as the network got them. */
  const sent: string[] = [];
  network.platforms.bluesky.publish = async (_context, { text, recordKey }) => {
    sent.push(text);
    return ok({ remoteId: recordKey, remoteUrl: null });
  };
  const publishing = createPublishing({
    database,
    bus,
    clock,
    log,
    posts,
    accounts: {
      context: async () =>
        ok({
          platform: network.platforms.bluesky,
          context: {
            serviceUrl: 'https://bsky.social',
            remoteId: 'did:plc:x',
            handle: 'x.test',
            session: { token: 'token' },
            ...BARE_CONTEXT,
          },
        }),
      get: services.accounts.get,
      markReconnectNeeded: () => undefined,
      hold: () => () => undefined,
      setHandOver: services.accounts.setHandOver,
    },
    media: {
      outgoing: () => {
        throw new Error(`No images here (${BLUESKY.images.count})`);
      },
      outgoingVideo: () => Promise.resolve(null),
    },
    platforms: network.platforms,
  });
  const runner = () =>
    createSchedule({
      posts,
      publishing,
      bus,
      clock,
      log,
      lock: createProcessLock(join(services.folder, 'runner.lock')),
      tickSeconds,
      power,
      prepareAhead: () => prepareAhead({ posts, recurrences, settings: services.settings, log }),
    });
  const schedule = runner();
  const client = services.client();

  return {
    ...services,
    bakery: client,
    publishing,
    schedule,
    sent,
    get: (id: string): Post => must(posts.get(id)),

    /** A draft to the bakery's account. */
    draft: (text = 'Fresh bread'): string =>
      must(
        posts.create({
          clientId: client.id,
          text,
          targets: [{ accountId: client.accountId, text: null }],
          media: [],
        }),
      ).id,

    /** A post that is due in so many minutes. */
    due(minutes: number, text?: string): string {
      const id = this.draft(text);
      const wallTime = new Date(clock.now() + minutes * 60_000).toISOString().slice(0, 16);
      must(posts.schedule({ id, wallTime, zone: 'UTC' }));
      return id;
    },

    /** Moves the clock, either way, and looks for what is due then. */
    async after(ms: number): Promise<void> {
      clock.advance(ms);
      await schedule.sweep();
    },

    async close(): Promise<void> {
      await schedule.stop();
      services.close();
    },
  };
}
export type TestSchedule = ReturnType<typeof openSchedule>;
