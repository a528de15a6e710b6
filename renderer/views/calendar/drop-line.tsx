import { useTimeStyle } from '../../app/preferences.ts';
import { useDropPlace } from './drop-place.ts';
import { wallClockText } from './time.ts';

/** Where hours are seen: the line at which what is dragged would be planned, with its time. */
export function DropLine() {
  const line = useDropPlace();
  const { hourCycle } = useTimeStyle();
  if (!line?.line) return null;
  const { left, top, width } = line.line;
  return (
    <div
      aria-hidden
      className="pointer-events-none fixed z-30 border-t-2 border-accent"
      style={{ left: 0, top: 0, width, transform: `translate(${left}px, ${top}px)` }}
    >
      <span className="ml-1 rounded-b-chip bg-accent px-1.5 py-0.5 text-caption font-medium text-on-accent">
        {wallClockText(line.wallTime, hourCycle)}
      </span>
    </div>
  );
}
