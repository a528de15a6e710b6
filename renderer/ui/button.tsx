import { LoaderCircle } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { cx } from './class-names.ts';
import { Tooltip } from './tooltip.tsx';

type Tone = 'primary' | 'secondary' | 'ghost' | 'danger';
type Size = 'compact' | 'default';
type IconSize = 'tiny' | Size;

const TONES: Record<Tone, string> = {
  primary: 'bg-accent text-on-accent shadow-lift enabled:hover:bg-accent-hover',
  secondary:
    'bg-control text-ink border border-edge shadow-lift enabled:hover:bg-hover enabled:active:bg-pressed',
  ghost: 'text-ink enabled:hover:bg-hover enabled:active:bg-pressed',
  danger: 'bg-danger text-on-accent shadow-lift enabled:hover:bg-danger-hover',
};

const SIZES: Record<Size, string> = {
  compact: 'h-7 px-2.5 gap-1.5',
  default: 'h-8 px-3 gap-2',
};

const ICON_SIZES: Record<IconSize, string> = {
  tiny: 'size-6',
  compact: 'size-7',
  default: 'size-8',
};

export interface ButtonProps extends ComponentProps<'button'> {
  tone?: Tone;
  size?: Size;
  icon?: ReactNode;
  /** Work is under way: the button keeps its width, shows it, and takes no second press. */
  busy?: boolean;
}

/** A button says what happens. One `primary` a screen. */
export function Button({
  tone = 'secondary',
  size = 'default',
  icon,
  busy = false,
  className,
  children,
  disabled,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      className={cx(
        'inline-flex shrink-0 select-none items-center justify-center rounded-control font-medium whitespace-nowrap transition-colors disabled:opacity-50',
        TONES[tone],
        SIZES[size],
        className,
      )}
    >
      {busy ? <LoaderCircle size={14} className="animate-turn" aria-hidden /> : icon}
      {children}
    </button>
  );
}

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label'> {
  /** Said by screen readers and by the tooltip. */
  label: string;
  /** Shown in the tooltip, e.g. `['mod', 'k']`. */
  keys?: readonly string[];
  /** 24, 28 or 32 px. */
  size?: IconSize;
  pressed?: boolean;
  tooltipSide?: 'top' | 'right' | 'bottom' | 'left';
}

export function IconButton({
  label,
  keys,
  size = 'compact',
  pressed,
  tooltipSide,
  className,
  type = 'button',
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip label={label} {...(keys && { keys })} {...(tooltipSide && { side: tooltipSide })}>
      <button
        {...rest}
        type={type}
        aria-label={label}
        aria-pressed={pressed}
        className={cx(
          'inline-flex shrink-0 items-center justify-center rounded-control text-muted transition-colors enabled:hover:bg-hover enabled:hover:text-ink enabled:active:bg-pressed disabled:opacity-45 aria-pressed:bg-hover aria-pressed:text-ink data-[state=open]:bg-hover data-[state=open]:text-ink',
          ICON_SIZES[size],
          className,
        )}
      />
    </Tooltip>
  );
}
