import sharp from 'sharp';
import { expect, it } from 'vitest';
import { fingerprintOf, payloadOf } from '../../../electron/publishing/payload.ts';
import {
  type Connected,
  MINUTE,
  schedule,
  startSandboxNetwork,
  type TestRunner,
  value,
  withRunner,
} from '../../support/runner.ts';
import type { OpenSandbox } from '../../support/sandbox.ts';

let sandbox: OpenSandbox;
let runner: TestRunner;
let alice: Connected;

const now = (): number => line.runner?.workspace.clock.now() ?? Date.now();
const line = withRunner(
  (opened) => {
    ({ runner, alice } = opened);
    ({ sandbox } = opened.network);
  },
  () => startSandboxNetwork({ now }),
);

const COLOURS = { red: '#dc1e1e', green: '#14a03c', blue: '#1e3cdc', white: '#ffffff' } as const;

/** Red, green, blue and white, from the top left, each 300 × 200; as a phone keeps it, on its side. */
async function quarters(): Promise<Buffer> {
  const upright = await sharp({
    create: { width: 600, height: 400, channels: 3, background: COLOURS.white },
  })
    .composite(
      [COLOURS.red, COLOURS.green, COLOURS.blue].map((background, index) => ({
        input: { create: { width: 300, height: 200, channels: 3 as const, background } },
        left: (index % 2) * 300,
        top: Math.floor(index / 2) * 200,
      })),
    )
    .png()
    .toBuffer();
  return sharp(upright)
    .rotate(-90)
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 95 })
    .toBuffer();
}

const TOP_RIGHT = { x: 0.5, y: 0, width: 0.5, height: 0.5 };
const BOTTOM_LEFT = { x: 0, y: 0.5, width: 0.5, height: 0.5 };

async function publish(mediaId: string, crop: typeof TOP_RIGHT | null) {
  const { posts } = runner.services;
  const draft = value(
    posts.create({
      clientId: runner.clientId,
      text: `Cut to ${JSON.stringify(crop)}`,
      targets: [{ accountId: alice.account.id, text: null }],
      media: [{ mediaId, altText: 'A quarter', crop }],
    }),
  );
  schedule(runner.services, draft.id, now() + 2 * MINUTE);
  for (let round = 0; round < 3; round++) await runner.after(MINUTE);
  expect(runner.post(draft.id).status).toBe('published');
  return value(posts.get(draft.id));
}

/** What the network got last: its size, the colour of its middle, and the size that it was told. */
async function arrived() {
  const [published] = (await line.network?.pds.records(alice.remote.did)) ?? [];
  const [image] = (published?.value as Published | undefined)?.embed.images ?? [];
  if (!image) throw new Error('No image arrived');
  const url = new URL('/xrpc/com.atproto.sync.getBlob', sandbox.bluesky);
  url.searchParams.set('did', alice.remote.did);
  url.searchParams.set('cid', image.image.ref.$link);
  const bytes = await (await fetch(url)).arrayBuffer();
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  const at =
    (Math.floor(info.height / 2) * info.width + Math.floor(info.width / 2)) * info.channels;
  return {
    size: [info.width, info.height],
    told: image.aspectRatio,
    middle: [...data.subarray(at, at + 3)],
  };
}
interface Published {
  embed: {
    images: { image: { ref: { $link: string } }; aspectRatio: { width: number; height: number } }[];
  };
}

const near = (colour: string) => {
  const wanted = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return {
    asymmetricMatch: (is: number[]) => is.every((v, at) => Math.abs(v - (wanted[at] ?? 0)) < 12),
    toString: () => `near ${wanted}`,
  };
};

it('sends the part of an image that was chosen, and nothing else of it', async () => {
  const { media, posts } = runner.services;
  const image = value(await media.importBytes('quarters.jpg', await quarters()));
  expect(image).toMatchObject({ width: 600, height: 400 });

  const post = await publish(image.id, TOP_RIGHT);
  expect(post.media).toMatchObject([{ crop: TOP_RIGHT }]);
  expect(await arrived()).toEqual({
    size: [300, 200],
    told: { width: 300, height: 200 },
    middle: near(COLOURS.green),
  });

  const other = await publish(image.id, BOTTOM_LEFT);
  expect(await arrived()).toMatchObject({ size: [300, 200], middle: near(COLOURS.blue) });

  const whole = await publish(image.id, null);
  expect(whole.media).toMatchObject([{ crop: null }]);
  expect(await arrived()).toMatchObject({ size: [600, 400] });

  const prints = [post, other, whole].map((one) => {
    const payload = payloadOf({ ...value(posts.get(one.id)), text: 'same' }, alice.account.id);
    return payload && fingerprintOf(payload);
  });
  expect(new Set(prints).size).toBe(3);
});

it('keeps a crop of everything as none, and one that goes beyond the image within it', async () => {
  const { media, posts } = runner.services;
  const image = value(await media.importBytes('quarters.jpg', await quarters()));
  const draft = value(
    posts.create({
      clientId: runner.clientId,
      text: 'All of it',
      targets: [],
      media: [{ mediaId: image.id, altText: '', crop: { x: 0, y: 0, width: 1, height: 1 } }],
    }),
  );
  expect(draft.media).toMatchObject([{ crop: null }]);
  const cut = value(
    posts.update({
      id: draft.id,
      expectedVersion: draft.version,
      media: [{ mediaId: image.id, altText: '', crop: { x: 0.75, y: 0.5, width: 1, height: 1 } }],
    }),
  );
  expect(cut.media).toMatchObject([{ crop: { x: 0.75, y: 0.5, width: 0.25, height: 0.5 } }]);
  // The same again is no change.
  const again = value(
    posts.update({
      id: draft.id,
      expectedVersion: cut.version,
      media: [
        { mediaId: image.id, altText: '', crop: { height: 0.5, width: 0.25, x: 0.75, y: 0.5 } },
      ],
    }),
  );
  expect(again.version).toBe(cut.version);
});
