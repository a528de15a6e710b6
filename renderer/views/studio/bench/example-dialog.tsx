import { useId, useState } from 'react';
import type { BenchExample, Prompt } from '../../../../shared/ipc/views.ts';
import { sentenceOf } from '../../../ipc/client.ts';
import { useRouteMutation } from '../../../ipc/queries.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field, Input, Textarea } from '../../../ui/field.tsx';
import { Notice } from '../../../ui/notice.tsx';

/** What is known of the client, of its networks and of the day is never part of an example. */
const KNOWN = new Set(['client', 'voice', 'language', 'today', 'network', 'limits']);
/** Of a name, in characters. */
const LONGEST = 120;

interface ExampleDialogProps {
  prompt: Prompt;
  /** Null for a new one. */
  example: BenchExample | null;
  onClose: () => void;
}

/** What a prompt is asked with, as fields. What is left empty is filled with a sample. */
export function ExampleDialog({ prompt, example, onClose }: ExampleDialogProps) {
  const form = useId();
  const save = useRouteMutation('prompts.saveExample');
  const fields = prompt.variables.filter(({ name }) => !KNOWN.has(name));
  const [name, setName] = useState(example?.name ?? '');
  const [values, setValues] = useState<Record<string, string>>(() => ({ ...example?.values }));
  const first = fields.find((one) => one.required)?.name ?? fields[0]?.name ?? '';
  const keep = () =>
    save.mutate(
      {
        feature: prompt.feature,
        clientId: example ? example.clientId : prompt.clientId,
        id: example?.id ?? null,
        name: name.trim() || nameOf(values[first] ?? ''),
        values: Object.fromEntries(
          Object.entries(values).filter(([, value]) => value.trim() !== ''),
        ),
      },
      { onSuccess: onClose },
    );
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      width={640}
      title={example ? 'Change the example' : 'An example to try the prompt with'}
      description="What the person asks with. What is known of the client and its networks is put in by itself."
      footer={
        <>
          <Button tone="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button
            tone="primary"
            type="submit"
            form={form}
            busy={save.isPending}
            disabled={Object.values(values).every((value) => value.trim() === '')}
          >
            Keep the example
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          keep();
        }}
      >
        {fields.map(({ name: field, type, about, sample, required }) => {
          const shared = {
            value: values[field] ?? '',
            placeholder: sample,
            maxLength: type === 'line' ? 500 : 20_000,
          };
          const write = (value: string) => setValues({ ...values, [field]: value });
          return (
            <Field
              key={field}
              label={about}
              optional={!required}
              {...(type === 'list' && { hint: 'One a line' })}
            >
              {type === 'line' || type === 'number' ? (
                <Input
                  {...shared}
                  {...(type === 'number' && { inputMode: 'numeric', maxLength: 4 })}
                  className={type === 'number' ? 'max-w-24 tabular-nums' : ''}
                  onChange={(event) =>
                    write(
                      type === 'number'
                        ? event.target.value.replace(/\D/g, '')
                        : event.target.value,
                    )
                  }
                />
              ) : (
                <Textarea
                  {...shared}
                  rows={2}
                  className="field-sizing-content max-h-48 min-h-14"
                  onChange={(event) => write(event.target.value)}
                />
              )}
            </Field>
          );
        })}
        <Field label="Name" optional hint="Else its first words">
          <Input
            value={name}
            maxLength={LONGEST}
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        {save.error && (
          <Notice tone="failed" live>
            {sentenceOf(save.error)}
          </Notice>
        )}
      </form>
    </Dialog>
  );
}

const nameOf = (value: string): string =>
  [...value.replace(/\s+/gu, ' ').trim()].slice(0, 60).join('') || 'Example';
