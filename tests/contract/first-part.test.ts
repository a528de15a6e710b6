import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type {
  OutgoingImage,
  OutgoingPost,
  PlatformContext,
  PublishProgress,
} from '../../electron/platforms/platform.ts';
import { createPlatforms } from '../../electron/platforms/registry.ts';
import type { NetworkId } from '../../shared/domain/network.ts';
import { NETWORKS } from '../../shared/domain/networks/index.ts';
import { noise } from '../support/images.ts';
import { BARE_CONTEXT, outgoingPost } from '../support/platform-call.ts';
import { startRelay, type TestRelay } from '../support/relay.ts';
import { type OpenSandbox, openSandbox } from '../support/sandbox.ts';

const MINUTE = 60_000;
let ahead = 0;
const clock = { now: () => Date.now() + ahead };
const platforms = createPlatforms({ clock, version: '0' });

let sandbox: OpenSandbox;
let relay: TestRelay;
let photo: OutgoingImage;

beforeAll(async () => {
  sandbox = await openSandbox({ clock });
  relay = await startRelay();
  const bytes = await noise(400, 400).jpeg().toBuffer();
  photo = {
    ...{ sha256: createHash('sha256').update(bytes).digest('hex'), altText: '' },
    ...{ width: 400, height: 400, mimeType: 'image/jpeg' },
    read: async () => ({ bytes, mimeType: 'image/jpeg', width: 400, height: 400 }),
  };
});
beforeEach(() => {
  // Tokens live two hours on some networks.
  ahead = 0;
});
afterAll(async () => {
  await relay.stop();
  await sandbox.remove();
});

/** The call with which a network has the first part of a post; its other parts come by the same, or are comments. */
const FIRST: Readonly<Partial<Record<NetworkId, string>>> = {
  x: 'POST /2/tweets',
  facebook: 'POST /:id/feed',
  instagram: 'POST /:id/media_publish',
  linkedin: 'POST /rest/posts',
  threads: 'POST /:id/threads_publish',
  mastodon: 'POST /api/v1/statuses',
};
const networks = Object.entries(FIRST) as [NetworkId, string][];

/** Bluesky keeps the key of a post with the delivery: the same once more is the same record. */
const SAME_KEY: readonly NetworkId[] = ['bluesky'];

async function asAda(network: NetworkId): Promise<PlatformContext> {
  const serviceUrl = sandbox.urls[network] ?? '';
  const { handle: identifier = '', secret = '' } =
    sandbox.accounts.find((one) => one.network === network) ?? {};
  const input = { serviceUrl, identifier, appPassword: secret };
  const signedIn = await platforms[network].signIn(input);
  if (!signedIn.ok) throw new Error(signedIn.message);
  const { account, session } = signedIn.value;
  const { remoteId, handle } = account;
  return { ...BARE_CONTEXT, serviceUrl, remoteId, handle, session, relay: relay.relay };
}

/** A post of two parts: a thread, or a post with its first comment. */
function twoParts(network: NetworkId, text: string): OutgoingPost {
  const { thread, mediaRequired } = NETWORKS[network];
  return outgoingPost(text, {
    recordKey: platforms[network].newRecordKey(clock.now()),
    createdAt: clock.now(),
    ...(mediaRequired && { images: [photo] }),
    ...(thread ? { thread: [`${text}, and on`] } : { firstComment: `${text}, and a comment` }),
  });
}

function memory(): PublishProgress & { isPartlyOut(network: NetworkId): boolean | undefined } {
  return {
    saved: null,
    async save(next) {
      this.saved = structuredClone(next);
    },
    isPartlyOut(network) {
      return platforms[network].isPartlyOut?.(this.saved ?? {});
    },
  };
}

const timesThere = (network: NetworkId, wanted: string) =>
  sandbox.posts().filter((one) => one.network === network && one.text === wanted).length;

describe('the first part of a post', () => {
  it('is asked about on every network that has parts, and no key that says it already', () => {
    const all = Object.values(NETWORKS).filter(
      ({ thread, firstComment }) => thread || firstComment,
    );
    expect([...networks.map(([id]) => id), ...SAME_KEY].sort()).toEqual(
      all.map(({ id }) => id).sort(),
    );
  });

  it.each(networks)(
    'may be out on %s where its answer was lost: it goes on from there',
    async (network, operation) => {
      const context = await asAda(network);
      const text = `Lost on ${network}`;
      const outgoing = twoParts(network, text);
      const progress = memory();
      await sandbox.faults.set({
        rules: [{ when: { network, operation, nth: 1 }, fault: { kind: 'cut', effect: 'done' } }],
      });
      const lost = await platforms[network].publish(context, outgoing, progress);
      expect(lost).toMatchObject({ class: 'interrupted' });
      expect(progress.isPartlyOut(network)).toBe(true);
      // Given up, and sent again by the person, when a network has forgotten the keys of before.
      ahead = 90 * MINUTE;
      const sent = await platforms[network].publish(context, outgoing, progress);
      expect(sent).toMatchObject({ ok: true });
      expect(timesThere(network, text)).toBe(1);
    },
  );

  it.each(networks)(
    'is surely not out on %s where it was refused: it can begin anew',
    async (network, operation) => {
      const context = await asAda(network);
      const progress = memory();
      await sandbox.faults.set({
        rules: [{ when: { network, operation, nth: 1 }, fault: { kind: 'status', status: 422 } }],
      });
      const outgoing = twoParts(network, `Refused on ${network}`);
      expect(await platforms[network].publish(context, outgoing, progress)).toMatchObject({
        class: 'refused',
      });
      expect(progress.isPartlyOut(network)).toBe(false);
    },
  );
});

describe('what was noted about a post and cannot be read any more', () => {
  it.each([...networks.map(([id]) => id), ...SAME_KEY])(
    'stops the post on %s: begun anew, it might be there twice',
    async (network) => {
      const context = await asAda(network);
      const text = `Unreadable on ${network}`;
      const progress = memory();
      const saved = {
        sentAt: {},
        sent: 1,
        parts: 'two',
        post: 3,
        media: 4,
        uploaded: 5,
        postId: 6,
        mediaId: 7,
      };
      progress.saved = saved;
      const result = await platforms[network].publish(context, twoParts(network, text), progress);
      expect(result).toMatchObject({
        ...{ ok: false, class: 'refused' },
        message: expect.stringContaining('can’t tell what is out'),
      });
      expect(timesThere(network, text)).toBe(0);
      expect(progress.saved).toEqual(saved);
    },
  );
});
