import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useLocation } from 'react-router';
import { useShortcuts } from './commands.ts';
import { useFrameCommands } from './frame-commands.ts';
import { FrameContext } from './frame-state.ts';
import { OverlayBoundary } from './overlay-boundary.tsx';
import { useComposer } from './place.ts';
import { Rail } from './rail.tsx';
import { useRailWidth } from './rail-width.ts';
import { AppRoutes, ComposerSheet } from './routes.tsx';
import { StatusStrip } from './status-strip.tsx';

const importPalette = () => import('./command-palette.tsx');
const CommandPalette = lazy(async () => ({ default: (await importPalette()).CommandPalette }));
const ShortcutsSheet = lazy(async () => ({
  default: (await import('./shortcuts-sheet.tsx')).ShortcutsSheet,
}));

/** The window of an open workspace: rail, view, status strip, and what opens above them. */
export function Frame() {
  const rail = useRailWidth();
  const [palette, setPalette] = useState(false);
  const [shortcuts, setShortcuts] = useState(false);
  const composer = useComposer();
  const main = useRef<HTMLElement>(null);
  useFocusOnArrival(main);
  usePaletteAtHand();
  useShortcuts();
  useFrameCommands({
    openPalette: () => setPalette(true),
    openShortcuts: () => setShortcuts(true),
    toggleRail: rail.toggle,
  });

  return (
    <FrameContext
      value={{
        collapsed: rail.collapsed,
        toggleRail: rail.toggle,
        openPalette: () => setPalette(true),
        openShortcuts: () => setShortcuts(true),
      }}
    >
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
      <Suspense>{palette && <CommandPalette onClose={() => setPalette(false)} />}</Suspense>
      <Suspense>{shortcuts && <ShortcutsSheet onClose={() => setShortcuts(false)} />}</Suspense>
    </FrameContext>
  );
}

/** After a change of view the keyboard is in it, not on a link that led there. */
function useFocusOnArrival(main: React.RefObject<HTMLElement | null>): void {
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
    const idle = requestIdleCallback(() => void importPalette(), { timeout: 5_000 });
    return () => cancelIdleCallback(idle);
  }, []);
}
