import type { NetworkId } from '../../../shared/domain/network.ts';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import type { Media } from '../../../shared/ipc/views.ts';

/** How an image goes out: as it is, or made smaller so that every network takes it. */
export function imageFit(
  { width, height, bytes, mimeType }: Pick<Media, 'width' | 'height' | 'bytes' | 'mimeType'>,
  networks: readonly NetworkId[],
): string {
  const limits = networks.map((network) => NETWORKS[network].images);
  const side = Math.min(...limits.map((limit) => limit.side), Number.POSITIVE_INFINITY);
  const longest = Math.max(width, height);
  if (longest > side) {
    const scale = side / longest;
    return `→ ${Math.round(width * scale)} × ${Math.round(height * scale)}`;
  }
  const isHeavy = limits.some((limit) => bytes > limit.bytes);
  const isForeign = limits.some((limit) => !limit.mimeTypes.includes(mimeType));
  return isHeavy || isForeign ? `${width} × ${height}, lighter` : `${width} × ${height}`;
}
