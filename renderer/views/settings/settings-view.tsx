import { useSearchParams } from 'react-router';
import { QueryProblem } from '../../app/query-problem.tsx';
import { View } from '../../app/view.tsx';
import { useProfile, useSettingsQuery } from '../../ipc/queries.ts';
import { cx } from '../../ui/class-names.ts';
import { SectionNav } from '../../ui/section-nav.tsx';
import { Loading, Skeleton } from '../../ui/skeleton.tsx';
import { AboutSettings } from './about-settings.tsx';
import { AiSettings } from './ai-settings.tsx';
import { AppearanceSettings, CalendarSettings } from './appearance-settings.tsx';
import { DataSettings } from './data-settings.tsx';
import { ProfileSettings } from './profile-settings.tsx';
import { PublishingSettings } from './publishing-settings.tsx';
import { RelaySettings } from './relay-settings.tsx';

const SECTIONS = [
  { id: 'profile', label: 'Profile' },
  { id: 'appearance', label: 'Appearance' },
  { id: 'calendar', label: 'Calendar' },
  { id: 'publishing', label: 'Publishing' },
  { id: 'relay', label: 'Media relay' },
  { id: 'ai', label: 'AI' },
  { id: 'data', label: 'Data and secrets' },
  { id: 'about', label: 'About' },
] as const;

/** Every change is saved as it is made. */
export function SettingsView() {
  const settings = useSettingsQuery();
  const profile = useProfile();
  const problem = settings.error ?? profile.error;
  // Another screen may have sent the person to one section.
  const [params] = useSearchParams();

  return (
    <View title="Settings">
      {problem ? (
        <QueryProblem
          error={problem}
          onRetry={() => void Promise.all([settings.refetch(), profile.refetch()])}
        />
      ) : (
        <SectionNav
          label="Settings"
          sections={SECTIONS}
          asked={params.get('section')}
          isReady={settings.data !== undefined && profile.data !== undefined}
        >
          {settings.data && profile.data !== undefined ? (
            <>
              <ProfileSettings profile={profile.data} />
              <AppearanceSettings settings={settings.data} />
              <CalendarSettings settings={settings.data} />
              <PublishingSettings settings={settings.data} />
              <RelaySettings />
              <AiSettings />
              <DataSettings />
              <AboutSettings />
            </>
          ) : (
            <SettingsSkeleton />
          )}
        </SectionNav>
      )}
    </View>
  );
}

const SettingsSkeleton = () => (
  <Loading label="Loading the settings">
    {['h-56', 'h-40', 'h-32'].map((height) => (
      <div key={height} className="mb-8">
        <Skeleton className="mb-3 h-4 w-28" />
        <Skeleton className={cx('rounded-card', height)} />
      </div>
    ))}
  </Loading>
);
