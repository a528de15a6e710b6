import type { Settings } from '../../../shared/ipc/views.ts';
import { Row } from '../../ui/page.tsx';
import { Switch } from '../../ui/switch.tsx';
import { SettingsSection } from './section.tsx';
import { useUpdateSettings } from './use-update.ts';

export function PublishingSettings({ settings }: { settings: Settings }) {
  const update = useUpdateSettings();
  const { notifications } = settings;
  return (
    <SettingsSection id="publishing" title="Publishing">
      <Toggle
        id="keep-running"
        label="Keep running in the tray"
        hint="Scheduled posts are published while ClientNest runs. Closing the window then leaves it running."
        checked={settings.keepRunning}
        onChange={(keepRunning) => update({ keepRunning })}
      />
      <Toggle
        id="notify-published"
        label="Tell me when a post is published"
        checked={notifications.published}
        onChange={(published) => update({ notifications: { ...notifications, published } })}
      />
      <Toggle
        id="notify-problems"
        label="Tell me when a post needs me"
        hint="It failed, was missed, or its fate is not known."
        checked={notifications.problems}
        onChange={(problems) => update({ notifications: { ...notifications, problems } })}
      />
      <Toggle
        id="asleep-warnings"
        label="Warn me of times at which this computer usually sleeps"
        hint="Learned from the last four weeks on this computer, and kept on it."
        checked={settings.asleepWarnings}
        onChange={(asleepWarnings) => update({ asleepWarnings })}
      />
    </SettingsSection>
  );
}

interface ToggleProps {
  id: string;
  label: string;
  hint?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

const Toggle = ({ id, label, hint, checked, onChange }: ToggleProps) => (
  <Row label={label} labelId={id} {...(hint && { hint, hintId: `${id}-hint` })}>
    <Switch
      aria-labelledby={id}
      {...(hint && { 'aria-describedby': `${id}-hint` })}
      checked={checked}
      onChange={onChange}
    />
  </Row>
);
