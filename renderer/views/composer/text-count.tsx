import type { NetworkId, TextLimit } from '../../../shared/domain/network.ts';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import { measureText } from '../../../shared/domain/text/measure.ts';
import { cx } from '../../ui/class-names.ts';
import { NetworkGlyph } from '../post-status/network-glyph.tsx';
import { type CountTone, countTone } from './overflow.ts';

const TONE: Record<CountTone, string> = {
  quiet: 'text-muted',
  near: 'text-attention font-medium',
  over: 'text-failed font-medium',
};

interface TextCountProps {
  text: string;
  network: NetworkId;
  /** What is taken there: the server of an account may take more or less than is usual. */
  limit: TextLimit;
  /** How many posts it makes; a thread where that is more than one. */
  parts?: number;
  /** Of a thread there; null where it has no end. */
  most?: number | null;
}

/** How much of a network's room the text takes: a ring that fills, and figures once they matter. */
export function TextCount({ text, network, limit, parts = 1, most = null }: TextCountProps) {
  const { name } = NETWORKS[network];
  if (parts > 1)
    return (
      <span
        className={cx(
          'inline-flex h-6 items-center gap-1.5 text-small',
          most !== null && parts > most ? TONE.over : TONE.quiet,
        )}
        title={`${name}: a thread of ${parts} posts`}
      >
        <NetworkGlyph network={network} size={12} />
        {parts.toLocaleString()} posts{most !== null && parts > most && `, at most ${most}`}
        <span className="sr-only">for {name}</span>
      </span>
    );
  const measure = measureText(text, limit);
  const bytesTone =
    measure.bytesLimit === null ? 'quiet' : countTone(measure.bytesUsed, measure.bytesLimit);
  const tone = countTone(measure.used, measure.limit);
  // Emoji and foreign scripts can use up the bytes while there are characters left.
  const inBytes = bytesTone !== 'quiet' && tone !== 'over';
  const shown = inBytes ? bytesTone : tone;
  const used = inBytes ? measure.bytesUsed : measure.used;
  const full = inBytes ? (measure.bytesLimit ?? measure.limit) : measure.limit;
  const unit = inBytes ? ' bytes' : '';
  const left = full - used;
  return (
    <span
      className={cx('inline-flex h-6 items-center gap-1.5 text-small', TONE[shown])}
      title={`${name}: ${measure.used} of ${measure.limit} characters, ${measure.bytesUsed}${measure.bytesLimit ? ` of ${measure.bytesLimit}` : ''} bytes`}
    >
      <NetworkGlyph network={network} size={12} />
      <Ring part={used / full} tone={shown} />
      <span>
        {shown === 'over'
          ? `${(-left).toLocaleString()}${unit} too long`
          : shown === 'near'
            ? `${left.toLocaleString()}${unit} left`
            : `${used.toLocaleString()} / ${full.toLocaleString()}`}
      </span>
      <span className="sr-only">for {name}</span>
    </span>
  );
}

const RADIUS = 6;
const LENGTH = 2 * Math.PI * RADIUS;

const Ring = ({ part, tone }: { part: number; tone: CountTone }) => (
  <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" className="-rotate-90">
    <circle cx="8" cy="8" r={RADIUS} fill="none" stroke="var(--hairline)" strokeWidth="2" />
    <circle
      cx="8"
      cy="8"
      r={RADIUS}
      fill="none"
      stroke={tone === 'quiet' ? 'var(--accent)' : 'currentColor'}
      strokeWidth="2"
      strokeLinecap="round"
      strokeDasharray={LENGTH}
      strokeDashoffset={LENGTH * (1 - Math.min(1, part))}
    />
  </svg>
);
