import { Check, ChevronDown } from 'lucide-react';
import { Select as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cx } from './class-names.ts';
import { controlClasses, useFieldWiring } from './field.tsx';
import { floatClasses, rowClasses } from './floating.ts';
import { cspNonce } from './nonce.ts';

interface Choice<Value extends string> {
  value: Value;
  label: string;
  icon?: ReactNode;
  disabled?: boolean;
}

interface SelectProps<Value extends string> {
  value: Value;
  onChange: (value: Value) => void;
  choices: readonly Choice<Value>[];
  placeholder?: string;
  disabled?: boolean;
  /** Needed where no `Field` labels it. */
  label?: string;
  className?: string;
}

/** One of a few. For many, or where people search, there is `Combobox`. */
export function Select<Value extends string>({
  value,
  onChange,
  choices,
  placeholder,
  disabled = false,
  label,
  className,
}: SelectProps<Value>) {
  const wiring = useFieldWiring();
  const chosen = choices.find((choice) => choice.value === value);
  return (
    <Radix.Root value={value} onValueChange={(next) => onChange(next as Value)} disabled={disabled}>
      <Radix.Trigger
        {...wiring}
        aria-label={label}
        className={cx(
          controlClasses,
          'inline-flex h-8 items-center gap-2 px-2.5 text-left data-[placeholder]:text-muted',
          className,
        )}
      >
        {chosen?.icon}
        <span className="flex-1 truncate">
          <Radix.Value placeholder={placeholder}>{chosen?.label}</Radix.Value>
        </span>
        <Radix.Icon>
          <ChevronDown size={14} className="text-muted" />
        </Radix.Icon>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className={cx(floatClasses, 'min-w-(--radix-select-trigger-width)')}
        >
          <Radix.Viewport nonce={cspNonce()} className="max-h-80 p-1">
            {choices.map((choice) => (
              <Radix.Item
                key={choice.value}
                value={choice.value}
                disabled={choice.disabled ?? false}
                className={rowClasses}
              >
                {choice.icon}
                <span className="flex-1">
                  <Radix.ItemText>{choice.label}</Radix.ItemText>
                </span>
                <Radix.ItemIndicator>
                  <Check size={14} className="text-accent-text" />
                </Radix.ItemIndicator>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
