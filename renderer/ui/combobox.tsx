import { Command } from 'cmdk';
import { Check, ChevronsUpDown, Search } from 'lucide-react';
import { Popover } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import { cx } from './class-names.ts';
import { controlClasses, useFieldWiring } from './field.tsx';
import { floatClasses } from './floating.ts';
import { matchWords } from './match.ts';

interface ComboboxChoice<Value extends string> {
  value: Value;
  label: string;
  /** A second, quieter piece at the end of the row. */
  detail?: string;
  icon?: ReactNode;
  /** Words it is also found by. */
  keywords?: string[];
}

interface ComboboxProps<Value extends string> {
  value: Value | null;
  onChange: (value: Value) => void;
  /** Until it is opened, the chosen one is enough. */
  choices: readonly ComboboxChoice<Value>[];
  onOpen?: () => void;
  placeholder?: string;
  searchPlaceholder?: string;
  emptyText?: string;
  label?: string;
  className?: string;
}

/** One of many, found by typing. */
export function Combobox<Value extends string>({
  value,
  onChange,
  choices,
  onOpen,
  placeholder = 'Choose',
  searchPlaceholder = 'Search',
  emptyText = 'Nothing found.',
  label,
  className,
}: ComboboxProps<Value>) {
  const [open, setOpen] = useState(false);
  const wiring = useFieldWiring();
  const chosen = choices.find((choice) => choice.value === value);
  return (
    <Popover.Root
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        if (next) onOpen?.();
      }}
    >
      <Popover.Trigger asChild>
        <button
          {...wiring}
          type="button"
          role="combobox"
          aria-expanded={open}
          aria-label={label}
          className={cx(
            controlClasses,
            'inline-flex h-8 items-center gap-2 px-2.5 text-left',
            className,
          )}
        >
          {chosen?.icon}
          <span className={cx('flex-1 truncate', !chosen && 'text-muted')}>
            {chosen?.label ?? placeholder}
          </span>
          {chosen?.detail && <span className="text-small text-muted">{chosen.detail}</span>}
          <ChevronsUpDown size={14} className="text-muted" aria-hidden />
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label={label ?? searchPlaceholder}
          className={cx(floatClasses, 'w-(--radix-popover-trigger-width) min-w-64')}
        >
          <Command
            loop
            filter={(_, typed, names) => matchWords(typed, names ?? [])}
            {...(chosen && { defaultValue: chosen.value })}
          >
            <div className="flex items-center gap-2 border-b border-hairline px-3">
              <Search size={14} className="text-muted" aria-hidden />
              <Command.Input
                placeholder={searchPlaceholder}
                aria-label={searchPlaceholder}
                className="h-9 flex-1 bg-transparent outline-none"
              />
            </div>
            <Command.List className="max-h-64 overflow-y-auto p-1">
              <Command.Empty className="px-2 py-6 text-center text-muted">
                {emptyText}
              </Command.Empty>
              {choices.map((choice) => (
                <Command.Item
                  key={choice.value}
                  value={choice.value}
                  keywords={[choice.label, ...(choice.keywords ?? [])]}
                  onSelect={() => {
                    onChange(choice.value);
                    setOpen(false);
                  }}
                  className="flex h-7 items-center gap-2 rounded-control px-2 data-[selected=true]:bg-highlight"
                >
                  {choice.icon}
                  <span className="flex-1 truncate">{choice.label}</span>
                  {choice.detail && <span className="text-small text-muted">{choice.detail}</span>}
                  {choice.value === value && (
                    <Check size={14} className="text-accent-text" aria-label="Chosen" />
                  )}
                </Command.Item>
              ))}
            </Command.List>
          </Command>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
