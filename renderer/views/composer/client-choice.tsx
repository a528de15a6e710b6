import type { CSSProperties } from 'react';
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

/** The client's colour as a tint that words stay readable on, in both themes. */
export const clientTint = (client: Pick<Client, 'colour'> | undefined): CSSProperties =>
  client ? { backgroundColor: `color-mix(in oklab, ${client.colour} 11%, var(--panel))` } : {};

/** Whose post it is, in its colour and by its name. */
export const ClientChoice = ({ clients, clientId, disabled, onChange }: ClientChoiceProps) => (
  <Select
    label="Client"
    value={clientId}
    disabled={disabled}
    onChange={(next) => next !== clientId && onChange(next)}
    className="font-semibold"
    choices={clients.map(({ id, name, colour }) => ({
      value: id,
      label: name,
      icon: <Dot colour={colour} className="size-3" />,
    }))}
  />
);
