import type { Client } from '../../../shared/ipc/views.ts';
import { Dot } from '../../ui/avatar.tsx';
import { Select } from '../../ui/select.tsx';

interface ClientChoiceProps {
  clients: readonly Client[];
  clientId: string;
  disabled: boolean;
  /** Called with another one only. */
  onChange: (clientId: string) => void;
}

/** Whose post it is. */
export const ClientChoice = ({ clients, clientId, disabled, onChange }: ClientChoiceProps) => (
  <Select
    label="Client"
    value={clientId}
    disabled={disabled}
    onChange={(next) => next !== clientId && onChange(next)}
    choices={clients.map(({ id, name, colour }) => ({
      value: id,
      label: name,
      icon: <Dot colour={colour} className="size-2" />,
    }))}
  />
);
