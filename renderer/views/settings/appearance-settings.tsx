import type { Settings } from '../../../shared/ipc/views.ts';
import { Row } from '../../ui/page.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Switch } from '../../ui/switch.tsx';
import { HolidayPlaces } from './holiday-places.tsx';
import { SettingsSection } from './section.tsx';
import { ThemePicker } from './theme-picker.tsx';
import { useUpdateSettings } from './use-update.ts';

export function AppearanceSettings({ settings }: { settings: Settings }) {
  const update = useUpdateSettings();
  return (
    <SettingsSection id="appearance" title="Appearance">
      <div className="p-4">
        <div className="max-w-100">
          <ThemePicker value={settings.theme} onChange={(theme) => update({ theme })} />
        </div>
      </div>
    </SettingsSection>
  );
}

export function CalendarSettings({ settings }: { settings: Settings }) {
  const update = useUpdateSettings();
  return (
    <SettingsSection id="calendar" title="Calendar">
      <Row label="Week starts on">
        <Segmented
          label="Week starts on"
          value={settings.weekStart}
          onChange={(weekStart) => update({ weekStart })}
          choices={[
            { value: 'monday', label: 'Monday' },
            { value: 'sunday', label: 'Sunday' },
            { value: 'saturday', label: 'Saturday' },
          ]}
        />
      </Row>
      <Row label="Clock">
        <Segmented
          label="Clock"
          value={settings.hourCycle}
          onChange={(hourCycle) => update({ hourCycle })}
          choices={[
            { value: 'h23', label: '17:30' },
            { value: 'h12', label: '5:30 PM' },
          ]}
        />
      </Row>
      <Row
        label="Free slots"
        labelId="slot-ghosts"
        hint="Faint outlines where the queue of a client has room."
        hintId="slot-ghosts-hint"
      >
        <Switch
          aria-labelledby="slot-ghosts"
          aria-describedby="slot-ghosts-hint"
          checked={settings.slotGhosts}
          onChange={(slotGhosts) => update({ slotGhosts })}
        />
      </Row>
      <Row
        label="Holidays"
        hint="Public holidays and observances of these countries stand at their days."
      >
        <HolidayPlaces
          value={settings.holidayPlaces}
          onChange={(holidayPlaces) => update({ holidayPlaces })}
        />
      </Row>
    </SettingsSection>
  );
}
