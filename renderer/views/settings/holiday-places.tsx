import { X } from 'lucide-react';
import { now } from '../../app/clock.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { useRoute } from '../../ipc/queries.ts';
import { IconButton } from '../../ui/button.tsx';
import { Combobox } from '../../ui/combobox.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { dayAt } from '../calendar/time.ts';

interface HolidayPlacesProps {
  /** As chosen; null for where the profile lives. */
  value: readonly string[] | null;
  onChange: (places: string[]) => void;
}

const MOST = 12;

/** Whose holidays the calendar shows: countries, each as a whole or one of its regions. */
export function HolidayPlaces({ value, onChange }: HolidayPlacesProps) {
  const { zone } = useTimeStyle();
  const today = dayAt(now(), zone);
  // What holds until something is chosen, the core knows.
  const held = useRoute('calendar.holidays', { from: today, to: today }).data?.places;
  const countries = useRoute('recurrences.holidayPlaces', {}).data;
  const chosen = value ?? held;
  if (!chosen || !countries) return <Skeleton className="h-8 w-64" />;

  const countryOf = (place: string) => countries.find(({ code }) => code === place.slice(0, 2));
  const free = countries.filter(({ code }) => !chosen.some((place) => place.startsWith(code)));
  return (
    <div className="flex w-72 flex-col gap-2">
      {chosen.length > 0 && (
        <ul aria-label="Countries" className="flex flex-col gap-1.5">
          {chosen.map((place) => {
            const country = countryOf(place);
            const name = country?.name ?? place;
            return (
              <li key={place} className="flex items-center gap-2">
                <span className="min-w-0 flex-1 truncate">{name}</span>
                {country && country.regions.length > 0 && (
                  <div className="flex w-36 shrink-0">
                    <Combobox
                      label={`Region of ${name}`}
                      value={place}
                      onChange={(next) =>
                        onChange(chosen.map((one) => (one === place ? next : one)))
                      }
                      searchPlaceholder="Region"
                      className="min-w-0 flex-1"
                      choices={[
                        { value: country.code, label: 'Whole country' },
                        ...country.regions.map(({ code, name: label }) => ({ value: code, label })),
                      ]}
                    />
                  </div>
                )}
                <IconButton
                  label={`Without the holidays of ${name}`}
                  onClick={() => onChange(chosen.filter((one) => one !== place))}
                >
                  <X size={14} />
                </IconButton>
              </li>
            );
          })}
        </ul>
      )}
      {chosen.length < MOST && (
        <Combobox
          label="Add a country"
          value={null}
          placeholder="Add a country"
          searchPlaceholder="Country"
          onChange={(code) => onChange([...chosen, code])}
          choices={free.map(({ code, name }) => ({ value: code, label: name, keywords: [code] }))}
        />
      )}
    </div>
  );
}
