import { Switch as Radix } from 'radix-ui';
import { useFieldWiring } from './field.tsx';

interface SwitchProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
  label?: string;
  'aria-labelledby'?: string;
  'aria-describedby'?: string;
}

/** On or off, at once. */
export function Switch({ checked, onChange, label, ...rest }: SwitchProps) {
  return (
    <Radix.Root
      {...useFieldWiring()}
      {...rest}
      aria-label={label}
      checked={checked}
      onCheckedChange={onChange}
      className="inline-flex h-4.5 w-7.5 shrink-0 items-center rounded-full bg-faint p-0.5 transition-colors data-[state=checked]:bg-accent disabled:opacity-50"
    >
      <Radix.Thumb className="size-3.5 rounded-full bg-[#fff] shadow-lift transition-transform duration-(--move) data-[state=checked]:translate-x-3" />
    </Radix.Root>
  );
}
