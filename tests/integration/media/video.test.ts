import { createHash } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createImageCodec } from '../../../electron/media/image-codec.ts';
import { createIncoming } from '../../../electron/media/incoming.ts';
import { createMedia, MAX_VIDEO_BYTES, type Media } from '../../../electron/media/media.ts';
import { createMediaFiles } from '../../../electron/media/media-files.ts';
import { createMediaRows } from '../../../electron/media/media-rows.ts';
import { createVideoImport } from '../../../electron/media/video-import.ts';
import { probeVideo } from '../../../electron/media/video-probe.ts';
import { flat } from '../../support/images.ts';
import { must } from '../../support/services.ts';
import { video } from '../../support/videos.ts';
import { openWorkspace, type TestWorkspace } from '../../support/workspace.ts';

let workspace: TestWorkspace;
let media: Media;
let mp4: Buffer;

beforeEach(async () => {
  workspace = openWorkspace();
  const { database, clock, folder: userData } = workspace;
  media = createMedia({ database, clock, userData, images: createImageCodec() });
  mp4 = await video();
});
afterEach(async () => {
  await media.close();
  workspace.close();
});

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const pathOf = (hash: string) => join(workspace.folder, 'media', hash.slice(0, 2), hash);
const rowCount = () => workspace.database.raw.prepare('SELECT count(*) FROM media').pluck().get();
const onDisk = (name: string, content: Uint8Array) => {
  const path = join(workspace.folder, name);
  writeFileSync(path, content);
  return path;
};
const importVideo = async (content: Uint8Array, name = 'clip.mp4') =>
  must(await media.importFile(onDisk(name, content)));
