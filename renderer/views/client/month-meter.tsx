import type { ReactNode } from 'react';

interface MonthMeterProps {
  /** What is measured: “Posts this month”. */
  label: string;
  /** In words: “6 of 12”. */
  text: string;
  done: number;
  /** On its way; lighter. */
  coming?: number;
  promised: number | null;
  /** Of the client. */
  colour: string;
  note?: ReactNode;
}

/** A quiet bar: as long as the promise, filled with what is delivered. */
export function MonthMeter({
  label,
  text,
  done,
  coming = 0,
  promised,
  colour,
  note,
}: MonthMeterProps) {
  const whole = Math.max(promised ?? 0, done + coming, 1);
  const share = (part: number) => `${(part / whole) * 100}%`;
  return (
    <div className="min-w-0 flex-1">
      <p className="text-small text-muted">{label}</p>
      <p className="mt-0.5 text-page font-semibold tabular-nums">{text}</p>
      {promised !== null && (
        // The words above and below say it all.
        <div aria-hidden className="mt-2 flex h-1.5 overflow-hidden rounded-full bg-hover">
          <span style={{ width: share(done), backgroundColor: colour }} />
          <span className="opacity-40" style={{ width: share(coming), backgroundColor: colour }} />
        </div>
      )}
      {note && <p className="mt-1.5 text-small text-muted tabular-nums">{note}</p>}
    </div>
  );
}
