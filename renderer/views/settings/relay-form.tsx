import { type FormEvent, useState } from 'react';
import type { RouteInput, RouteOutput } from '../../../shared/ipc/contract.ts';
import { Field, Input, PasswordInput } from '../../ui/field.tsx';
import { Switch } from '../../ui/switch.tsx';
import { FormFoot } from './form-foot.tsx';

interface RelayFormProps {
  relay: RouteOutput<'relay.get'>['relay'];
  hasSecret: boolean;
  isSaving: boolean;
  problem: string | null;
  onSave: (input: RouteInput<'relay.save'>) => void;
  onCancel: () => void;
}

/** Where the bucket is, and the key for it. The secret key is written only, never read back. */
export function RelayForm({
  relay,
  hasSecret,
  isSaving,
  problem,
  onSave,
  onCancel,
}: RelayFormProps) {
  const [endpoint, setEndpoint] = useState(relay?.endpoint ?? '');
  const [region, setRegion] = useState(relay?.region ?? '');
  const [bucket, setBucket] = useState(relay?.bucket ?? '');
  const [accessKeyId, setAccessKeyId] = useState(relay?.accessKeyId ?? '');
  const [secret, setSecret] = useState('');
  const [prefix, setPrefix] = useState(relay?.prefix ?? 'clientnest/');
  const [publicUrl, setPublicUrl] = useState(relay?.publicUrl ?? '');
  const [pathStyle, setPathStyle] = useState(relay?.pathStyle ?? true);
  const isWhole =
    [endpoint, bucket, accessKeyId].every((value) => value.trim() !== '') &&
    (hasSecret || secret.trim() !== '');

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isWhole) return;
    onSave({
      endpoint,
      region: region.trim() || 'auto',
      bucket,
      accessKeyId,
      prefix,
      pathStyle,
      publicUrl: publicUrl.trim() || null,
      ...(secret.trim() === '' ? {} : { secretAccessKey: secret }),
    });
  };

  return (
    <form onSubmit={submit} className="grid grid-cols-2 gap-4 p-4">
      <Field
        label="Address of the service"
        hint="Its “S3 endpoint”, as the service names it"
        className="col-span-2"
      >
        <Input
          autoFocus
          inputMode="url"
          maxLength={500}
          placeholder="https://s3.eu-central-1.amazonaws.com"
          value={endpoint}
          onChange={(event) => setEndpoint(event.target.value)}
        />
      </Field>
      <Field label="Bucket">
        <Input maxLength={63} value={bucket} onChange={(event) => setBucket(event.target.value)} />
      </Field>
      <Field label="Region" hint="“auto” where the service has none">
        <Input
          maxLength={100}
          placeholder="auto"
          value={region}
          onChange={(event) => setRegion(event.target.value)}
        />
      </Field>
      <Field label="Access key">
        <Input
          maxLength={256}
          value={accessKeyId}
          onChange={(event) => setAccessKeyId(event.target.value)}
        />
      </Field>
      <Field
        label="Secret key"
        hint={hasSecret ? 'Empty keeps the one in the keychain' : 'Goes into the keychain'}
      >
        <PasswordInput
          maxLength={256}
          value={secret}
          onChange={(event) => setSecret(event.target.value)}
        />
      </Field>
      <Field label="Folder" optional hint="Before the name of each file">
        <Input maxLength={200} value={prefix} onChange={(event) => setPrefix(event.target.value)} />
      </Field>
      <Field
        label="Public address"
        optional
        hint="Only where the bucket is public; TikTok wants a verified domain"
      >
        <Input
          inputMode="url"
          maxLength={500}
          placeholder="https://media.example.com"
          value={publicUrl}
          onChange={(event) => setPublicUrl(event.target.value)}
        />
      </Field>
      <div className="col-span-2 flex items-center gap-3">
        <Switch aria-labelledby="relay-path-style" checked={pathStyle} onChange={setPathStyle} />
        <span id="relay-path-style">
          The bucket stands in the path of the address
          <span className="text-muted">, as almost every service wants it</span>
        </span>
      </div>
      <FormFoot
        problem={problem}
        label="Save and test"
        busy={isSaving}
        disabled={!isWhole}
        onCancel={onCancel}
      />
    </form>
  );
}
