import { createHash } from 'node:crypto';
import type { ImageLimit, NetworkId } from '../../shared/domain/network.ts';
import { checkPost, type Finding } from '../../shared/domain/preflight.ts';
import type { Post } from '../../shared/ipc/views.ts';
import type { Media } from '../media/media.ts';
import type {
  OutgoingImage,
  OutgoingPost,
  OutgoingVideo,
  SentContent,
} from '../platforms/platform.ts';

/** What one account gets of a post. */
export interface Payload {
  network: NetworkId;
  handle: string;
  text: string;
  media: Post['media'];
}

/** Of what is sent, everything but who it is. */
type PostContent = Pick<OutgoingPost, 'text' | 'images' | 'video' | 'thread' | 'firstComment'>;

/** Null where the post does not go to the account any more. */
export function payloadOf(post: Post, accountId: string): Payload | null {
  const target = post.targets.find((candidate) => candidate.accountId === accountId);
  if (!target) return null;
  const { network, handle } = target;
  return { network, handle, text: target.text ?? post.text, media: post.media };
}

/** SHA-256 of exactly what is sent: text, image contents and descriptions, in order. */
export function fingerprintOf({ network, text, media }: Payload): string {
  const images = media.map((item) => [item.media.sha256, item.altText]);
  return createHash('sha256')
    .update(JSON.stringify([network, text, images]))
    .digest('hex');
}

/** The pre-flight check for this one account. Whether it is signed in is not asked: such a delivery waits. */
export function checkPayload(
  payload: Payload,
  accountId: string,
  isReadable: (index: number) => boolean = () => true,
): Finding[] {
  return checkPost({
    targets: [{ ...payload, accountId, status: 'connected' }],
    media: payload.media.map(({ media, altText }, index) => ({
      fileName: media.fileName,
      mimeType: media.mimeType,
      altText,
      readable: isReadable(index),
    })),
  });
}

/** The payload as the network would show it, for finding it again. */
export const contentOf = ({ text, media }: Payload): SentContent => ({
  text,
  imageCount: media.filter(isImage).length,
  hasVideo: media.some(isVideo),
  thread: [],
  firstComment: null,
});

export const sentencesOf = (findings: readonly Finding[]): string =>
  findings
    .filter((finding) => finding.severity === 'error')
    .map((finding) => finding.message)
    .join(' ');

type MediaItem = Payload['media'][number];
const isVideo = ({ media }: MediaItem): boolean => media.durationMs !== null;
const isImage = (item: MediaItem): boolean => !isVideo(item);

/**
 * What is sent, checked once more. Images are read now, and that the video is what was chosen is looked at, so that
 * an unreadable one stops the delivery before anything is sent.
 * @returns a sentence where it can't be sent
 */
export async function outgoingOf(
  payload: Payload,
  accountId: string,
  media: Pick<Media, 'outgoing' | 'outgoingVideo'>,
  limit: ImageLimit,
): Promise<string | PostContent> {
  const files = await Promise.all(
    payload.media.map((item) =>
      isVideo(item)
        ? media.outgoingVideo(item.media.id, item.altText)
        : readImage(() => media.outgoing(item.media.id, item.altText, limit)),
    ),
  );
  const findings = checkPayload(payload, accountId, (index) => files[index] !== null);
  const problems = sentencesOf(findings);
  if (problems !== '') return problems;
  return {
    text: payload.text,
    images: files.filter((file): file is OutgoingImage => file !== null && !('duration' in file)),
    video: files.find((file): file is OutgoingVideo => file !== null && 'duration' in file) ?? null,
    thread: [],
    firstComment: null,
  };
}

/** What was read is handed out. Null where it could not be read. */
async function readImage(open: () => OutgoingImage): Promise<OutgoingImage | null> {
  try {
    const image = open();
    const content = await image.read();
    return { ...image, read: () => Promise.resolve(content) };
  } catch {
    return null;
  }
}
