import { type FormEvent, useState } from 'react';
import { Large, Threshold } from '../../app/threshold.tsx';
import { sentenceOf } from '../../ipc/client.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { SafeDrawing } from '../../ui/drawings.tsx';
import { Field, PasswordInput } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { MINIMUM_LENGTH, passphraseStrength, type Strength } from './passphrase-strength.ts';
import { useWayIn } from './use-way-in.ts';

/** Once, on a machine without a keychain: the passphrase takes the keychain's place. */
export function ChoosePassphrase() {
  const [passphrase, setPassphrase] = useState('');
  const [repeated, setRepeated] = useState('');
  const [tried, setTried] = useState(false);
  const choose = useWayIn('vault.choosePassphrase');

  const strength = passphraseStrength(passphrase);
  const short = strength.level === 0;
  const different = repeated !== passphrase;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!short && !different) choose.go({ passphrase });
  };

  return (
    <Threshold
      title="Choose a passphrase"
      lead="This computer has no keychain, so a passphrase protects your workspace. You type it each time ClientNest starts."
      beside={<Large drawing={<SafeDrawing />} />}
    >
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <Field
          label="Passphrase"
          hint={strength.advice}
          error={tried && short ? strength.advice : undefined}
        >
          <PasswordInput
            autoFocus
            autoComplete="new-password"
            value={passphrase}
            onChange={(event) => setPassphrase(event.target.value)}
          />
          <Meter strength={strength} />
        </Field>
        <Field
          label="The same again"
          error={tried && !short && different ? 'The two are not the same.' : undefined}
        >
          <PasswordInput
            autoComplete="new-password"
            value={repeated}
            onChange={(event) => setRepeated(event.target.value)}
          />
        </Field>
        <Notice tone="attention">
          Nobody can recover it, not even us. Without it, the drafts, the schedule and the sign-ins
          of this workspace cannot be read again. Write it down and keep it somewhere safe.
        </Notice>
        {choose.isError && (
          <Notice tone="failed" live>
            {sentenceOf(choose.error)}
          </Notice>
        )}
        <Button type="submit" tone="primary" busy={choose.isPending} className="mt-1">
          Protect the workspace
        </Button>
      </form>
    </Threshold>
  );
}

const FILL = ['bg-faint', 'bg-failed', 'bg-attention', 'bg-published'] as const;
const WORD = [`Shorter than ${MINIMUM_LENGTH}`, 'Weak', 'Fair', 'Strong'] as const;

function Meter({ strength: { level } }: { strength: Strength }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a <meter> cannot be three bars
    <div
      role="meter"
      aria-label="Strength"
      aria-valuemin={0}
      aria-valuemax={3}
      aria-valuenow={level}
      aria-valuetext={WORD[level]}
      className="flex gap-1"
    >
      {[1, 2, 3].map((bar) => (
        <span
          key={bar}
          className={cx(
            'h-1 flex-1 rounded-full transition-colors',
            bar <= level ? FILL[level] : 'bg-pressed',
          )}
        />
      ))}
    </div>
  );
}
