import { useState } from 'react';
import { Field, Input } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { LATENESS_PRESETS, latenessLabel, latenessSentence, readMinutes } from './lateness.ts';

interface LatenessFieldProps {
  /** In minutes; null where something else was typed. */
  value: number | null;
  onChange: (minutes: number | null) => void;
}

const OWN = 'own';

/** How late a post of the client may still go out by itself, and what happens after that. */
export function LatenessField({ value, onChange }: LatenessFieldProps) {
  const [isOwn, setOwn] = useState(() => !LATENESS_PRESETS.some((preset) => preset === value));
  const [typed, setTyped] = useState(String(value ?? ''));
  return (
    <div className="flex flex-col gap-2">
      <Field
        label="When a post is late"
        hint={value === null ? undefined : latenessSentence(value)}
      >
        <Select
          value={isOwn ? OWN : String(value)}
          onChange={(chosen) => {
            setOwn(chosen === OWN);
            if (chosen === OWN) setTyped(String(value ?? ''));
            else onChange(Number(chosen));
          }}
          choices={[
            ...LATENESS_PRESETS.map((minutes) => ({
              value: String(minutes),
              label: latenessLabel(minutes),
            })),
            { value: OWN, label: 'Another time…' },
          ]}
        />
      </Field>
      {isOwn && (
        <Field
          label="Minutes late, at most"
          {...(value === null && { error: 'Write whole minutes, at most 10,080 (a week).' })}
        >
          <Input
            inputMode="numeric"
            className="w-28"
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              onChange(readMinutes(event.target.value));
            }}
          />
        </Field>
      )}
    </div>
  );
}
