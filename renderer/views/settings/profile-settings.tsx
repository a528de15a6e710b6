import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Profile } from '../../../shared/ipc/views.ts';
import { systemZone } from '../../app/preferences.ts';
import { ZonePicker } from '../../app/zone-picker.tsx';
import { isFailure, sentenceOf } from '../../ipc/client.ts';
import { routeKey, useRouteMutation } from '../../ipc/queries.ts';
import { Field, Input, Textarea } from '../../ui/field.tsx';
import { toast } from '../../ui/toast.tsx';
import { SettingsSection } from './section.tsx';

/** Saved when a field is left; a field that can't be saved says why and keeps what was typed. */
export function ProfileSettings({ profile }: { profile: Profile | null }) {
  const queries = useQueryClient();
  const save = useRouteMutation('profiles.save');
  const [name, setName] = useState(profile?.name ?? '');
  const [email, setEmail] = useState(profile?.email ?? '');
  const [bio, setBio] = useState(profile?.bio ?? '');
  const zone = profile?.timeZone ?? systemZone();
  const badEmail = isFailure(save.error, 'invalid_input') && email !== '';

  const keep = (timeZone = zone) => {
    const next = {
      name: name.trim(),
      email: email.trim() || null,
      bio: bio.trim() || null,
      timeZone,
    };
    const same =
      profile !== null &&
      next.name === profile.name &&
      next.email === profile.email &&
      next.bio === profile.bio &&
      next.timeZone === profile.timeZone;
    if (same || !next.name) return;
    save.mutate(next, {
      onSuccess: (saved) => {
        queries.setQueryData(routeKey('profiles.get', {}), saved);
        if (timeZone !== zone) toast.done('Times are shown in the new zone from now on.');
      },
      onError: (error) => {
        if (!isFailure(error, 'invalid_input')) toast.failed(sentenceOf(error));
      },
    });
  };

  return (
    <SettingsSection id="profile" title="Profile">
      <div className="grid grid-cols-2 gap-4 p-4">
        <Field label="Name" error={name.trim() === '' ? 'A name is needed.' : undefined}>
          <Input
            maxLength={120}
            value={name}
            onChange={(event) => setName(event.target.value)}
            onBlur={() => keep()}
          />
        </Field>
        <Field
          label="E-mail"
          optional
          error={badEmail ? 'Write it as name@example.com.' : undefined}
        >
          <Input
            type="email"
            maxLength={254}
            value={email}
            onChange={(event) => setEmail(event.target.value)}
            onBlur={() => keep()}
          />
        </Field>
        <Field label="About you" optional className="col-span-2">
          <Textarea
            rows={2}
            maxLength={2000}
            value={bio}
            onChange={(event) => setBio(event.target.value)}
            onBlur={() => keep()}
          />
        </Field>
        <Field
          label="Time zone"
          hint="Everything is shown and planned in it. Posts that are scheduled keep their moment."
          className="col-span-2"
        >
          <ZonePicker value={zone} onChange={(next) => keep(next)} />
        </Field>
      </div>
    </SettingsSection>
  );
}
