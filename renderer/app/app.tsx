import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { listen, sentenceOf } from '../ipc/client.ts';
import { useAppStatus, useProfile, useSettingsQuery } from '../ipc/queries.ts';
import { Button } from '../ui/button.tsx';
import { SpillDrawing } from '../ui/drawings.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Toaster } from '../ui/toast.tsx';
import { useCoreClock } from './clock.ts';
import { Frame } from './frame.tsx';
import { onDemand } from './on-demand.tsx';
import { PreferencesProvider, usePreferencesOfWorkspace } from './preferences.ts';
import { ReadyMark } from './ready.tsx';
import { useTheme } from './theme.ts';

const FirstRunView = onDemand(async () => {
  return (await import('../views/first-run/first-run-view.tsx')).FirstRunView;
});
const UnlockView = onDemand(async () => {
  return (await import('../views/unlock/unlock-view.tsx')).UnlockView;
});

/** Decides what the window shows: the way in, the first run, or the app. */
export function App() {
  useCoreClock();
  useTheme(useSettingsQuery().data?.theme);
  return (
    <PreferencesProvider value={usePreferencesOfWorkspace()}>
      <Screen />
      <Toaster />
    </PreferencesProvider>
  );
}

function Screen() {
  const status = useAppStatus();
  const settings = useSettingsQuery();
  const profile = useProfile();
  const firstRun = useFirstRun(status.data?.state === 'ready' && !status.data.hasProfile);
  useShellNavigation();

  if (status.isError) {
    return (
      <main className="drag h-full">
        <EmptyState
          drawing={<SpillDrawing />}
          title="ClientNest did not answer"
          action={<Button onClick={() => void status.refetch()}>Try again</Button>}
        >
          {sentenceOf(status.error)}
        </EmptyState>
        <ReadyMark />
      </main>
    );
  }
  // The answer takes a few ms: paper until then, no spinner that only flashes.
  if (!status.data) return null;
  if (status.data.state !== 'ready') {
    return <UnlockView status={status.data} arrived={<ReadyMark />} />;
  }
  if (firstRun.running) {
    return <FirstRunView onDone={firstRun.finish} arrived={<ReadyMark />} />;
  }
  // Otherwise the week would start on Monday, and a moment later on Sunday.
  if (settings.isPending || profile.isPending) return null;
  return <Frame />;
}

/** The first run goes on after its first step has made the profile, until the person is done. */
function useFirstRun(needed: boolean) {
  const [running, setRunning] = useState(needed);
  if (needed && !running) setRunning(true);
  return { running: running || needed, finish: () => setRunning(false) };
}

/** The tray, the menu and notifications say where to go. */
function useShellNavigation(): void {
  const navigate = useNavigate();
  useEffect(() => listen('shell.navigate', ({ to }) => void navigate(to)), [navigate]);
}
