import { createHash } from 'node:crypto';
import { messageFor, type Written } from '../../shared/domain/message.ts';
import type { NetworkCapabilities, NetworkId, ServerLimits } from '../../shared/domain/network.ts';
import { NETWORKS } from '../../shared/domain/networks/index.ts';
import { checkPost, type Finding } from '../../shared/domain/preflight.ts';
import { withServerLimits } from '../../shared/domain/server-limits.ts';
import type { Post } from '../../shared/ipc/views.ts';
import type { Media } from '../media/media.ts';
import type {
  OutgoingImage,
  OutgoingPost,
  OutgoingVideo,
  SentContent,
} from '../platforms/platform.ts';
import { type NotedDelivery, progressOf } from './progress.ts';

/** What one account gets of a post. */
export interface Payload {
  network: NetworkId;
  handle: string;
  /** What its network takes, or its server where that differs. */
  capabilities: NetworkCapabilities;
  serverLimits: ServerLimits | null;
  /** What was written for it, whole. */
  written: Written;
  /** What is sent of that: the text, or the first part of it where it goes on in a thread. */
  text: string;
  thread: readonly string[];
  firstComment: string | null;
  media: Post['media'];
}

/** Of what is sent, everything but who it is. */
type PostContent = Pick<OutgoingPost, 'text' | 'images' | 'video' | 'thread' | 'firstComment'>;

/**
 * Null where the post does not go to the account any more.
 * @param row of its delivery: whom the texts mention stays as it was written down there, whatever the library says since
 */
export function payloadOf(post: Post, accountId: string, row?: NotedDelivery): Payload | null {
  const target = post.targets.find((candidate) => candidate.accountId === accountId);
  if (!target) return null;
  const { network, handle, serverLimits } = target;
  const { threading, firstComment, media } = post;
  const capabilities = withServerLimits(NETWORKS[network], serverLimits);
  const mentions = (row && progressOf(row).mentions) ?? post.mentions;
  const written = { text: target.text ?? post.text, threading, firstComment, mentions };
  const message = messageFor(capabilities, written);
  return { network, handle, capabilities, serverLimits, written, ...message, media };
}

/** More than the one post: what it is made of goes out piece by piece, and only from here. */
export const hasSeveralParts = ({
  thread,
  firstComment,
}: Pick<Payload, 'thread' | 'firstComment'>): boolean => thread.length > 0 || firstComment !== null;

/** SHA-256 of exactly what is sent: text, contents, descriptions and parts of the media, in order; then the further parts. */
export function fingerprintOf(
  payload: Pick<Payload, 'network' | 'text' | 'thread' | 'firstComment' | 'media'>,
): string {
  const { network, text, thread, firstComment } = payload;
  // An image that is sent whole says nothing of its parts: deliveries of before there were crops keep theirs.
  const media = payload.media.map(({ media: { sha256 }, altText, crop }) =>
    crop ? [sha256, altText, crop.x, crop.y, crop.width, crop.height] : [sha256, altText],
  );
  // Nothing is added for a post of one part: deliveries of before there were others keep theirs.
  const further = hasSeveralParts(payload) ? [thread, firstComment] : [];
  return createHash('sha256')
    .update(JSON.stringify([network, text, media, ...further]))
    .digest('hex');
}

/** The pre-flight check for this one account. Whether it is signed in is not asked: such a delivery waits. */
export function checkPayload(
  payload: Payload,
  accountId: string,
  isReadable: (index: number) => boolean = () => true,
): Finding[] {
  const { network, handle, serverLimits, written } = payload;
  const { text, threading, firstComment, mentions } = written;
  return checkPost({
    targets: [{ accountId, network, handle, serverLimits, text, status: 'connected' }],
    threading,
    firstComment,
    mentions,
    media: payload.media.map(({ media, altText, crop }, index) => ({
      ...media,
      altText,
      crop,
      readable: isReadable(index),
    })),
  });
}

/** The payload as the network would show it, for finding it again. */
export const contentOf = ({ text, thread, firstComment, media }: Payload): SentContent => ({
  text,
  imageCount: media.filter(isImage).length,
  hasVideo: media.some(isVideo),
  thread,
  firstComment,
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
): Promise<string | PostContent> {
  const { images: limit } = payload.capabilities;
  const files = await Promise.all(
    payload.media.map((item) =>
      isVideo(item)
        ? media.outgoingVideo(item.media.id, item.altText)
        : readImage(() => media.outgoing(item.media.id, item, limit)),
    ),
  );
  const findings = checkPayload(payload, accountId, (index) => files[index] !== null);
  const problems = sentencesOf(findings);
  if (problems !== '') return problems;
  return {
    text: payload.text,
    thread: payload.thread,
    firstComment: payload.firstComment,
    images: files.filter((file): file is OutgoingImage => file !== null && !('duration' in file)),
    video: files.find((file): file is OutgoingVideo => file !== null && 'duration' in file) ?? null,
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
