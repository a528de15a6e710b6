import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createImageCodec } from '../../../electron/media/image-codec.ts';
import { createMedia } from '../../../electron/media/media.ts';
import { videoFacts } from '../../../electron/media/video-facts.ts';
import { removeLocation } from '../../../electron/media/video-location.ts';
import { must } from '../../support/services.ts';
import { video } from '../../support/videos.ts';
import { openWorkspace, temporaryFolder } from '../../support/workspace.ts';

const PLACE = '+52.5200+013.4050/';
const bytes = (text: string) => Buffer.from(text, 'latin1');
const number = (value: number) => {
  const four = Buffer.alloc(4);
  four.writeUInt32BE(value);
  return four;
};
const box = (name: string | Buffer, ...content: Buffer[]): Buffer => {
  const inner = Buffer.concat(content);
  return Buffer.concat([number(8 + inner.length), Buffer.from(name as string, 'latin1'), inner]);
};
const value = (text: string) => box('data', number(1), number(0), bytes(text));

const xyz = box('\xa9xyz', bytes('\0\x12\x15\xc7'), bytes(PLACE));
const loci = box('loci', number(0), bytes(`\x15\xc7Berlin\0\0`), bytes(PLACE));
const title = box('\xa9nam', bytes('\0\x05\x15\xc7'), bytes('Rolls'));
/** As an iPhone writes it. */
const keyed = (full: boolean) =>
  box(
    'meta',
    ...(full ? [number(0)] : []),
    box('hdlr', number(0), number(0), bytes('mdta'), Buffer.alloc(14)),
    box(
      'keys',
      number(0),
      number(2),
      box('mdta', bytes('com.apple.quicktime.location.ISO6709')),
      box('mdta', bytes('com.apple.quicktime.make')),
    ),
    box(
      'ilst',
      Buffer.concat([number(8 + value(PLACE).length), number(1), value(PLACE)]),
      Buffer.concat([number(8 + value('Phone').length), number(2), value('Phone')]),
    ),
  );

/** The same video with more in its index, which is at its end. */
async function filmed(...more: Buffer[]): Promise<Buffer> {
  const plain = await video({ index: 'last' });
  const at = plain.lastIndexOf('moov') - 4;
  const moov = plain.subarray(at + 8);
  return Buffer.concat([plain.subarray(0, at), box('moov', moov, ...more)]);
}

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const file = (content: Uint8Array) => {
  const path = join(folder, 'clip.mp4');
  writeFileSync(path, content);
  return path;
};

describe('where a video was taken', () => {
  it.each([
    ['as Android phones write it', () => [box('udta', title, xyz)], 'Rolls'],
    ['as the 3GPP wants it', () => [box('udta', loci, title)], 'Rolls'],
    ['as iPhones write it', () => [keyed(false)], 'Phone'],
    ['in an MP4 of an iPhone', () => [box('udta', keyed(true))], 'Phone'],
  ])('is blanked, %s, and nothing else', async (_how, make, stays) => {
    const source = await filmed(...make());
    const path = file(source);
    expect(source.includes(PLACE)).toBe(true);
    expect(await removeLocation(path)).toBe(true);
    const cleaned = readFileSync(path);
    expect(cleaned.length).toBe(source.length);
    expect(cleaned.includes(PLACE)).toBe(false);
    expect(cleaned.includes('Berlin')).toBe(false);
    expect(cleaned.includes(stays)).toBe(true);
    expect(await videoFacts(path)).toMatchObject({ ok: true, value: { duration: 2000 } });
    const before = source.indexOf('moov');
    expect(cleaned.subarray(0, before).equals(source.subarray(0, before))).toBe(true);
  });

  it('is not looked for where there is none', async () => {
    for (const source of [await video(), await video({ format: 'webm' }), await filmed(title)]) {
      const path = file(source);
      expect(await removeLocation(path)).toBe(false);
      expect(readFileSync(path).equals(source)).toBe(true);
    }
  });

  it('does not stay in what is kept, and the same video is still one file', async () => {
    const workspace = openWorkspace();
    const { database, clock, folder: userData } = workspace;
    const media = createMedia({ database, clock, userData, images: createImageCodec() });
    try {
      const path = file(await filmed(box('udta', xyz)));
      const row = must(await media.importFile(path));
      const opened = await media.open(row.id);
      expect(readFileSync(opened?.path ?? '').includes(PLACE)).toBe(false);
      expect(readFileSync(path).includes(PLACE)).toBe(true);
      expect(must(await media.importFile(path))).toEqual(row);
      expect(await media.outgoingVideo(row.id, '')).not.toBeNull();
    } finally {
      await media.close();
      workspace.close();
    }
  });

  it('takes any bytes, and never changes how many', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (tail) => {
        const content = Buffer.concat([box('ftyp', bytes('isom')), box('moov', Buffer.from(tail))]);
        const path = file(content);
        await removeLocation(path);
        expect(readFileSync(path).length).toBe(content.length);
      }),
      { numRuns: 60 },
    );
  });
});
