import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { IconButton } from './button.tsx';
import { cx } from './class-names.ts';
import { firstFocus } from './first-focus.ts';

const WIDTHS = {
  narrow: 'w-100',
  medium: 'w-[min(720px,calc(100vw-72px))]',
  wide: 'w-[min(1080px,calc(100vw-72px))]',
};

interface SheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** Said by screen readers where the title is not enough. */
  description?: string;
  /** `narrow` 400 px for a form; `medium` 720 px for a list; `wide` for work that needs the room, at most 1080 px. */
  width?: keyof typeof WIDTHS;
  /** Beside the title. */
  actions?: ReactNode;
  /** The line at the foot. */
  footer?: ReactNode;
  /** The body takes care of its own padding and scrolling. */
  bare?: boolean;
  children: ReactNode;
}

/** Work beside the view it belongs to. Esc closes it; nothing in it is lost by that. */
export function Sheet({
  open,
  onOpenChange,
  title,
  description,
  width = 'narrow',
  actions,
  footer,
  bare = false,
  children,
}: SheetProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="no-drag fixed inset-0 z-40 animate-veil bg-veil" />
        <Radix.Content
          onOpenAutoFocus={firstFocus}
          {...(!description && { 'aria-describedby': undefined })}
          className={cx(
            'no-drag fixed top-[max(8px,env(titlebar-area-height,0px))] right-2 bottom-2 z-40 flex animate-slide-in flex-col overflow-hidden rounded-dialog bg-panel shadow-float outline-none',
            WIDTHS[width],
          )}
        >
          <header className="flex h-12 shrink-0 items-center gap-2 border-b border-hairline pr-3 pl-5">
            <Radix.Title className="min-w-0 flex-1 truncate text-section font-semibold">
              {title}
            </Radix.Title>
            {description && (
              <Radix.Description className="sr-only">{description}</Radix.Description>
            )}
            {actions}
            <Radix.Close asChild>
              <IconButton label="Close" keys={['escape']}>
                <X size={16} />
              </IconButton>
            </Radix.Close>
          </header>
          <div className={cx('min-h-0 flex-1', !bare && 'overflow-y-auto p-5')}>{children}</div>
          {footer && (
            <footer className="group/foot flex min-h-14 shrink-0 flex-wrap items-center gap-2 border-t border-hairline px-5 py-2.5">
              {footer}
            </footer>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
