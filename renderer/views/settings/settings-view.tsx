import { type UIEvent, useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { QueryProblem } from '../../app/query-problem.tsx';
import { View } from '../../app/view.tsx';
import { useProfile, useSettingsQuery } from '../../ipc/queries.ts';
import { cx } from '../../ui/class-names.ts';
import { Loading, Skeleton } from '../../ui/skeleton.tsx';
import { AboutSettings } from './about-settings.tsx';
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
  { id: 'data', label: 'Data and secrets' },
  { id: 'about', label: 'About' },
] as const;

const OWN_SCROLL_MS = 800;

/** Every change is saved as it is made. */
export function SettingsView() {
  const settings = useSettingsQuery();
  const profile = useProfile();
  const [here, setHere] = useState<string>('profile');
  /** Until when the scrolling is ours, towards what was chosen. */
  const ownScroll = useRef(0);
  const problem = settings.error ?? profile.error;

  const goTo = (id: string) => {
    setHere(id);
    ownScroll.current = performance.now() + OWN_SCROLL_MS;
    document.getElementById(id)?.scrollIntoView({ block: 'start', behavior: 'smooth' });
  };

  // Another screen may have sent the person to one section.
  const [params] = useSearchParams();
  const asked = params.get('section');
  const isThere = settings.data !== undefined && profile.data !== undefined;
  useEffect(() => {
    if (!isThere || !SECTIONS.some(({ id }) => id === asked) || asked === null) return;
    setHere(asked);
    ownScroll.current = performance.now() + OWN_SCROLL_MS;
    document.getElementById(asked)?.scrollIntoView({ block: 'start' });
  }, [isThere, asked]);

  /** The section at the top is where one is; at the very end it is the last. */
  const follow = ({ currentTarget: list }: UIEvent<HTMLDivElement>) => {
    if (performance.now() < ownScroll.current) return;
    const atEnd = list.scrollTop + list.clientHeight >= list.scrollHeight - 2;
    const passed = SECTIONS.filter(
      ({ id }) => (document.getElementById(id)?.offsetTop ?? 0) - list.scrollTop < 96,
    );
    const section = atEnd ? SECTIONS.at(-1) : passed.at(-1);
    if (section) setHere(section.id);
  };

  return (
    <View title="Settings">
      {problem ? (
        <QueryProblem
          error={problem}
          onRetry={() => void Promise.all([settings.refetch(), profile.refetch()])}
        />
      ) : (
        <div className="flex h-full">
          <nav aria-label="Settings" className="w-44 shrink-0 py-6 pl-6">
            <ul>
              {SECTIONS.map(({ id, label }) => (
                <li key={id}>
                  <button
                    type="button"
                    aria-current={here === id ? 'true' : undefined}
                    onClick={() => goTo(id)}
                    className="h-7 w-full rounded-control px-2.5 text-left text-muted transition-colors hover:text-ink aria-[current]:bg-hover aria-[current]:font-medium aria-[current]:text-ink"
                  >
                    {label}
                  </button>
                </li>
              ))}
            </ul>
          </nav>
          <div
            onScroll={follow}
            className="scroll-edge relative h-full min-w-0 flex-1 overflow-y-auto"
          >
            <div className="max-w-168 p-6 [&>section]:scroll-mt-6">
              {settings.data && profile.data !== undefined ? (
                <>
                  <ProfileSettings profile={profile.data} />
                  <AppearanceSettings settings={settings.data} />
                  <CalendarSettings settings={settings.data} />
                  <PublishingSettings settings={settings.data} />
                  <RelaySettings />
                  <DataSettings />
                  <AboutSettings />
                </>
              ) : (
                <SettingsSkeleton />
              )}
            </div>
          </div>
        </div>
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
