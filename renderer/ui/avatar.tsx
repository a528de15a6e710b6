import { cx } from './class-names.ts';
import { initials } from './initials.ts';

/** The mark of a client: its colour, and nothing else has that colour. */
export function Dot({ colour, className }: { colour: string; className?: string }) {
  return (
    <span
      aria-hidden
      data-own-colour
      style={{ backgroundColor: colour }}
      className={cx(
        'inline-block size-2.5 shrink-0 rounded-full ring-1 ring-ink/10 ring-inset',
        className,
      )}
    />
  );
}

/** Initials on the colour's own tint: readable in both themes whatever the colour is. */
export function Avatar({
  name,
  colour,
  className,
}: {
  name: string;
  colour?: string;
  className?: string;
}) {
  const base = colour ?? 'var(--faint)';
  return (
    <span
      aria-hidden
      style={{
        backgroundColor: `color-mix(in oklab, ${base} 18%, var(--panel))`,
        color: `color-mix(in oklab, ${base} 45%, var(--ink))`,
      }}
      className={cx(
        'inline-flex size-7 shrink-0 items-center justify-center rounded-full text-caption font-semibold select-none',
        className,
      )}
    >
      {initials(name)}
    </span>
  );
}
