import { createContext, use } from 'react';

interface FrameState {
  /** The rail shows icons only. */
  collapsed: boolean;
  toggleRail: () => void;
  openPalette: () => void;
  openShortcuts: () => void;
}

export const FrameContext = createContext<FrameState>({
  collapsed: false,
  toggleRail: () => undefined,
  openPalette: () => undefined,
  openShortcuts: () => undefined,
});

export const useFrame = (): FrameState => use(FrameContext);
