import { createHash } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createImageCodec, type ImageCodec } from '../../../electron/media/image-codec.ts';
import { createMedia, MAX_BYTES, type Media } from '../../../electron/media/media.ts';
import { BLUESKY } from '../../../shared/domain/networks/bluesky.ts';
import { fail } from '../../../shared/ipc/route.ts';
import { animation, flat, noise, photo } from '../../support/images.ts';
import { must } from '../../support/services.ts';
import { openWorkspace, type TestWorkspace } from '../../support/workspace.ts';

let workspace: TestWorkspace;
let images: ImageCodec;
let media: Media;
let png: Buffer;

beforeEach(async () => {
  workspace = openWorkspace();
  images = createImageCodec();
  const { database, clock, folder: userData } = workspace;
  media = createMedia({ database, clock, userData, images });
  png = await flat(30, 20).png().toBuffer();
});
afterEach(async () => {
  await media.close();
  workspace.close();
});

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const pathOf = (hash: string) => join(workspace.folder, 'media', hash.slice(0, 2), hash);
const rowCount = () => workspace.database.raw.prepare('SELECT count(*) FROM media').pluck().get();

describe('importing an image', () => {
  it('keeps exactly its bytes, under their hash', async () => {
    const row = must(await media.importBytes('logo.png', png));
    expect(row).toMatchObject({
      sha256: hashOf(png),
      fileName: 'logo.png',
      mimeType: 'image/png',
      bytes: png.length,
      width: 30,
      height: 20,
      createdAt: workspace.clock.now(),
    });
    expect(readFileSync(pathOf(row.sha256)).equals(png)).toBe(true);
    expect(readdirSync(dirname(pathOf(row.sha256)))).toEqual([row.sha256]);
    expect(media.get(row.id)).toEqual({ ok: true, value: row });
  });

  it.skipIf(process.platform === 'win32')('lets nobody else read it', async () => {
    const { sha256 } = must(await media.importBytes('logo.png', png));
    expect(statSync(pathOf(sha256)).mode & 0o077).toBe(0);
  });

  it('keeps the same bytes once, whatever they are called and however many come at once', async () => {
    const rows = await Promise.all(
      ['a.png', 'b.png', 'c.jpg'].map((name) => media.importBytes(name, png)),
    );
    const again = must(await media.importBytes('d.png', png));
    expect(new Set(rows.map((row) => must(row).id))).toEqual(new Set([again.id]));
    expect(rowCount()).toBe(1);
  });

  it('asks the content what it is, not the name', async () => {
    const gif = await animation();
    expect(must(await media.importBytes('holiday.jpg', gif)).mimeType).toBe('image/gif');
  });

  it('measures a photo upright', async () => {
    const row = must(await media.importBytes('IMG_1.jpg', await photo(300, 200)));
    expect([row.width, row.height]).toEqual([200, 300]);
  });

  it.each([
    ['a HEIC photo', 'IMG_2.heic', '\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'HEIC'],
    ['a film of another kind', 'clip.mkv', '\x1aE\xdf\xa3matroska', 'MP4 (H.264)'],
    ['an SVG', 'logo.svg', '<svg/>', 'PNG'],
    ['a text that says it is a photo', 'photo.jpg', 'hello', 'JPEG, PNG, WebP, GIF and AVIF'],
  ])('refuses %s and says what works', async (_what, name, content, hint) => {
    const answer = await media.importBytes(name, Buffer.from(content, 'latin1'));
    expect(answer).toMatchObject({ error: { code: 'not_an_image' } });
    expect(answer.ok === false && answer.error.message).toContain(name);
    expect(answer.ok === false && answer.error.message).toContain(hint);
    expect(rowCount()).toBe(0);
  });

  it('refuses nothing at all', async () => {
    expect(await media.importBytes('empty.png', new Uint8Array())).toEqual(
      fail('unreadable', '“empty.png” is empty. Export it again, or copy it again.'),
    );
  });

  it('refuses a file that is cut off', async () => {
    const whole = await noise(400, 300).jpeg().toBuffer();
    expect(await media.importBytes('half.jpg', whole.subarray(0, whole.length >> 1))).toMatchObject(
      {
        error: { code: 'unreadable' },
      },
    );
  });

  it('refuses more than 100 MB without looking inside', async () => {
    const probe = vi.spyOn(images, 'probe');
    const huge = new Uint8Array(MAX_BYTES + 1);
    huge.set(png);
    expect(await media.importBytes('huge.png', huge)).toMatchObject({
      error: { code: 'too_large' },
    });
    expect(probe).not.toHaveBeenCalled();
  });

  it('repairs a file that was damaged or lost', async () => {
    const { sha256 } = must(await media.importBytes('logo.png', png));
    for (const harm of [() => writeFileSync(pathOf(sha256), 'x'), () => rmSync(pathOf(sha256))]) {
      harm();
      must(await media.importBytes('logo.png', png));
      expect(readFileSync(pathOf(sha256)).equals(png)).toBe(true);
    }
  });

  it('makes no row where the file can’t be written', async () => {
    writeFileSync(join(workspace.folder, 'media'), 'in the way');
    await expect(media.importBytes('logo.png', png)).rejects.toThrow();
    expect(rowCount()).toBe(0);
  });
});

describe('importing from a path', () => {
  it('is the same', async () => {
    const path = join(workspace.folder, 'logo.png');
    writeFileSync(path, png);
    expect(must(await media.importFile(path))).toMatchObject({
      fileName: 'logo.png',
      sha256: hashOf(png),
    });
  });

  it('says what is wrong with the path', async () => {
    const folder = join(workspace.folder, 'folder.png');
    mkdirSync(folder);
    const sparse = join(workspace.folder, 'sparse.png');
    writeFileSync(sparse, '');
    (await import('node:fs')).truncateSync(sparse, MAX_BYTES + 1);
    expect(await media.importFile(join(folder, 'none.png'))).toMatchObject({
      error: { code: 'not_found' },
    });
    expect(await media.importFile(folder)).toMatchObject({ error: { code: 'unreadable' } });
    expect(await media.importFile('/dev/zero')).toMatchObject({ error: { code: 'unreadable' } });
    expect(await media.importFile(sparse)).toMatchObject({ error: { code: 'too_large' } });
    if (process.getuid?.() !== 0 && process.platform !== 'win32') {
      const secret = join(workspace.folder, 'secret.png');
      writeFileSync(secret, png);
      chmodSync(secret, 0);
      expect(await media.importFile(secret)).toMatchObject({ error: { code: 'unreadable' } });
    }
  });
});

describe('showing an image', () => {
  it('gives the file itself, or a small WebP that is made once', async () => {
    const row = must(await media.importBytes('IMG_1.jpg', await photo(900, 600)));
    expect(await media.open(row.id)).toEqual({ path: pathOf(row.sha256), mimeType: 'image/jpeg' });
    const make = vi.spyOn(images, 'thumbnail');
    const opened = await Promise.all([
      media.open(row.id, 'thumb'),
      media.open(row.id, 'thumb'),
      media.open(row.id, 'chip'),
    ]);
    expect(opened.map((file) => file?.mimeType)).toEqual(Array(3).fill('image/webp'));
    const sizes = await Promise.all(
      opened.map((file) => sharp(readFileSync(file?.path ?? '')).metadata()),
    );
    expect(sizes.map(({ width, height }) => [width, height])).toEqual([
      [213, 320],
      [213, 320],
      [64, 96],
    ]);
    await media.open(row.id, 'thumb');
    expect(make).toHaveBeenCalledTimes(2);
  });

  it('gives nothing where there is nothing to show', async () => {
    expect(await media.open('019a0000-0000-7000-8000-000000000000')).toBeNull();
    const row = must(await media.importBytes('logo.png', png));
    writeFileSync(pathOf(row.sha256), 'damaged');
    expect(await media.open(row.id, 'thumb')).toBeNull();
    rmSync(pathOf(row.sha256));
    expect(await media.open(row.id)).toBeNull();
    expect(await media.open(row.id, 'chip')).toBeNull();
  });
});

describe('an outgoing image', () => {
  it('is read only when it is sent, and the same each time', async () => {
    const row = must(await media.importBytes('IMG_1.jpg', await photo(900, 600)));
    const fit = vi.spyOn(images, 'fit');
    const image = media.outgoing(row.id, { altText: 'A loaf of bread' }, BLUESKY.images);
    expect(image).toMatchObject({ sha256: row.sha256, altText: 'A loaf of bread', width: 600 });
    expect(fit).not.toHaveBeenCalled();
    const [first, second] = [await image.read(), await image.read()];
    expect(Buffer.compare(first.bytes, second.bytes)).toBe(0);
    expect(first).toMatchObject({ mimeType: 'image/jpeg', width: 600, height: 900 });
    expect((await sharp(first.bytes).metadata()).exif).toBeUndefined();
  });

  it('is not sent when its file is not what was chosen', async () => {
    const row = must(await media.importBytes('logo.png', png));
    const image = media.outgoing(row.id, { altText: '' }, BLUESKY.images);
    writeFileSync(pathOf(row.sha256), await flat(30, 20, 0.5).png().toBuffer());
    await expect(image.read()).rejects.toThrow('“logo.png” can’t be read any more. Add it again.');
    expect(() =>
      media.outgoing('019a0000-0000-7000-8000-000000000000', { altText: '' }, BLUESKY.images),
    ).toThrow();
  });
});
