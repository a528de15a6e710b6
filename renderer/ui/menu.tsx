import { Check } from 'lucide-react';
import { DropdownMenu as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cx } from './class-names.ts';
import { floatClasses, rowClasses } from './floating.ts';
import { Kbd } from './kbd.tsx';

interface MenuProps {
  trigger: ReactNode;
  /** Leave both out and it keeps its own state. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** Puts the focus elsewhere than on the trigger when it closes. */
  onClosed?: () => void;
  align?: 'start' | 'center' | 'end';
  side?: 'top' | 'right' | 'bottom' | 'left';
  className?: string;
  children: ReactNode;
}

export function Menu({
  trigger,
  open,
  onOpenChange,
  onClosed,
  align = 'end',
  side = 'bottom',
  className,
  children,
}: MenuProps) {
  return (
    <Radix.Root
      {...(open !== undefined && { open })}
      {...(onOpenChange !== undefined && { onOpenChange })}
    >
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          onCloseAutoFocus={(event) => {
            if (!onClosed) return;
            event.preventDefault();
            onClosed();
          }}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          className={cx(
            floatClasses,
            'max-h-(--radix-dropdown-menu-content-available-height) min-w-48 overflow-y-auto p-1',
            className,
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface MenuItemProps {
  icon?: ReactNode;
  keys?: readonly string[];
  tone?: 'default' | 'danger';
  disabled?: boolean;
  onSelect: () => void;
  children: ReactNode;
}

export function MenuItem({
  icon,
  keys,
  tone = 'default',
  disabled = false,
  onSelect,
  children,
}: MenuItemProps) {
  return (
    <Radix.Item
      disabled={disabled}
      onSelect={onSelect}
      className={cx(rowClasses, tone === 'danger' ? 'text-failed' : '[&>svg]:text-muted')}
    >
      {icon}
      <span className="flex-1">{children}</span>
      {keys && <Kbd keys={keys} className="pl-4" />}
    </Radix.Item>
  );
}

interface MenuCheckItemProps {
  icon?: ReactNode;
  checked: boolean;
  onChange: () => void;
  children: ReactNode;
}

/** On or off; the menu stays open, for there may be several to choose. */
export const MenuCheckItem = ({ icon, checked, onChange, children }: MenuCheckItemProps) => (
  <Radix.CheckboxItem
    checked={checked}
    onCheckedChange={onChange}
    onSelect={(event) => event.preventDefault()}
    className={rowClasses}
  >
    <span
      aria-hidden
      className={cx(
        'flex size-4 shrink-0 items-center justify-center rounded-[4px] border',
        checked ? 'border-accent bg-accent text-on-accent' : 'border-faint',
      )}
    >
      {checked && <Check size={12} strokeWidth={2.5} />}
    </span>
    {icon}
    <span className="min-w-0 flex-1 truncate">{children}</span>
  </Radix.CheckboxItem>
);

/** Items that belong together, under their name. */
export const MenuGroup = ({ label, children }: { label: string; children: ReactNode }) => (
  <Radix.Group aria-label={label}>
    <Radix.Label className="px-2 pt-2 pb-1 text-caption font-medium text-muted">
      {label}
    </Radix.Label>
    {children}
  </Radix.Group>
);

export const MenuSeparator = () => <Radix.Separator className="my-1 h-px bg-hairline" />;
