import {
  closeSync,
  existsSync,
  ftruncateSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NETWORK_IDS } from '../../../shared/domain/network.ts';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import type { Account, Media } from '../../../shared/ipc/views.ts';
import { type AllNetworks, openAllNetworks } from '../../support/all-networks.ts';
import { answered } from '../../support/core.ts';
import { animatedPng, animation, noise } from '../../support/images.ts';
import { video } from '../../support/videos.ts';

let networks: AllNetworks;
const bytesOf = (content: Uint8Array) => Uint8Array.from(content);

/** A CMYK photo, as an agency's printer wants it. */
const cmyk = () => noise(640, 500).toColourspace('cmyk').jpeg().toBuffer();

describe('a file that is not what it should be', () => {
  beforeAll(async () => {
    networks = await openAllNetworks(['mastodon']);
  });
  afterAll(() => networks?.close());
  /** There is no folder before the first file. */
  const filesKept = () => {
    const folder = join(networks.userData, 'media');
    return existsSync(folder)
      ? readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
      : [];
  };

  /** By each way that a file comes in: whole, in pieces, and from a path. */
  async function refusals(fileName: string, content: Uint8Array) {
    const answers: { ok: boolean; error?: { code: string; message: string } }[] = [];
    answers.push(await networks.call('media.import', { fileName, bytes: bytesOf(content) }));
    const begun = await networks.call('media.begin', { fileName, bytes: content.length });
    if (begun.ok) {
      const { id } = begun.value;
      const sent = await networks.call('media.append', { id, bytes: bytesOf(content) });
      answers.push(sent.ok ? await networks.call('media.finish', { id }) : sent);
    } else answers.push(begun);
    const path = join(networks.userData, fileName);
    writeFileSync(path, content);
    answers.push(await networks.invoke('media.importFile', { path }, 'cli'));
    return answers.map(({ error }) => (error ? `${error.code}: ${error.message}` : 'taken'));
  }

  it.each<[string, string, () => Promise<Uint8Array> | Uint8Array, RegExp]>([
    [
      'a PDF called a photo',
      'menu.jpg',
      () => Buffer.from('%PDF-1.7\n%âãÏÓ\n'.repeat(40)),
      /is a PDF\. Export the page/,
    ],
    [
      'a web page called a video',
      'reel.mp4',
      () => Buffer.from('<!DOCTYPE html><html>'.repeat(40)),
      /no image or video\. ClientNest takes/,
    ],
    [
      'a program called a picture',
      'setup.png',
      () => Buffer.from(`MZ${'\0'.repeat(500)}`),
      /no image or video/,
    ],
    [
      'a HEIC photo called a JPEG',
      'IMG_0042.jpg',
      () => Buffer.from('\0\0\0\x18ftypheic\0\0\0\0heicmif1'.padEnd(600, '\0'), 'latin1'),
      /HEIC photo\. Export it as JPEG/,
    ],
    [
      'a video that is cut off',
      'oven.mp4',
      async () => (await video({ index: 'last' })).subarray(0, 6000),
      /damaged or not complete\. Export it again/,
    ],
    [
      'a photo that is cut off',
      'rye.jpg',
      async () => (await noise(640, 500).jpeg().toBuffer()).subarray(0, 9000),
      /damaged or not complete\. Export it again/,
    ],
    ['a file with nothing in it', 'rye.png', () => new Uint8Array(), /is empty\. Export it again/],
    [
      'a video with nothing in it',
      'oven.mov',
      () => new Uint8Array(),
      /is empty\. Export it again/,
    ],
  ])(
    '%s is refused by its content, however it comes, and nothing of it is kept',
    async (_, fileName, make, sentence) => {
      const before = filesKept().length;
      for (const said of await refusals(fileName, await make())) {
        expect(said).toMatch(sentence);
        expect(said).toContain(`“${fileName}”`);
      }
      expect(filesKept()).toHaveLength(before);
    },
  );

  it('1 GB of video is taken where a network takes it, and refused before it is sent where not', {
    timeout: 120_000,
  }, async () => {
    const path = join(networks.userData, 'wedding.mp4');
    // Behind the film comes a box that is skipped (ISO/IEC 14496-12, `free`).
    const film = await video({ width: 720, height: 1280, seconds: 4 });
    const file = openSync(path, 'w');
    const size = 1_073_741_824;
    const box = Buffer.alloc(8);
    box.writeUInt32BE(size - film.length);
    box.write('free', 4, 'latin1');
    writeSync(file, film);
    writeSync(file, box);
    ftruncateSync(file, size);
    closeSync(file);
    expect(statSync(path).size).toBe(size);
    const media = answered(
      await networks.invoke('media.importFile', { path }, 'cli'),
    ) as unknown as Media;
    expect(media).toMatchObject({ bytes: size, durationMs: expect.any(Number) });
    const account = await networks.connect('mastodon');
    const { postId, answer } = await networks.publish(account, {
      text: 'The whole wedding',
      media: [{ mediaId: media.id, altText: '' }],
    });
    expect(answer).toMatchObject({
      ok: false,
      error: { code: 'not_ready', message: expect.stringMatching(/wedding\.mp4.*(MB|GB)/) },
    });
    expect(answered(await networks.call('posts.get', { id: postId })).media).toHaveLength(1);
    expect(networks.received('mastodon')).toEqual([]);
  });

  it('a picture of 1 GB is refused without being read', async () => {
    const path = join(networks.userData, 'wall.png');
    const file = openSync(path, 'w');
    writeSync(file, (await noise(20, 20).png().toBuffer()).subarray(0, 100));
    ftruncateSync(file, 1_073_741_824);
    closeSync(file);
    const began = performance.now();
    const answer = await networks.invoke('media.importFile', { path }, 'cli');
    expect(answer).toMatchObject({
      ok: false,
      error: {
        code: 'too_large',
        message: expect.stringMatching(/“wall.png”.*Make a smaller copy/),
      },
    });
    expect(performance.now() - began).toBeLessThan(5000);
  });
});

