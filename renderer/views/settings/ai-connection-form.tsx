import { type FormEvent, useState } from 'react';
import { AI_CONNECTION_KINDS, type AiConnectionKind } from '../../../shared/domain/ai.ts';
import { AI_PRESETS } from '../../../shared/domain/ai-presets.ts';
import type { AiConnection } from '../../../shared/ipc/views.ts';
import { call, sentenceOf } from '../../ipc/client.ts';
import { Button } from '../../ui/button.tsx';
import { Field, Input, PasswordInput } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { Switch } from '../../ui/switch.tsx';
import { AiModels, draftOf, modelsOf, newModel } from './ai-models.tsx';
import { FormFoot } from './form-foot.tsx';

interface AiConnectionFormProps {
  /** Null for one that is not there yet. */
  connection: AiConnection | null;
  onSaved: (connection: AiConnection) => void;
  onCancel: () => void;
}

const KINDS = AI_CONNECTION_KINDS.map((value) => ({ value, label: AI_PRESETS[value].name }));

/** Where a service is, the key for it, its models and their prices. The key is written only, never read back. */
export function AiConnectionForm({ connection, onSaved, onCancel }: AiConnectionFormProps) {
  const [kind, setKind] = useState<AiConnectionKind>(connection?.kind ?? 'deepseek');
  const preset = AI_PRESETS[kind];
  const from = connection ?? preset;
  const [name, setName] = useState(from.name);
  const [baseUrl, setBaseUrl] = useState(from.baseUrl);
  const [models, setModels] = useState(() => from.models.map(draftOf));
  const [key, setKey] = useState('');
  const [redact, setRedact] = useState(connection?.redact ?? false);
  const [concurrency, setConcurrency] = useState(String(connection?.concurrency ?? 2));
  const [perMinute, setPerMinute] = useState(String(connection?.perMinute ?? ''));
  const [busy, setBusy] = useState<'save' | 'models' | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  /** Kept although its key was not: what is pressed again must not make a second one. */
  const [made, setMade] = useState(connection);

  const choose = (next: AiConnectionKind) => {
    const chosen = AI_PRESETS[next];
    setKind(next);
    setName(next === 'other' ? '' : chosen.name);
    setBaseUrl(chosen.baseUrl);
    setModels(chosen.models.map(draftOf));
    setProblem(null);
  };

  /** @returns the connection with all that is written, or null where something is wrong */
  async function keep(): Promise<AiConnection | null> {
    const table = modelsOf(models);
    if (typeof table === 'string') {
      setProblem(table);
      return null;
    }
    const whole = {
      ...{ name, baseUrl, models: table, redact },
      concurrency: Math.min(16, Math.max(1, Number.parseInt(concurrency, 10) || 1)),
      perMinute: Number.parseInt(perMinute, 10) || null,
    };
    const kept = made
      ? await call('ai.updateConnection', { id: made.id, ...whole })
      : await call('ai.addConnection', { kind, ...whole });
    setMade(kept);
    if (key.trim() === '') return kept;
    const withKey = await call('ai.setKey', { id: kept.id, key });
    setKey('');
    return withKey;
  }

  async function run(what: 'save' | 'models', work: () => Promise<void>) {
    setBusy(what);
    setProblem(null);
    try {
      await work();
    } catch (error) {
      setProblem(sentenceOf(error));
    }
    setBusy(null);
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void run('save', async () => {
      const kept = await keep();
      if (kept) onSaved(kept);
    });
  };
  const find = () =>
    void run('models', async () => {
      const kept = await keep();
      if (!kept) return;
      const found = await call('ai.findModels', { id: kept.id });
      const known = new Set(models.map((model) => model.name));
      const more = found.filter((model) => !known.has(model)).slice(0, 50 - models.length);
      if (more.length === 0) setProblem(NO_MORE);
      setModels([...models, ...more.map(newModel)]);
    });

  const isWhole = name.trim() !== '' && baseUrl.trim() !== '';
  return (
    <form
      onSubmit={submit}
      aria-label={connection ? connection.name : 'New connection'}
      className="grid grid-cols-2 gap-4 border-b border-hairline p-4 last:border-b-0"
    >
      {!connection && (
        <Field label="Service">
          <Select value={kind} onChange={choose} choices={KINDS} disabled={made !== null} />
        </Field>
      )}
      <Field label="Name">
        <Input
          autoFocus
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <Field
        label="Address"
        hint={
          preset.isLocal
            ? `Start ${preset.name} first; nothing leaves this computer`
            : 'The address of its OpenAI-compatible interface'
        }
      >
        <Input
          inputMode="url"
          maxLength={500}
          placeholder="https://models.example.com/v1"
          value={baseUrl}
          onChange={(event) => setBaseUrl(event.target.value)}
        />
      </Field>
      <Field label="Key" optional={!preset.needsKey} hint={keyHint(preset.keyPage, made?.hasKey)}>
        <PasswordInput
          maxLength={1000}
          value={key}
          onChange={(event) => setKey(event.target.value)}
        />
      </Field>
      <fieldset className="col-span-2 flex flex-col gap-1.5">
        <legend className="mb-1 font-medium">Models, and what a million tokens cost</legend>
        <AiModels models={models} onChange={setModels}>
          <Button size="compact" busy={busy === 'models'} disabled={!isWhole} onClick={find}>
            Ask which models there are
          </Button>
        </AiModels>
        <p className="text-small text-muted">
          {preset.prices ?? 'Without prices tokens are counted, and cost nothing in the ledger.'}{' '}
          {preset.prices && 'Change them when they change. '}The first model is used unless you
          choose another.
        </p>
      </fieldset>
      <Field label="Requests at a time">
        <Input
          inputMode="numeric"
          maxLength={2}
          value={concurrency}
          onChange={(event) => setConcurrency(event.target.value.replace(/\D/g, ''))}
        />
      </Field>
      <Field label="Requests a minute" optional hint="Empty for no limit of ours">
        <Input
          inputMode="numeric"
          maxLength={4}
          value={perMinute}
          onChange={(event) => setPerMinute(event.target.value.replace(/\D/g, ''))}
        />
      </Field>
      <div className="col-span-2 flex items-center gap-3">
        <Switch aria-labelledby="ai-redact" checked={redact} onChange={setRedact} />
        <span id="ai-redact">
          Mask e-mail addresses and telephone numbers
          <span className="text-muted"> before anything is sent</span>
        </span>
      </div>
      <FormFoot
        problem={problem}
        label="Save and test"
        busy={busy === 'save'}
        disabled={!isWhole}
        onCancel={onCancel}
      />
    </form>
  );
}

const NO_MORE = 'It names no model that is not in the table already.';

const keyHint = (page: string | null, hasKey: boolean | null | undefined): string =>
  hasKey
    ? 'Empty keeps the one in the keychain'
    : page
      ? `Goes into the keychain. Make one at ${new URL(page).host}${new URL(page).pathname}`
      : 'Goes into the keychain';
