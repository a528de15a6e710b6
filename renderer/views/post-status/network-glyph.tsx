import type { NetworkId } from '../../../shared/domain/network.ts';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import { cx } from '../../ui/class-names.ts';

/** The networks' marks as one path each on a 24-px grid; monochrome, they take the colour of the text. */
const PATHS: Record<NetworkId, string> = {
  bluesky:
    'M12 10.8c-1.09-2.11-4.05-6.05-6.8-8C2.57.94 1.56 1.27.9 1.57.14 1.9 0 3.08 0 3.77c0 .69.38 5.65.62 6.48.82 2.73 3.72 3.66 6.39 3.36-3.91.58-7.39 2-2.83 7.08 5.01 5.19 6.87-1.11 7.82-4.31.95 3.2 2.05 9.27 7.73 4.31 4.27-4.31 1.17-6.5-2.74-7.08 2.67.3 5.57-.63 6.39-3.36.24-.83.62-5.79.62-6.48s-.14-1.86-.9-2.2c-.66-.3-1.66-.63-4.3 1.24-2.75 1.94-5.71 5.88-6.8 7.99Z',
};

interface NetworkGlyphProps {
  network: NetworkId;
  size?: number;
  /** Says the name to screen readers, where it does not stand beside it. */
  said?: boolean;
  className?: string;
}

export const NetworkGlyph = ({
  network,
  size = 14,
  said = false,
  className,
}: NetworkGlyphProps) => (
  <>
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="currentColor"
      aria-hidden="true"
      className={cx('shrink-0', className)}
    >
      <path d={PATHS[network]} />
    </svg>
    {said && <span className="sr-only">{NETWORKS[network].name}</span>}
  </>
);
