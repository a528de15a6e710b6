import type { ComponentProps, ReactNode } from 'react';
import { Kbd } from '../../ui/kbd.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';

interface BarButtonProps extends Omit<ComponentProps<'button'>, 'aria-label'> {
  icon: ReactNode;
  label: string;
  keys?: readonly string[];
}

/** An action of the selection bar. Where the bar has little room, it is its icon. */
export const BarButton = ({ icon, label, keys, ...rest }: BarButtonProps) => (
  <Tooltip
    side="top"
    label={
      <span className="flex items-center gap-2">
        {label}
        {keys && <Kbd keys={keys} />}
      </span>
    }
  >
    <button
      {...rest}
      type="button"
      aria-label={label}
      className="inline-flex h-7 shrink-0 items-center gap-1.5 rounded-control px-2 font-medium whitespace-nowrap transition-colors enabled:hover:bg-hover enabled:active:bg-pressed disabled:opacity-45 data-[state=open]:bg-hover [&>svg]:text-muted"
    >
      {icon}
      <span className="hidden @min-[600px]/bar:inline">{label}</span>
    </button>
  </Tooltip>
);
