import type { NetworkId } from '../../../shared/domain/network.ts';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import type { Media } from '../../../shared/ipc/views.ts';

export interface ImageFit {
  /** What goes out, in px: `2000 × 1250`. */
  size: string;
  /** The same in a sentence, with what is done to the image. */
  told: string;
}

/** How an image goes out: as it is, or made smaller so that every network takes it. */
export function imageFit(
  { width, height, bytes, mimeType }: Pick<Media, 'width' | 'height' | 'bytes' | 'mimeType'>,
  networks: readonly NetworkId[],
): ImageFit {
  const limits = networks.map((network) => NETWORKS[network].images);
  const side = Math.min(...limits.map((limit) => limit.side), Number.POSITIVE_INFINITY);
  const longest = Math.max(width, height);
  const original = `${width} × ${height}`;
  if (longest > side) {
    const scale = side / longest;
    const size = `${Math.round(width * scale)} × ${Math.round(height * scale)}`;
    return { size, told: `Sent as ${size}; the original has ${original}.` };
  }
  const isHeavy = limits.some((limit) => bytes > limit.bytes);
  const isForeign = limits.some((limit) => !limit.mimeTypes.includes(mimeType));
  return {
    size: original,
    told:
      isHeavy || isForeign ? `Sent in ${original}, made lighter.` : `Sent as it is, ${original}.`,
  };
}
