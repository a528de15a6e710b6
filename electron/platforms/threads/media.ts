import { createHash } from 'node:crypto';
import { CallFailed, failure, rethrowAsNotSent } from '../call-failed.ts';
import type { MediaRelay, OutgoingPost } from '../platform.ts';
import { type ContainerParams, makeContainer, untilReady } from './container.ts';
import type { Profile } from './profile.ts';
import type { Progress, SavedPart } from './progress.ts';

/** A file that was put where Threads can fetch it. */
interface Relayed {
  sha256: string;
  url: string;
  altText: string;
  kind: 'IMAGE' | 'VIDEO';
}

const NO_RELAY =
  'Threads fetches images and videos from an address on the internet, and none is set up. Set up a media relay under Settings, or post the text alone.';

/** Puts the media of a post where Threads can fetch them. @throws CallFailed */
export async function relayAll(
  { images, video }: Pick<OutgoingPost, 'images' | 'video'>,
  relay: MediaRelay | null,
  { saved, keep }: Progress,
  signal?: AbortSignal,
): Promise<Relayed[]> {
  if (images.length === 0 && !video) return [];
  if (!relay) throw new CallFailed(failure('refused', NO_RELAY));
  const relayed: Relayed[] = [];
  const put = async (
    file: Parameters<MediaRelay['put']>[0],
    of: Pick<Relayed, 'altText' | 'kind'>,
  ) => {
    if (!saved.relayed.includes(file.sha256)) saved.relayed.push(file.sha256);
    await keep();
    const placed = await relay.put(file, signal);
    if (!placed.ok) return rethrowAsNotSent(new CallFailed(placed));
    relayed.push({ sha256: file.sha256, url: placed.value.url, ...of });
  };
  for (const image of images) {
    const { bytes, mimeType } = await image.read();
    // Of the bytes themselves: another network may get the same image in another size.
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const read = async (start: number, end: number) => bytes.subarray(start, end);
    await put(
      { sha256, mimeType, bytes: bytes.byteLength, read },
      { altText: image.altText, kind: 'IMAGE' },
    );
  }
  if (video) await put(video, { altText: video.altText, kind: 'VIDEO' });
  return relayed;
}

const paramsOf = ({ kind, url, altText }: Relayed): ContainerParams => ({
  media_type: kind,
  ...(kind === 'IMAGE' ? { image_url: url } : { video_url: url }),
  alt_text: altText.trim() === '' ? undefined : altText,
});

/** The container of one part, made or taken from an earlier try, and ready to be published. */
export async function containerFor(
  profile: Profile,
  { text, replyTo }: { text: string; replyTo: string | null },
  relay: () => Promise<readonly Relayed[]>,
  { part, keep, waits }: { part: SavedPart; keep(): Promise<void>; waits: readonly number[] },
): Promise<string> {
  const around = { text: text === '' ? undefined : text, reply_to_id: replyTo ?? undefined };
  const make = async (): Promise<ContainerParams> => {
    const relayed = await relay();
    const [only] = relayed;
    if (!only) return { media_type: 'TEXT', ...around };
    if (relayed.length === 1) return { ...paramsOf(only), ...around };
    const children: string[] = [];
    for (const [index, item] of relayed.entries()) {
      const place = `${index} ${item.sha256}`;
      part.items[place] ??= await makeContainer(profile, {
        ...paramsOf(item),
        is_carousel_item: true,
      });
      await keep();
      children.push(part.items[place]);
    }
    for (const child of children) await untilReady(profile, child, waits);
    return { media_type: 'CAROUSEL', children: children.join(','), ...around };
  };
  if (part.madeAt === 0) part.madeAt = profile.now();
  if (part.container === null) {
    part.container = await makeContainer(profile, await make());
    await keep();
  }
  await untilReady(profile, part.container, waits);
  return part.container;
}

/** What was made for a part is of no use any more: it is made anew. */
export function discard(part: SavedPart): void {
  Object.assign(part, { items: {}, container: null, madeAt: 0, sentAt: null });
}
