import { Popover as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cx } from './class-names.ts';
import { floatClasses } from './floating.ts';

interface PopoverProps {
  trigger: ReactNode;
  /** Leave both out and it keeps its own state. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** Puts the focus elsewhere than on the trigger when it closes. */
  onClosed?: () => void;
  align?: 'start' | 'center' | 'end';
  side?: 'top' | 'right' | 'bottom' | 'left';
  label?: string;
  className?: string;
  children: ReactNode;
}

export function Popover({
  trigger,
  open,
  onOpenChange,
  onClosed,
  align = 'start',
  side = 'bottom',
  label,
  className,
  children,
}: PopoverProps) {
  return (
    <Radix.Root
      {...(open !== undefined && { open })}
      {...(onOpenChange !== undefined && { onOpenChange })}
    >
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align={align}
          onCloseAutoFocus={(event) => {
            if (!onClosed) return;
            event.preventDefault();
            onClosed();
          }}
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className={cx(
            floatClasses,
            'max-h-(--radix-popover-content-available-height) overflow-y-auto',
            className ?? 'w-72 p-3',
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
