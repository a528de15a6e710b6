import { v7 } from 'uuid';
import { deliveries } from '../../electron/database/schema/index.ts';
import { createEngagement } from '../../electron/engagement/engagement.ts';
import { createCollecting } from '../../electron/inbox/collecting.ts';
import { createInbox } from '../../electron/inbox/inbox.ts';
import type { PlatformContext } from '../../electron/platforms/platform.ts';
import { secretNames } from '../../electron/vault/secret-store.ts';
import { must, openServices, type TestServices } from './services.ts';
import { type TalkingNetwork, talkingNetwork } from './talking-network.ts';

/** A workspace with an inbox over a network that people talk on. */
export function openInbox(keys = false) {
  const services = openServices();
  const talk: TalkingNetwork = talkingNetwork(services, keys);
  return { ...services, talk, ...inboxOver(services) };
}
export type TestInbox = ReturnType<typeof openInbox>;

/** The inbox of one life of the app. */
export function inboxOver(services: TestServices) {
  const engagement = createEngagement(services);
  const inbox = createInbox({ ...services, engagement });
  const collecting = createCollecting({
    ...services,
    ...{ items: engagement.items, replies: engagement.replies, between: 0 },
    posts: { nextDueAt: () => null },
    publishing: { idle: async () => {}, nextAttemptAt: () => null },
  });
  return { engagement, inbox, collecting };
}

/** A post that came out on an account of a new client. */
export async function publishPost(
  { client, secrets, posts, clock, database }: TestServices,
  { name = 'Bakery', remoteId = 'post-1', age = 0 } = {},
) {
  const { id: clientId, accountId } = client(name);
  await secrets.set(secretNames.accountSession(accountId), JSON.stringify({ token: 't' }));
  const post = must(
    posts.create({
      ...{ clientId, text: 'Fresh bread', media: [] },
      targets: [{ accountId, text: null }],
    }),
  );
  const deliveryId = v7();
  const at = clock.now() - age;
  database.raw
    .prepare("UPDATE posts SET status = 'published', scheduled_at = ? WHERE id = ?")
    .run(at, post.id);
  database.orm
    .insert(deliveries)
    .values({
      ...{ id: deliveryId, postId: post.id, accountId, state: 'published', fingerprint: 'f' },
      ...{ recordKey: 'k', remoteId, publishedAt: at, createdAt: at, updatedAt: at },
    })
    .run();
  return { clientId, accountId, deliveryId, postId: post.id };
}

/** What the network is asked for, one after the other: post and page. */
export function readingsOf({ network }: TestServices): string[] {
  const { bluesky } = network.platforms;
  const real = bluesky.comments;
  const asked: string[] = [];
  bluesky.comments = async (context: PlatformContext, postId, from) => {
    asked.push(`${postId} ${from ?? 'first'}`);
    if (!real) throw new Error('Not offered');
    return real(context, postId, from);
  };
  return asked;
}