describe.each(NETWORK_IDS)('on %s', (network) => {
  let account: Account;
  beforeAll(async () => {
    networks = await openAllNetworks([network]);
    account = await networks.connect(network);
  }, 60_000);
  afterAll(() => networks?.close());

  it.each<[string, string, () => Promise<Buffer>]>([
    ['a CMYK photo', 'print.jpg', cmyk],
    ['an animated PNG', 'spin.png', animatedPng],
    ['an animated GIF', 'wave.gif', animation],
  ])(
    '%s comes out as a picture that the network shows, or the person hears why not',
    async (_, fileName, make) => {
      const content = await make();
      const { id } = answered(
        await networks.call('media.import', { fileName, bytes: bytesOf(content) }),
      );
      const { postId, answer } = await networks.publish(account, {
        text: `Look: ${fileName}`,
        media: [{ mediaId: id, altText: 'A loaf' }],
      });
      if (!answer.ok) {
        expect(answer.error.code).toBe('not_ready');
        expect(answer.error.message).toMatch(new RegExp(`${NETWORKS[network].name}|${fileName}`));
        expect(answered(await networks.call('posts.get', { id: postId })).media).toHaveLength(1);
        return;
      }
      await networks.pass(3);
      expect(await networks.delivery(postId)).toMatchObject({
        errorMessage: null,
        state: 'published',
      });
      const [sha256 = ''] = networks.received(network).at(-1)?.media ?? [];
      const sent = readFileSync(join(networks.sandbox.folder, 'media', sha256));
      const { space, channels, format } = await sharp(sent).metadata();
      expect(space).toBe('srgb');
      expect(channels).toBeGreaterThan(2);
      expect(NETWORKS[network].images.mimeTypes).toContain(`image/${format}`);
    },
  );
});
