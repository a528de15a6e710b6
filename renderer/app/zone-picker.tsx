import { useMemo } from 'react';
import { Combobox } from '../ui/combobox.tsx';
import { now } from './clock.ts';
import { zoneChoices } from './zones.ts';

interface ZonePickerProps {
  value: string;
  onChange: (zone: string) => void;
  className?: string;
  label?: string;
}

export function ZonePicker({ value, onChange, className, label }: ZonePickerProps) {
  const choices = useMemo(() => zoneChoices(now(), value), [value]);
  return (
    <Combobox
      value={value}
      onChange={onChange}
      choices={choices}
      searchPlaceholder="Search a city or an offset"
      emptyText="No zone of that name. Try the nearest large city."
      {...(label && { label })}
      {...(className && { className })}
    />
  );
}
