import type { NetworkCapabilities, ServerLimits } from './network.ts';

/** A network's capabilities as one of its servers has them. */
export function withServerLimits(
  capabilities: NetworkCapabilities,
  limits: ServerLimits | null | undefined,
): NetworkCapabilities {
  if (!limits) return capabilities;
  const { text, images, video } = capabilities;
  return {
    ...capabilities,
    text: {
      ...text,
      limit: limits.textLimit ?? text.limit,
      ...(limits.linkLength === undefined ? {} : { linkLength: limits.linkLength }),
    },
    images: {
      ...images,
      count: limits.imageCount ?? images.count,
      bytes: limits.imageBytes ?? images.bytes,
      altTextLimit: limits.altTextLimit ?? images.altTextLimit,
    },
    video: video && { ...video, bytes: limits.videoBytes ?? video.bytes },
  };
}
