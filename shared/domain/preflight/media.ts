import { type Crop, croppedSize } from '../crop.ts';
import type { ImageLimit, NetworkCapabilities, VideoLimit } from '../network.ts';
import { altTextLength } from '../text/measure.ts';
import { error, type Finding, number, warning } from './finding.ts';

export interface PreflightMedia {
  fileName: string;
  mimeType: string;
  altText: string;
  /** `false` where the file could not be read any more. */
  readable?: boolean;
  bytes?: number;
  width?: number;
  height?: number;
  /** The part of an image that is sent. */
  crop?: Crop | null;
  /** Of a video, in ms; null where it is not known. */
  durationMs?: number | null;
}

const isVideo = ({ mimeType }: PreflightMedia): boolean => mimeType.startsWith('video/');

/** Once for each network, not for each account: the files are the same. */
export function checkMedia(
  capabilities: NetworkCapabilities,
  media: readonly PreflightMedia[],
): Finding[] {
  const { name, images } = capabilities;
  const videos = media.filter(isVideo);
  const pictures = media.filter((item) => !isVideo(item));
  const findings = [
    ...checkVideos(capabilities, videos, pictures.length),
    ...pictures.flatMap((item) => checkImage(name, images, item)),
  ];
  const excess = pictures.length - images.count;
  if (excess <= 0) return findings;
  const most = images.count === 0 ? 'no images' : `${images.count} images in a post`;
  const tooMany = `${name} takes ${most}. Remove ${excess}.`;
  return [error('too_many_images', tooMany), ...findings];
}

function checkImage(name: string, limit: ImageLimit, item: PreflightMedia): Finding[] {
  const { fileName, mimeType, altText } = item;
  const findings: Finding[] = [];
  if (!mimeType.startsWith('image/'))
    findings.push(error('image_type', `${name} can’t show “${fileName}”. Remove it.`));
  if (mimeType === 'image/gif' || mimeType === 'image/apng')
    findings.push(warning('image_still', `${name} shows “${fileName}” as a still picture.`));
  findings.push(...checkRatio('image_ratio', name, limit.ratio, item));
  if (!limit.altText) return findings;
  findings.push(...checkDescription(item));
  const excess = altTextLength(altText, limit) - limit.altTextLimit;
  if (excess > 0)
    findings.push(
      error(
        'alt_text_too_long',
        `Shorten the description of “${fileName}” by ${number(excess)} characters for ${name}.`,
      ),
    );
  return findings;
}

function checkVideos(
  { name, video: limit }: NetworkCapabilities,
  videos: readonly PreflightMedia[],
  pictures: number,
): Finding[] {
  const [first, ...others] = videos;
  if (!first) return [];
  if (!limit)
    return videos.map(({ fileName }) =>
      error(
        'video_not_taken',
        `ClientNest can’t send videos to ${name}. Remove “${fileName}”, or take ${name} off this post.`,
      ),
    );
  const findings = videos.flatMap((item) => checkVideo(name, limit, item));
  if (others.length > 0)
    findings.unshift(
      error('too_many_videos', `${name} takes one video in a post. Remove ${others.length}.`),
    );
  if (pictures > 0)
    findings.unshift(
      error(
        'video_and_images',
        `${name} takes images or a video in a post, not both. Remove the one or the other.`,
      ),
    );
  return findings;
}

function checkVideo(name: string, limit: VideoLimit, item: PreflightMedia): Finding[] {
  const { fileName, mimeType, bytes, durationMs } = item;
  const findings: Finding[] = [];
  if (!limit.mimeTypes.includes(mimeType))
    findings.push(
      error(
        'video_type',
        `${name} can’t show “${fileName}”. Save it as ${typeNames(limit.mimeTypes)} and add it again.`,
      ),
    );
  if (bytes !== undefined && bytes > limit.bytes)
    findings.push(
      error(
        'video_too_large',
        `“${fileName}” has ${size(bytes)}; ${name} takes ${size(limit.bytes)}. Export it smaller.`,
      ),
    );
  if (bytes !== undefined && bytes < (limit.leastBytes ?? 0))
    findings.push(
      error(
        'video_too_small',
        `“${fileName}” has ${small(bytes)}; ${name} takes ${small(limit.leastBytes ?? 0)} or more. Export it in a better quality.`,
      ),
    );
  findings.push(...checkSides(name, limit, item));
  // Only what is known can be wrong.
  if (typeof durationMs === 'number') findings.push(...checkSeconds(name, limit, item, durationMs));
  findings.push(...checkRatio('video_ratio', name, limit.ratio, item));
  return limit.altText ? [...findings, ...checkDescription(item)] : findings;
}

