import { useMemo, useState } from 'react';
import { Combobox } from '../ui/combobox.tsx';
import { now } from './clock.ts';
import { zoneChoice, zoneChoices } from './zones.ts';

interface ZonePickerProps {
  value: string;
  onChange: (zone: string) => void;
  className?: string;
  label?: string;
}

export function ZonePicker({ value, onChange, className, label }: ZonePickerProps) {
  // To ask four hundred zones for their offsets takes longer than to draw all that stands around this.
  const [isOpened, setOpened] = useState(false);
  const choices = useMemo(
    () => (isOpened ? zoneChoices(now(), value) : [zoneChoice(value, now())]),
    [isOpened, value],
  );
  return (
    <Combobox
      value={value}
      onChange={onChange}
      choices={choices}
      onOpen={() => setOpened(true)}
      searchPlaceholder="Search a city or an offset"
      emptyText="No zone of that name. Try the nearest large city."
      {...(label && { label })}
      {...(className && { className })}
    />
  );
}
