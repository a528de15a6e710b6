import { NETWORK_IDS } from '../../../shared/domain/network.ts';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import { expect, test } from '../../support/launch.ts';
import { type NetworkDesk, openNetworkDesk } from '../../support/network-desk.ts';

const LONG = Array.from(
  { length: 12 },
  (_, at) =>
    `Loaf ${at + 1} has stood in the cellar for three days and wants to be eaten fresh today.`,
).join(' ');

let desk: NetworkDesk | null = null;
test.afterEach(() => desk?.close());

for (const network of NETWORK_IDS)
  test(`${NETWORKS[network].name}: signed in through the browser, everything it takes goes out once`, async ({
    launch,
  }, testInfo) => {
    testInfo.setTimeout(240_000);
    const { mediaRequired, images, video, thread, firstComment, metrics, comments, name } =
      NETWORKS[network];
    desk = await openNetworkDesk(network, launch, testInfo.outputPath('clock-offset'));
    const { call, connect, write, published, received } = desk;
    if (images.transfer === 'fetched_by_url') await desk.setUpRelay();
    // Comments under a member's own posts are read by few applications; those of a page by all.
    const account = await connect(network === 'linkedin' ? 'Studio' : undefined);
    expect(account).toMatchObject({ network, status: 'connected', signedInBy: 'oauth' });
    const least = mediaRequired ? { images: 1 } : {};
    const texts = () => received().map(({ text }) => text);

    await test.step('a text', async () => {
      if (mediaRequired) return;
      expect(await published(await write(account, 'Fresh bread'))).toEqual(['ok']);
      expect(texts()).toEqual(['Fresh bread']);
    });
    await test.step('images', async () => {
      const postId = await write(account, 'Three loaves', { images: 3 });
      expect(await published(postId)).toEqual(['ok']);
      expect(received().at(-1)?.media).toHaveLength(3);
      const delivery = await desk?.delivery(postId);
      // A server of one's own has no page for it, and photos of TikTok get theirs later.
      if (network !== 'tiktok' && network !== 'bluesky')
        expect(delivery?.remoteUrl).toMatch(/^http/);
    });
    await test.step('a video', async () => {
      if (!video) return;
      expect(await published(await write(account, 'The oven', { video: true }))).toEqual(['ok']);
      expect(received().at(-1)).toMatchObject({ text: 'The oven', media: [expect.any(String)] });
    });
    await test.step('a thread', async () => {
      if (!thread) return;
      const before = texts().length;
      expect(await published(await write(account, LONG, { threading: 'split' }))).toEqual(['ok']);
      const parts = texts().slice(before);
      expect(parts.length).toBeGreaterThan(1);
      expect(parts.join(' ')).toBe(LONG);
    });
    await test.step('a first comment', async () => {
      if (!firstComment) return;
      const content = { ...least, firstComment: '#bread #rye' };
      const postId = await write(account, 'Rye today', content);
      expect(await published(postId)).toEqual(['ok']);
      const [read] = await call('engagement.read', { postId });
      expect(read?.comments?.filter(({ ours }) => ours).map(({ text }) => text)).toEqual([
        '#bread #rye',
      ]);
    });
    await test.step('numbers, comments and an answer', async () => {
      const read = await desk?.talkedAbout(account, least);
      const given = Object.entries(read?.metrics ?? {}).filter(([, value]) => value !== null);
      for (const [metric] of given) expect(metrics, name).toContain(metric);
      expect(given.length, name).toBeGreaterThan(2);
      const [comment] = read?.comments ?? [];
      expect(comment !== undefined, name).toBe(comments.read);
      if (!read || !comment || !comments.reply) return;
      const answer = await call('engagement.reply', {
        deliveryId: read.deliveryId,
        parentId: comment.remoteId,
        text: 'Thank you, see you on Saturday',
      });
      expect(answer).toMatchObject({ ours: true, parentId: comment.remoteId });
      expect(answer.text).toContain('Thank you, see you on Saturday');
      const postId = (await call('posts.list', { limit: 1 })).posts[0]?.id ?? '';
      const [again] = await call('engagement.read', { postId });
      const ours = again?.comments?.filter(({ text }) => text === answer.text) ?? [];
      expect(ours.map(({ remoteId }) => remoteId)).toEqual([answer.remoteId]);
    });
    desk.app.expectNoCspViolations();
  });
