import { type Crop, croppedSize } from '../../../shared/domain/crop.ts';
import type { NetworkId } from '../../../shared/domain/network.ts';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import { ratioText } from '../../../shared/domain/preflight/media.ts';
import type { Media, PostMedia } from '../../../shared/ipc/views.ts';

export interface ImageFit {
  /** What goes out, in px: `2000 × 1250`. */
  size: string;
  /** The same in a sentence, with what is done to the image. */
  told: string;
}

type Facts = Pick<Media, 'width' | 'height' | 'bytes' | 'mimeType'>;

/** How an image goes out: as it is, or made smaller so that every network takes it. */
export function imageFit(
  { bytes, mimeType, ...whole }: Facts,
  networks: readonly NetworkId[],
  crop: Crop | null = null,
): ImageFit {
  const { width, height } = croppedSize({ ...whole, crop });
  const limits = networks.map((network) => NETWORKS[network].images);
  const side = Math.min(...limits.map((limit) => limit.side), Number.POSITIVE_INFINITY);
  const longest = Math.max(width, height);
  const original = `${width} × ${height}`;
  const part = crop ? `Cropped from ${whole.width} × ${whole.height}. ` : '';
  if (longest > side) {
    const scale = side / longest;
    const size = `${Math.round(width * scale)} × ${Math.round(height * scale)}`;
    const before = crop ? part : `the original has ${original}.`;
    return { size, told: crop ? `${before}Sent as ${size}.` : `Sent as ${size}; ${before}` };
  }
  const isHeavy = limits.some((limit) => bytes > limit.bytes);
  const isForeign = limits.some((limit) => !limit.mimeTypes.includes(mimeType));
  if (crop) return { size: original, told: `${part}Sent as ${original}.` };
  return {
    size: original,
    told:
      isHeavy || isForeign ? `Sent in ${original}, made lighter.` : `Sent as it is, ${original}.`,
  };
}

/** What a network does to the shape of an image, or wants of it. */
export interface ShapeNote {
  network: NetworkId;
  /** `refused`: it does not go out like that. `cut`: it is shown without its edges. */
  kind: 'refused' | 'cut';
  told: string;
  /** The shape that would fit, width by height. */
  ratio: number;
}

/** Two shapes that nobody tells apart. */
const ALIKE = 0.015;

/**
 * Networks that don't show all of an image in its shape; none where all do.
 * @param first of the post's images, which gives some networks the shape of all
 */
export function shapeNotes(
  item: Pick<PostMedia, 'media' | 'crop'>,
  first: Pick<PostMedia, 'media' | 'crop'>,
  networks: readonly NetworkId[],
): ShapeNote[] {
  const is = shapeOf(item);
  return [...new Set(networks)].flatMap((network): ShapeNote[] => {
    const { name, images } = NETWORKS[network];
    const { ratio, cutToFirst } = images;
    if (ratio && is < ratio.least * (1 - ALIKE))
      return [
        {
          ...{ network, kind: 'refused', ratio: ratio.least },
          told: `${name}: too tall, ${ratioText(ratio.least)} at the tallest`,
        },
      ];
    if (ratio && is > ratio.most * (1 + ALIKE))
      return [
        {
          ...{ network, kind: 'refused', ratio: ratio.most },
          told: `${name}: too wide, ${ratioText(ratio.most)} at the widest`,
        },
      ];
    const shape = shapeOf(first);
    if (!cutToFirst || Math.abs(is / shape - 1) <= ALIKE) return [];
    return [
      {
        ...{ network, kind: 'cut', ratio: shape },
        told: `${name}: shown cut to ${ratioText(shape)}, like the first image`,
      },
    ];
  });
}

function shapeOf({ media, crop }: Pick<PostMedia, 'media' | 'crop'>): number {
  const { width, height } = croppedSize({ ...media, crop });
  return width / height;
}
