import { type FormEvent, useState } from 'react';
import { Large, Threshold } from '../../app/threshold.tsx';
import { isFailure, sentenceOf } from '../../ipc/client.ts';
import { Button } from '../../ui/button.tsx';
import { SafeDrawing } from '../../ui/drawings.tsx';
import { Field, PasswordInput } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useWayIn } from './use-way-in.ts';

export function Unlock() {
  const [passphrase, setPassphrase] = useState('');
  const unlock = useWayIn('vault.unlock');
  const wrong = isFailure(unlock.error, 'wrong_passphrase');

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (passphrase) unlock.go({ passphrase });
  };

  return (
    <Threshold
      title="Unlock your workspace"
      lead="Scheduled posts wait until it is open."
      beside={<Large drawing={<SafeDrawing />} />}
    >
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <Field label="Passphrase" error={wrong ? sentenceOf(unlock.error) : undefined}>
          <PasswordInput
            autoFocus
            autoComplete="current-password"
            value={passphrase}
            onChange={(event) => setPassphrase(event.target.value)}
          />
        </Field>
        {unlock.isError && !wrong && (
          <Notice tone="failed" live>
            {sentenceOf(unlock.error)}
          </Notice>
        )}
        <Button type="submit" tone="primary" busy={unlock.isPending} disabled={!passphrase}>
          Unlock
        </Button>
      </form>
    </Threshold>
  );
}
