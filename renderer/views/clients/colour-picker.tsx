import { Check } from 'lucide-react';
import { RadioGroup } from 'radix-ui';
import { COLOURS } from './colour-names.ts';

interface ColourPickerProps {
  value: string;
  onChange: (colour: string) => void;
}

/** The client's colour, out of ten that can be told apart on the calendar. */
export function ColourPicker({ value, onChange }: ColourPickerProps) {
  const known = COLOURS.some(({ colour }) => colour === value);
  const choices = known ? COLOURS : [...COLOURS, { colour: value, name: 'Own colour' }];
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 font-medium">Colour</legend>
      <RadioGroup.Root
        value={value}
        onValueChange={onChange}
        aria-label="Colour"
        className="flex flex-wrap gap-2"
      >
        {choices.map(({ colour, name }) => (
          <RadioGroup.Item
            key={colour}
            value={colour}
            aria-label={name}
            title={name}
            data-own-colour
            style={{ backgroundColor: colour }}
            className="flex size-7 items-center justify-center rounded-full text-[#fff] ring-1 ring-ink/10 transition-[scale] ring-inset data-[state=unchecked]:hover:scale-110"
          >
            <RadioGroup.Indicator>
              <Check size={14} className="[stroke-width:2.5px]" />
            </RadioGroup.Indicator>
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
    </fieldset>
  );
}