/** Of every file below `media/`. */
const kept = () =>
  readdirSync(join(workspace.folder, 'media'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);

describe('importing a video', () => {
  it.each([
    [{ format: 'mp4' }, 'video/mp4', [320, 180]],
    [{ format: 'mp4', index: 'last', sound: true }, 'video/mp4', [320, 180]],
    [{ format: 'mp4', index: 'fragments' }, 'video/mp4', [320, 180]],
    [{ format: 'mov', rotation: 90 }, 'video/quicktime', [180, 320]],
    [{ format: 'webm' }, 'video/webm', [320, 180]],
  ] as const)('reads what %o is, and keeps exactly its bytes', async (options, mimeType, size) => {
    const content = await video(options);
    const row = await importVideo(content, 'IMG_0001.MP4');
    expect(row).toMatchObject({
      sha256: hashOf(content),
      fileName: 'IMG_0001.MP4',
      mimeType,
      bytes: content.length,
      durationMs: 2000,
      createdAt: workspace.clock.now(),
    });
    expect([row.width, row.height]).toEqual(size);
    expect(readFileSync(pathOf(row.sha256)).equals(content)).toBe(true);
    expect(kept()).toEqual([row.sha256]);
    expect(media.get(row.id)).toEqual({ ok: true, value: row });
  });

  it('keeps the same bytes once, whichever way they come', async () => {
    const first = await importVideo(mp4);
    const again = must(await media.importBytes('other.mov', mp4));
    expect(again).toEqual(first);
    expect(kept()).toEqual([first.sha256]);
  });

  it('repairs one that was damaged or lost', async () => {
    const { sha256 } = await importVideo(mp4);
    for (const harm of [() => writeFileSync(pathOf(sha256), 'x'), () => rmSync(pathOf(sha256))]) {
      harm();
      await importVideo(mp4);
      expect(readFileSync(pathOf(sha256)).equals(mp4)).toBe(true);
    }
  });

  const whole = (options?: Parameters<typeof video>[0]) => () => video(options);
  const cutAt = (share: number, options?: Parameters<typeof video>[0]) => async () => {
    const content = await video(options);
    return content.subarray(0, Math.floor(content.length * share));
  };
  it.each([
    ['nothing', async () => Buffer.alloc(0), 'unreadable', 'is empty'],
    ['a text', async () => Buffer.from('hello'), 'not_an_image', 'MP4, MOV and WebM'],
    ['one cut in its index', cutAt(0.05), 'unreadable', 'not complete'],
    ['one cut in the middle', cutAt(0.5), 'unreadable', 'not complete'],
    ['one without its last bytes', cutAt(0.97), 'unreadable', 'not complete'],
    ['one whose index was at its end', cutAt(0.9, { index: 'last' }), 'unreadable', 'not complete'],
    ['a WebM that is cut', cutAt(0.8, { format: 'webm' }), 'unreadable', 'not complete'],
    ['sound alone', whole({ picture: false, sound: true }), 'no_picture', 'no picture'],
    ['ProRes', whole({ format: 'mov', codec: 'prores' }), 'no_picture', 'ProRes'],
  ])('refuses %s with the right name, and leaves nothing', async (_what, make, code, hint) => {
    const path = onDisk('clip.mp4', await make());
    const answer = await media.importFile(path);
    expect(answer).toMatchObject({ ok: false, error: { code } });
    expect(answer.ok === false && answer.error.message).toContain('“clip.mp4”');
    expect(answer.ok === false && answer.error.message).toContain(hint);
    expect(rowCount()).toBe(0);
    expect(existsSync(join(workspace.folder, 'media')) ? kept() : []).toEqual([]);
  });

  it('takes an image for what it is under the name of a video', async () => {
    const png = await flat(30, 20).png().toBuffer();
    expect(await importVideo(png)).toMatchObject({ mimeType: 'image/png', durationMs: null });
  });

  it('refuses more than 4 GB without reading it', async () => {
    const path = onDisk('film.mp4', mp4);
    truncateSync(path, MAX_VIDEO_BYTES + 1);
    expect(await media.importFile(path)).toMatchObject({
      error: { code: 'too_large', message: expect.stringContaining('4 GB') },
    });
  });

  it('can be ended on the way, and leaves nothing then', async () => {
    const path = onDisk('clip.mp4', await video({ frameBytes: 200_000 }));
    const ending = new AbortController();
    const seen: number[] = [];
    const importing = media.importFile(path, {
      signal: ending.signal,
      onProgress(bytes) {
        seen.push(bytes);
        if (seen.length === 2) ending.abort(new Error('Never mind'));
      },
    });
    await expect(importing).rejects.toThrow('Never mind');
    expect(seen).toEqual([1024 * 1024, 2 * 1024 * 1024]);
    expect(kept()).toEqual([]);
    expect(rowCount()).toBe(0);
  });

  it('holds a few MB of a file of 1 GB', { timeout: 120_000 }, async () => {
    const path = onDisk('film.mp4', mp4);
    const size = 1024 ** 3;
    // A box of free space at the end: the file has holes, its copy is as large as it says.
    appendFileSync(path, freeBox(size - mp4.length));
    truncateSync(path, size);
    globalThis.gc?.();
    const before = process.memoryUsage().rss;
    let peak = before;
    const row = must(
      await media.importFile(path, {
        onProgress() {
          peak = Math.max(peak, process.memoryUsage().rss);
        },
      }),
    );
    expect(row).toMatchObject({ bytes: size, durationMs: 2000 });
    expect((peak - before) / 1024 ** 2).toBeLessThan(24);
  });

  it('leaves nothing where the disk gets full', async () => {
    const { database, clock, folder } = workspace;
    const incoming = createIncoming(folder);
    const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    const videos = createVideoImport({
      clock,
      rows: createMediaRows({ database, clock }),
      files: createMediaFiles(folder),
      incoming: {
        ...incoming,
        async begin() {
          const file = await incoming.begin();
          const write = (piece: Uint8Array) =>
            file.bytes() > 1_000_000 ? Promise.reject(full) : file.write(piece);
          return { ...file, write };
        },
      },
    });
    const path = onDisk('clip.mp4', await video({ frameBytes: 200_000 }));
    expect(await videos.copy('clip.mp4', path, {})).toMatchObject({ error: { code: 'no_space' } });
    expect(kept()).toEqual([]);
    expect(rowCount()).toBe(0);
  });

  it('gives up on one that takes too long to look into', async () => {
    expect(await probeVideo(onDisk('clip.mp4', mp4), 1)).toMatchObject({ ok: false });
  });
});

const freeBox = (size: number) => {
  const head = Buffer.alloc(8, 'free', 'latin1');
  head.writeUInt32BE(size);
  head.write('free', 4, 'latin1');
  return head;
};

describe('a file that comes in pieces', () => {
  const pieces = (content: Uint8Array, size = 4000) =>
    Array.from({ length: Math.ceil(content.length / size) }, (_, at) =>
      content.subarray(at * size, (at + 1) * size),
    );
  async function send(content: Uint8Array, fileName = 'clip.mp4') {
    const { id } = must(await media.receiving.begin(fileName, content.length));
    for (const piece of pieces(content)) {
      const answer = await media.receiving.append(id, piece);
      if (!answer.ok) return answer;
    }
    return media.receiving.finish(id);
  }

  it('is the same file', async () => {
    const row = must(await send(mp4));
    expect(row).toMatchObject({ sha256: hashOf(mp4), durationMs: 2000, fileName: 'clip.mp4' });
    expect(kept()).toEqual([row.sha256]);
    const png = await flat(30, 20).png().toBuffer();
    expect(must(await send(png)).mimeType).toBe('image/png');
  });

  it('is refused by its first bytes', async () => {
    expect(await send(Buffer.from('%PDF-1.7 …'), 'clip.mp4')).toMatchObject({
      error: { code: 'not_an_image', message: expect.stringContaining('PDF') },
    });
    expect(kept()).toEqual([]);
  });

  it('is refused before it begins where it is empty or too large', async () => {
    expect(await media.receiving.begin('a.mp4', 0)).toMatchObject({
      error: { code: 'unreadable' },
    });
    expect(await media.receiving.begin('a.mp4', MAX_VIDEO_BYTES + 1)).toMatchObject({
      error: { code: 'too_large' },
    });
    expect(await media.receiving.begin('a.mp4', 2 ** 50)).toMatchObject({
      error: { code: 'too_large' },
    });
  });

  it('has to be whole', async () => {
    const { id } = must(await media.receiving.begin('clip.mp4', mp4.length));
    must(await media.receiving.append(id, mp4.subarray(0, 5000)));
    expect(await media.receiving.finish(id)).toMatchObject({ error: { code: 'unreadable' } });
    const long = must(await media.receiving.begin('clip.mp4', 100));
    expect(await media.receiving.append(long.id, mp4)).toMatchObject({
      error: { code: 'unreadable' },
    });
    expect(await media.receiving.append(long.id, mp4)).toMatchObject({
      error: { code: 'not_found' },
    });
    expect(kept()).toEqual([]);
  });

  it('is gone when it is dropped, and when the workspace closes', async () => {
    const one = must(await media.receiving.begin('clip.mp4', mp4.length));
    must(await media.receiving.append(one.id, mp4.subarray(0, 5000)));
    await media.receiving.cancel(one.id);
    expect(await media.receiving.finish(one.id)).toMatchObject({ error: { code: 'not_found' } });
    must(await media.receiving.begin('clip.mp4', mp4.length));
    await media.close();
    expect(kept()).toEqual([]);
  });

  it('does not stay where a crash has left it', async () => {
    const { id } = must(await media.receiving.begin('clip.mp4', mp4.length));
    must(await media.receiving.append(id, mp4.subarray(0, 5000)));
    const [left] = kept();
    const path = join(workspace.folder, 'media', 'incoming', left ?? '');
    const { database, clock, folder: userData } = workspace;
    const another = async () => {
      const opened = createMedia({ database, clock, userData, images: createImageCodec() });
      await opened.close();
    };
    utimesSync(path, clock.now() / 1000, clock.now() / 1000);
    await another();
    expect(existsSync(path)).toBe(true);
    clock.advance(25 * 60 * 60_000);
    await another();
    expect(existsSync(path)).toBe(false);
  });
});

describe('the picture of a video', () => {
  it('is what the page made of it, small', async () => {
    const row = await importVideo(mp4);
    expect(await media.open(row.id, 'thumb')).toBeNull();
    must(await media.setPoster(row.id, await flat(2000, 1000).webp().toBuffer()));
    const opened = await media.open(row.id, 'thumb');
    expect(opened?.mimeType).toBe('image/webp');
    const { width, height } = await sharp(readFileSync(opened?.path ?? '')).metadata();
    expect([width, height]).toEqual([320, 160]);
  });

  it('is a picture, and of a video', async () => {
    const row = await importVideo(mp4);
    expect(await media.setPoster(row.id, Buffer.from('<svg/>'))).toMatchObject({
      error: { code: 'unreadable' },
    });
    const png = await flat(30, 20).png().toBuffer();
    const image = must(await media.importBytes('logo.png', png));
    expect(await media.setPoster(image.id, png)).toMatchObject({ error: { code: 'not_a_video' } });
  });
});

describe('an outgoing video', () => {
  it('is read in pieces', async () => {
    const row = await importVideo(mp4);
    const outgoing = await media.outgoingVideo(row.id, 'A kitchen');
    expect(outgoing).toMatchObject({
      sha256: row.sha256,
      altText: 'A kitchen',
      mimeType: 'video/mp4',
      bytes: mp4.length,
      width: 320,
      height: 180,
      duration: 2,
    });
    const read = async (start: number, end: number) =>
      Buffer.from((await outgoing?.read(start, end)) ?? []);
    expect((await read(0, 5000)).equals(mp4.subarray(0, 5000))).toBe(true);
    expect((await read(5000, mp4.length + 99)).equals(mp4.subarray(5000))).toBe(true);
  });

  it('is not sent where its file is gone or was changed, before and on the way', async () => {
    const row = await importVideo(mp4);
    const outgoing = await media.outgoingVideo(row.id, '');
    const other = Buffer.from(mp4);
    other[mp4.length - 1] = (other[mp4.length - 1] ?? 0) ^ 1;
    writeFileSync(pathOf(row.sha256), other);
    await expect(outgoing?.read(0, 100)).rejects.toThrow();
    expect(await media.outgoingVideo(row.id, '')).toBeNull();
    rmSync(pathOf(row.sha256));
    await expect(outgoing?.read(0, 100)).rejects.toThrow();
    expect(await media.outgoingVideo(row.id, '')).toBeNull();
  });

  it('is sent from a copy of the workspace, which has other times', async () => {
    const row = await importVideo(mp4);
    utimesSync(pathOf(row.sha256), 1, 1);
    const outgoing = await media.outgoingVideo(row.id, '');
    expect(await outgoing?.read(0, 10)).toHaveLength(10);
    expect(statSync(pathOf(row.sha256)).mtimeMs).toBe(row.createdAt);
  });
});
