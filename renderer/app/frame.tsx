import { useQueryClient } from '@tanstack/react-query';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { useLocation } from 'react-router';
import { routeQuery } from '../ipc/queries.ts';
import { useLibraryPlace } from '../views/library/use-library-place.ts';
import { leaveReason, useReasonAsked } from '../views/post/hold-reason.ts';
import { atIdle } from './at-idle.ts';
import { useShortcuts } from './commands.ts';
import { useFrameCommands } from './frame-commands.ts';
import { FrameContext } from './frame-state.ts';
import { MissedArrival } from './missed-arrival.ts';
import { onDemand } from './on-demand.tsx';
import { OverlayBoundary } from './overlay-boundary.tsx';
import { useAway, useComposer } from './place.ts';
import { Rail } from './rail.tsx';
import { useRailWidth } from './rail-width.ts';
import {
  AppRoutes,
  ComposerSheet,
  HoldReasonDialog,
  LibrarySheet,
  RAIL_VIEWS,
  TriageSheet,
} from './routes.tsx';
import { StatusStrip } from './status-strip.tsx';

const CommandPalette = onDemand(async () => (await import('./command-palette.tsx')).CommandPalette);
const ShortcutsSheet = onDemand(async () => (await import('./shortcuts-sheet.tsx')).ShortcutsSheet);

/** The window of an open workspace: rail, view, status strip, and what opens above them. */
export function Frame() {
  const rail = useRailWidth();
  const [open, setOpen] = useState<'palette' | 'shortcuts' | null>(null);
  const composer = useComposer();
  const away = useAway();
  const library = useLibraryPlace();
  const reasonFor = useReasonAsked();
  const main = useRef<HTMLElement>(null);
  useFocusOnArrival(main);
  usePaletteAtHand();
  useViewsAtHand();
  useShortcuts();
  const actions = useMemo(
    () => ({
      toggleRail: rail.toggle,
      openPalette: () => setOpen('palette'),
      openShortcuts: () => setOpen('shortcuts'),
    }),
    [rail.toggle],
  );
  useFrameCommands(actions);
  const frame = useMemo(
    () => ({ collapsed: rail.collapsed, ...actions }),
    [rail.collapsed, actions],
  );
  const close = () => setOpen(null);

  return (
    <FrameContext value={frame}>
      <div className="flex h-full">
        <Rail collapsed={rail.collapsed} />
        <div className="flex min-w-0 flex-1 flex-col">
          <main ref={main} tabIndex={-1} className="flex min-h-0 flex-1 flex-col outline-none">
            <AppRoutes />
          </main>
          <StatusStrip />
        </div>
      </div>
      <OverlayBoundary
        name="The composer"
        place={composer.target ?? ''}
        onClose={() => composer.close()}
      >
        {composer.target && <ComposerSheet />}
      </OverlayBoundary>
      <OverlayBoundary name="The library" place={`${library.isOpen}`} onClose={library.close}>
        {library.isOpen && <LibrarySheet />}
      </OverlayBoundary>
      <OverlayBoundary name="What was missed" place={`${away.isOpen}`} onClose={away.close}>
        {away.isOpen && <TriageSheet />}
      </OverlayBoundary>
      <OverlayBoundary name="The reason" place={reasonFor ?? ''} onClose={leaveReason}>
        {reasonFor !== null && <HoldReasonDialog postId={reasonFor} onClose={leaveReason} />}
      </OverlayBoundary>
      <MissedArrival />
      {open === 'palette' && <CommandPalette onClose={close} />}
      {open === 'shortcuts' && <ShortcutsSheet onClose={close} />}
    </FrameContext>
  );
}

/** After a change of view the keyboard is in it, not on a link that led there. */
function useFocusOnArrival(main: RefObject<HTMLElement | null>): void {
  const { pathname } = useLocation();
  const last = useRef(pathname);
  useEffect(() => {
    if (last.current === pathname) return;
    last.current = pathname;
    main.current?.focus({ preventScroll: true });
  }, [pathname, main]);
}

/** People type right after ⌘K: its code is there before they do, fetched once nothing else is to be done. */
function usePaletteAtHand(): void {
  useEffect(() => {
    const idle = requestIdleCallback(() => void CommandPalette.load(), { timeout: 5_000 });
    return () => cancelIdleCallback(idle);
  }, []);
}

/** What the other views need is there before they are asked for: one thing after the other, while nothing else is to be done. */
function useViewsAtHand(): void {
  const queries = useQueryClient();
  useEffect(() => {
    const steps = [
      ...RAIL_VIEWS.map((view) => view.load),
      () => import('../ui/chart-drawing.ts'),
      // A month of numbers is added up day by day, the first time.
      () => queries.prefetchQuery(routeQuery('dashboard.performance', { days: 30 })),
    ];
    let isGone = false;
    let stop = () => {};
    const prepareFrom = (at: number) => {
      const prepare = steps[at];
      if (!prepare || isGone) return;
      const next = () => prepareFrom(at + 1);
      stop = atIdle(() => void prepare().then(next, next), at === 0 ? 1500 : 50);
    };
    prepareFrom(0);
    return () => {
      isGone = true;
      stop();
    };
  }, [queries]);
}
