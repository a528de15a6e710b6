import { X } from 'lucide-react';
import { AlertDialog, Dialog as Radix } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { Button, IconButton } from './button.tsx';
import { cx } from './class-names.ts';
import { firstFocus } from './first-focus.ts';

const VEIL = 'fixed inset-0 z-40 bg-veil animate-veil no-drag';
const BOX =
  'fixed top-[14vh] left-1/2 z-40 flex max-h-[76vh] low:top-3 low:max-h-[calc(100vh-24px)] w-[calc(100vw-48px)] -translate-x-1/2 flex-col rounded-dialog bg-panel shadow-float animate-appear no-drag outline-none';

interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  /** Buttons at the foot, the main one last. */
  footer?: ReactNode;
  /** There is no way round the answer: only its buttons close it. */
  mustAnswer?: boolean;
  /** In px. */
  width?: 400 | 480 | 640;
  children?: ReactNode;
}

/** A question or a small form, above everything. Esc and a click outside close it. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  footer,
  mustAnswer = false,
  width = 480,
  children,
}: DialogProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={VEIL} />
        <Radix.Content
          onOpenAutoFocus={firstFocus}
          {...(!description && { 'aria-describedby': undefined })}
          className={cx(
            BOX,
            width === 400 ? 'max-w-100' : width === 480 ? 'max-w-120' : 'max-w-160',
          )}
        >
          <header className="flex items-start gap-3 px-6 pt-5 pb-1">
            <div className="flex-1">
              <Radix.Title className="text-section font-semibold">{title}</Radix.Title>
              {description && (
                <Radix.Description className="mt-1 text-muted">{description}</Radix.Description>
              )}
            </div>
            {!mustAnswer && (
              <Radix.Close asChild>
                <IconButton label="Close" className="-mr-2">
                  <X size={16} />
                </IconButton>
              </Radix.Close>
            )}
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-6 pt-3 pb-5">{children}</div>
          {footer && (
            <footer className="flex items-center justify-end gap-2 border-t border-hairline px-6 py-3">
              {footer}
            </footer>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface ConfirmProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** What will happen, and what stays. */
  children: ReactNode;
  /** What the button does, e.g. "Remove account". */
  action: string;
  tone?: ComponentProps<typeof Button>['tone'];
  busy?: boolean;
  onConfirm: () => void;
}

/** Asked only where there is no undo. The safe answer has the focus. */
export function Confirm({
  open,
  onOpenChange,
  title,
  children,
  action,
  tone = 'danger',
  busy = false,
  onConfirm,
}: ConfirmProps) {
  return (
    <AlertDialog.Root open={open} onOpenChange={onOpenChange}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className={VEIL} />
        <AlertDialog.Content className={cx(BOX, 'max-w-100')}>
          <div className="px-6 pt-5 pb-5">
            <AlertDialog.Title className="text-section font-semibold">{title}</AlertDialog.Title>
            <AlertDialog.Description asChild>
              <div className="mt-2 text-muted">{children}</div>
            </AlertDialog.Description>
          </div>
          <footer className="flex items-center justify-end gap-2 border-t border-hairline px-6 py-3">
            <AlertDialog.Cancel asChild>
              <Button>Keep it</Button>
            </AlertDialog.Cancel>
            <Button tone={tone} busy={busy} onClick={onConfirm}>
              {action}
            </Button>
          </footer>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
