import { RadioGroup } from 'radix-ui';
import type { ReactNode } from 'react';
import { cx } from './class-names.ts';

interface SegmentedProps<Value extends string> {
  label: string;
  value: Value;
  onChange: (value: Value) => void;
  choices: readonly { value: Value; label: string; icon?: ReactNode; iconOnly?: boolean }[];
  className?: string;
}

/** One of two to five that are all in sight. Arrow keys choose the next one. */
export function Segmented<Value extends string>({
  label,
  value,
  onChange,
  choices,
  className,
}: SegmentedProps<Value>) {
  return (
    <RadioGroup.Root
      aria-label={label}
      value={value}
      onValueChange={(next) => onChange(next as Value)}
      className={cx('inline-flex h-7 shrink-0 rounded-control bg-pressed/70 p-0.5', className)}
    >
      {choices.map((choice) => (
        <RadioGroup.Item
          key={choice.value}
          value={choice.value}
          aria-label={choice.label}
          title={choice.iconOnly ? choice.label : undefined}
          className="inline-flex flex-1 items-center justify-center gap-1.5 rounded-[5px] px-2.5 whitespace-nowrap text-muted transition-colors hover:text-ink data-[state=checked]:bg-thumb data-[state=checked]:text-ink data-[state=checked]:shadow-lift"
        >
          {choice.icon}
          {!choice.iconOnly && choice.label}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
