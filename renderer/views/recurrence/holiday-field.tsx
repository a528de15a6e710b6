import { useRoute } from '../../ipc/queries.ts';
import { Combobox } from '../../ui/combobox.tsx';
import { Field } from '../../ui/field.tsx';

interface HolidayFieldProps {
  /** `DE`, `DE-BY`, or null: none are skipped. */
  value: string | null;
  onChange: (place: string | null) => void;
}

const NONE = 'none';

/** Whose public holidays are left out: a country's, or those of one of its regions. */
export function HolidayField({ value, onChange }: HolidayFieldProps) {
  const places = useRoute('recurrences.holidayPlaces', {}).data ?? [];
  const country = places.find(({ code }) => code === value?.slice(0, 2));
  return (
    <div className="flex items-end gap-2">
      <Field label="Skip public holidays" className="flex-1">
        <Combobox
          value={value?.slice(0, 2) ?? NONE}
          onChange={(code) => onChange(code === NONE ? null : code)}
          searchPlaceholder="Country"
          choices={[
            { value: NONE, label: 'None are skipped' },
            ...places.map(({ code, name }) => ({ value: code, label: name, keywords: [code] })),
          ]}
        />
      </Field>
      {country && country.regions.length > 0 && (
        <Field label="Region" className="flex-1">
          <Combobox
            value={value ?? country.code}
            onChange={onChange}
            searchPlaceholder="Region"
            choices={[
              { value: country.code, label: 'Whole country' },
              ...country.regions.map(({ code, name }) => ({ value: code, label: name })),
            ]}
          />
        </Field>
      )}
    </div>
  );
}
