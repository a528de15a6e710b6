import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Settings } from '../../../shared/ipc/views.ts';
import { systemZone } from '../../app/preferences.ts';
import { showTheme } from '../../app/theme.ts';
import { ZonePicker } from '../../app/zone-picker.tsx';
import { sentenceOf } from '../../ipc/client.ts';
import { routeKey, useRouteMutation } from '../../ipc/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Field, Input } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ThemePicker } from '../settings/theme-picker.tsx';

interface ProfileStepProps {
  onDone: () => void;
  /** Somebody would rather look around first. */
  onDemo: () => void;
}

export function ProfileStep({ onDone, onDemo }: ProfileStepProps) {
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [zone, setZone] = useState(systemZone);
  const [theme, setTheme] = useState<Settings['theme']>('system');
  const [tried, setTried] = useState(false);
  const saveProfile = useRouteMutation('profiles.save');
  const saveSettings = useRouteMutation('settings.update');
  const error = saveProfile.error ?? saveSettings.error;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!name.trim()) return;
    try {
      const settings = await saveSettings.mutateAsync({ theme });
      queries.setQueryData(routeKey('settings.get', {}), settings);
      const profile = await saveProfile.mutateAsync({ name: name.trim(), timeZone: zone });
      queries.setQueryData(routeKey('profiles.get', {}), profile);
      onDone();
    } catch {
      // Shown below: the mutation keeps its error.
    }
  };

  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
      <Field
        label="Your name"
        error={tried && !name.trim() ? 'What shall ClientNest call you?' : undefined}
      >
        <Input
          autoFocus
          autoComplete="name"
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <Field label="Time zone" hint="Posts are planned in it, wherever you are.">
        <ZonePicker value={zone} onChange={setZone} />
      </Field>
      <div className="flex flex-col gap-1.5">
        <span className="font-medium">Theme</span>
        <ThemePicker
          value={theme}
          onChange={(next) => {
            setTheme(next);
            showTheme(next);
          }}
        />
      </div>
      {error && (
        <Notice tone="failed" live>
          {sentenceOf(error)}
        </Notice>
      )}
      <Button
        type="submit"
        tone="primary"
        busy={saveProfile.isPending || saveSettings.isPending}
        className="mt-2"
      >
        Continue
      </Button>
      <Button tone="ghost" onClick={onDemo}>
        Explore with a demo workspace
      </Button>
    </form>
  );
}
