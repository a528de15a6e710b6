import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import { nextClientColour } from '../../../shared/domain/client-palette.ts';
import { DEFAULT_LATENESS } from '../../../shared/domain/lateness.ts';
import type { Client } from '../../../shared/ipc/views.ts';
import { isFailure, sentenceOf } from '../../ipc/client.ts';
import { useClients, useRouteMutation } from '../../ipc/queries.ts';
import { Field, Input, Textarea } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ColourPicker } from './colour-picker.tsx';
import { LatenessField } from './lateness-field.tsx';

interface ClientFormProps {
  /** The first run asks for the name and the colour alone. */
  withDetails?: boolean;
  onDone: (client: Client) => void;
  /** What is typed so far, for whoever shows it meanwhile. */
  onChange?: (shown: { name: string; colour: string }) => void;
  /** The buttons, where they stand right under the fields. */
  children?: ReactNode;
  onBusy?: (busy: boolean) => void;
  id?: string;
}

/** Name, colour, lateness and notes of a new client. */
export function ClientForm({
  withDetails = true,
  onDone,
  onChange,
  onBusy,
  children,
  id,
}: ClientFormProps) {
  const others = useClients(true).data ?? [];
  const suggested = nextClientColour(others.map(({ colour }) => colour));
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const [notes, setNotes] = useState('');
  const [lateness, setLateness] = useState<number | null>(DEFAULT_LATENESS);
  const [tried, setTried] = useState(false);
  const create = useRouteMutation('clients.create');
  const { error, isPending } = create;

  useEffect(() => onBusy?.(isPending), [isPending, onBusy]);

  const colour = chosen ?? suggested;
  const missing = name.trim() === '';
  const taken = isFailure(error, 'name_taken');

  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    setTried(true);
    if (missing || lateness === null) return;
    const fields = { name: name.trim(), colour, notes, latenessMinutes: lateness };
    create.mutate(fields, { onSuccess: onDone });
  };

  return (
    <form id={id} onSubmit={submit} noValidate className="flex flex-col gap-4">
      <Field
        label="Name"
        required
        error={taken ? sentenceOf(error) : tried && missing ? 'Give the client a name.' : undefined}
      >
        <Input
          autoFocus
          maxLength={120}
          value={name}
          placeholder="Ada’s Bakery"
          onChange={(event) => {
            setName(event.target.value);
            onChange?.({ name: event.target.value, colour });
          }}
        />
      </Field>
      <ColourPicker
        value={colour}
        onChange={(next) => {
          setChosen(next);
          onChange?.({ name, colour: next });
        }}
      />
      {withDetails && <LatenessField value={lateness} onChange={setLateness} />}
      {withDetails && (
        <Field label="Notes" optional hint="For you only: tone, contacts, what to avoid.">
          <Textarea
            rows={6}
            maxLength={10_000}
            value={notes}
            onChange={(event) => setNotes(event.target.value)}
          />
        </Field>
      )}
      {error && !taken && (
        <Notice tone="failed" live>
          {sentenceOf(error)}
        </Notice>
      )}
      {children}
    </form>
  );
}
