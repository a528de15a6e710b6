import { cx } from '../../ui/class-names.ts';

/** Where one is on the way: the step that is done, this one, those to come. */
export const Steps = ({ count, current }: { count: number; current: number }) => (
  <p className="mb-5 flex items-center gap-1.5">
    <span className="sr-only">
      Step {current + 1} of {count}
    </span>
    {Array.from({ length: count }, (_, index) => index).map((index) => (
      <span
        key={index}
        aria-hidden
        className={cx(
          'h-1 rounded-full transition-all duration-(--move)',
          index === current ? 'w-6 bg-accent' : 'w-3',
          index < current && 'bg-accent/45',
          index > current && 'bg-pressed',
        )}
      />
    ))}
  </p>
);
