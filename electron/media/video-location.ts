import { type FileHandle, open } from 'node:fs/promises';

/** Boxes of a video that are looked at; a film of hours has a dozen. */
const MOST_BOXES = 10_000;
/** Of a list of names or values; more than this is no list of ours. */
const LARGEST_LIST = 1024 * 1024;

interface Box {
  name: string;
  /** Where it begins, where its content does, and where it ends. */
  at: number;
  content: number;
  end: number;
}

interface Range {
  start: number;
  end: number;
  with: number;
}

/**
 * Blanks the place where an MP4 or a MOV says that it was taken, as phones write it: `©xyz` (QuickTime) and `loci`
 * (3GPP TS 26.244, §8) in user data, and Apple's keys with `location` in their names. Nothing moves, so every offset
 * in the file stays right.
 * @param path of our own copy
 * @returns whether there was any
 */
export async function removeLocation(path: string): Promise<boolean> {
  const file = await open(path, 'r+');
  try {
    const { size } = await file.stat();
    const reader = createReader(file);
    const ranges: Range[] = [];
    for await (const moov of reader.boxes(0, size, 'moov'))
      for await (const box of reader.boxes(moov.content, moov.end)) {
        ranges.push(...(await rangesIn(reader, box)));
        if (box.name !== 'trak') continue;
        for await (const inner of reader.boxes(box.content, box.end))
          ranges.push(...(await rangesIn(reader, inner)));
      }
    for (const range of ranges)
      await file.write(
        new Uint8Array(range.end - range.start).fill(range.with),
        0,
        null,
        range.start,
      );
    if (ranges.length > 0) await file.sync();
    return ranges.length > 0;
  } finally {
    await file.close();
  }
}

type Reader = ReturnType<typeof createReader>;

function createReader(file: FileHandle) {
  let seen = 0;
  const read = async (start: number, end: number): Promise<DataView> => {
    const bytes = new Uint8Array(end - start);
    const { bytesRead } = await file.read(bytes, 0, bytes.byteLength, start);
    return new DataView(bytes.buffer, 0, bytesRead);
  };
  /** Boxes beside each other, one after the other; of one name where that is said. */
  async function* boxes(start: number, end: number, only?: string): AsyncIterable<Box> {
    for (let at = start; at + 8 <= end && seen++ < MOST_BOXES; ) {
      const head = await read(at, Math.min(at + 16, end));
      if (head.byteLength < 8) return;
      const short = head.getUint32(0);
      const isLong = short === 1 && head.byteLength === 16;
      const length = isLong ? Number(head.getBigUint64(8)) : short || end - at;
      if (length < 8 || at + length > end) return;
      const name = text(head, 4, 8);
      if (!only || name === only)
        yield { name, at, content: at + (isLong ? 16 : 8), end: at + length };
      at += length;
    }
  }
  return { read, boxes };
}

/** What is to be blanked in user data, or in a list of keys and values. */
async function rangesIn(reader: Reader, box: Box): Promise<Range[]> {
  if (box.name === 'meta') return keyed(reader, box);
  if (box.name !== 'udta') return [];
  const ranges: Range[] = [];
  for await (const inner of reader.boxes(box.content, box.end)) {
    if (inner.name === '©xyz' || inner.name === 'loci')
      ranges.push({ start: inner.content, end: inner.end, with: 0 });
    if (inner.name === 'meta') ranges.push(...(await keyed(reader, inner)));
  }
  return ranges;
}

/** Apple's list: names in `keys`, and in `ilst` the values, each called by the number of its name. */
async function keyed(reader: Reader, meta: Box): Promise<Range[]> {
  // In MP4 it begins with a version, in QuickTime it does not.
  const head = await reader.read(meta.content, Math.min(meta.content + 8, meta.end));
  const start =
    head.byteLength === 8 && text(head, 4, 8) === 'hdlr' ? meta.content : meta.content + 4;
  let places = new Set<number>();
  const ranges: Range[] = [];
  for await (const box of reader.boxes(start, meta.end)) {
    if (box.end - box.at > LARGEST_LIST) continue;
    if (box.name === 'keys') places = await placeKeys(reader, box);
    if (box.name !== 'ilst') continue;
    for await (const item of reader.boxes(box.content, box.end)) {
      if (!places.has((await reader.read(item.at + 4, item.at + 8)).getUint32(0))) continue;
      // Type and language stay: the value is a text of nothing.
      for await (const data of reader.boxes(item.content, item.end, 'data'))
        ranges.push({ start: data.content + 8, end: data.end, with: 0x20 });
    }
  }
  return ranges.filter((range) => range.end > range.start);
}

/** Numbers of the names that speak of a place, from 1. */
async function placeKeys(reader: Reader, keys: Box): Promise<Set<number>> {
  const places = new Set<number>();
  let number = 0;
  for await (const key of reader.boxes(keys.content + 8, keys.end)) {
    number += 1;
    const name = await reader.read(key.content, key.end);
    if (text(name, 0, name.byteLength).includes('location')) places.add(number);
  }
  return places;
}

const text = (bytes: DataView, start: number, end: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
