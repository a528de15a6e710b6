import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { NetworkCapabilities } from '../../../shared/domain/network.ts';
import { cx } from '../../ui/class-names.ts';
import { Field, Input } from '../../ui/field.tsx';

interface OtherServerProps {
  network: NetworkCapabilities;
  /** What was typed; null while no other server is asked for. */
  value: string | null;
  onChange: (server: string | null) => void;
  error: string | undefined;
}

/** The address of a server, for the few who need one: folded away until it is asked for. */
export function OtherServer({ network, value, onChange, error }: OtherServerProps) {
  const [typed, setTyped] = useState('');
  const isOpen = value !== null;
  return (
    <div>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => onChange(isOpen ? null : typed)}
        className="-ml-1 inline-flex h-6 items-center gap-1 rounded-control px-1 text-small text-muted transition-colors hover:text-ink"
      >
        <ChevronRight
          size={14}
          className={cx('transition-transform', isOpen && 'rotate-90')}
          aria-hidden
        />
        Other server
      </button>
      {isOpen && (
        <Field
          label="Service address"
          hint={`Left empty, it is ${new URL(network.defaultServiceUrl).host}.`}
          error={error}
          className="mt-2"
        >
          <Input
            value={value}
            placeholder="https://pds.example.com"
            onChange={(event) => {
              setTyped(event.target.value);
              onChange(event.target.value);
            }}
          />
        </Field>
      )}
    </div>
  );
}
