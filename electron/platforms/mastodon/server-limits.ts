import { z } from 'zod';
import type { ServerLimits } from '../../../shared/domain/network.ts';
import { MASTODON } from '../../../shared/domain/networks/mastodon.ts';

const count = z.int().min(0).optional().catch(undefined);

/** Entity `Instance`, as far as it says what fits. Source: docs.joinmastodon.org/entities/Instance. */
export const configuration = z.object({
  statuses: z
    .object({
      max_characters: count,
      max_media_attachments: count,
      characters_reserved_per_url: count,
    })
    .catch({}),
  media_attachments: z
    .object({ image_size_limit: count, video_size_limit: count, description_limit: count })
    .catch({}),
});

/** Where the server allows something else than Mastodon does as it is installed. */
export function limitsOf({
  statuses,
  media_attachments: media,
}: z.output<typeof configuration>): ServerLimits | null {
  const { text, images, video } = MASTODON;
  const told: [keyof ServerLimits, number | undefined, number | undefined][] = [
    ['textLimit', statuses.max_characters, text.limit],
    ['linkLength', statuses.characters_reserved_per_url, text.linkLength],
    ['imageCount', statuses.max_media_attachments, images.count],
    ['imageBytes', media.image_size_limit, images.bytes],
    ['videoBytes', media.video_size_limit, video?.bytes],
    ['altTextLimit', media.description_limit, images.altTextLimit],
  ];
  const other = told.filter(([, said, usual]) => said !== undefined && said !== usual);
  return other.length > 0
    ? (Object.fromEntries(other.map(([name, said]) => [name, said])) as ServerLimits)
    : null;
}