function checkSides(
  name: string,
  { side }: VideoLimit,
  { fileName, width, height }: PreflightMedia,
): Finding[] {
  if (!side || !width || !height) return [];
  if (Math.min(width, height) >= side.least && Math.max(width, height) <= side.most) return [];
  const takes = `${number(side.least)} to ${number(side.most)} pixels on each side`;
  const has = `${number(width)} × ${number(height)}`;
  return [
    error(
      'video_size',
      `“${fileName}” is ${has}; ${name} takes ${takes}. Resize it and add it again.`,
    ),
  ];
}

function checkSeconds(
  name: string,
  { seconds }: VideoLimit,
  { fileName }: PreflightMedia,
  durationMs: number,
): Finding[] {
  const takes = `${name} takes ${length(seconds.least)} to ${length(seconds.most)}.`;
  if (durationMs > seconds.most * 1000)
    return [error('video_length', `“${fileName}” is too long: ${takes} Cut it.`)];
  if (durationMs < seconds.least * 1000)
    return [error('video_length', `“${fileName}” is too short: ${takes} Choose a longer one.`)];
  return [];
}

/** Ratios are given to two places, so a pixel more or less must not count. */
const TOLERANCE = 0.01;

function checkRatio(
  code: 'image_ratio' | 'video_ratio',
  name: string,
  ratio: ImageLimit['ratio'],
  { fileName, width, height, crop = null }: PreflightMedia,
): Finding[] {
  if (!ratio || !width || !height) return [];
  const sent = croppedSize({ width, height, crop });
  const is = sent.width / sent.height;
  const isTooTall = is < ratio.least * (1 - TOLERANCE);
  if (!isTooTall && is <= ratio.most * (1 + TOLERANCE)) return [];
  const shape = isTooTall
    ? `too tall for ${name}, which takes ${ratioText(ratio.least)} at the tallest`
    : `too wide for ${name}, which takes ${ratioText(ratio.most)} at the widest`;
  const mend = code === 'image_ratio' ? 'Crop it' : 'Crop it and add it again';
  return [error(code, `“${fileName}” is ${shape}. ${mend}.`)];
}

const checkDescription = ({ fileName, altText }: PreflightMedia): Finding[] =>
  altText.trim() === ''
    ? [warning('alt_text_missing', `Describe “${fileName}” for people who can’t see it.`)]
    : [];

/** `4:5`, or where no such numbers come near, `1.91:1`. */
export function ratioText(ratio: number): string {
  for (const height of [1, 2, 3, 4, 5, 9, 16]) {
    const width = Math.round(ratio * height);
    if (width > 0 && Math.abs(width / height - ratio) < 0.002) return `${width}:${height}`;
  }
  return ratio < 1 ? `1:${plain(1 / ratio)}` : `${plain(ratio)}:1`;
}

const plain = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 2 });

/** In the units of the networks' documents: a megabyte has a million bytes. */
const size = (bytes: number): string =>
  bytes >= 1e9 ? `${plain(bytes / 1e9)} GB` : `${plain(Math.max(bytes / 1e6, 0.01))} MB`;

const small = (bytes: number): string => `${plain(bytes / 1000)} kB`;

const length = (seconds: number): string => {
  if (seconds < 120) return `${plain(seconds)} seconds`;
  return seconds < 7200 ? `${plain(seconds / 60)} minutes` : `${plain(seconds / 3600)} hours`;
};

const NAMES: Readonly<Record<string, string>> = {
  'video/mp4': 'MP4',
  'video/quicktime': 'MOV',
  'video/webm': 'WebM',
};

const typeNames = (mimeTypes: readonly string[]): string =>
  [...new Set(mimeTypes.map((type) => NAMES[type] ?? type))].join(' or ');
