import { isDeepStrictEqual } from 'node:util';
import { type BrowserWindow, nativeTheme } from 'electron';
import type { Bus } from '../bus.ts';
import type { CallRoute } from './call-route.ts';
import type { Preferences } from './preferences.ts';

/** The paper and ink of renderer/styles/tokens.css, for what is painted before or beside the page. */
const COLOURS = {
  light: { paper: '#fbfaf8', ink: '#1a1d22' },
  dark: { paper: '#121417', ink: '#e6e8eb' },
};
/** Height of the title bar, in px: the frame draws it, the system's buttons sit on it. */
const TITLE_BAR = 44;

export const colours = () => (nativeTheme.shouldUseDarkColors ? COLOURS.dark : COLOURS.light);

export const overlay = () => ({
  color: colours().paper,
  symbolColor: colours().ink,
  height: TITLE_BAR,
});

/** Takes the theme that was last chosen, before there is a window. */
export function applyThemeHint(preferences: Preferences): void {
  nativeTheme.themeSource = preferences.theme();
}

/**
 * Follows the settings of the workspace, and remembers for the next start what is needed before it is open.
 * @returns looks at them now.
 */
export function followSettings(bus: Bus, call: CallRoute, preferences: Preferences): () => void {
  const follow = async () => {
    const settings = await call('settings.get', {});
    const profile = await call('profiles.get', {});
    if (!settings.ok) return;
    const { theme, weekStart } = settings.value;
    if (nativeTheme.themeSource !== theme) nativeTheme.themeSource = theme;
    if (preferences.theme() !== theme) preferences.setTheme(theme);
    if (!profile.ok || !profile.value) return;
    const month = { zone: profile.value.timeZone, weekStart };
    if (!isDeepStrictEqual(preferences.month(), month)) preferences.setMonth(month);
  };
  bus.on('settings.changed', () => void follow());
  bus.on('profile.changed', () => void follow());
  bus.on('app.changed', () => void follow());
  return () => void follow();
}

/** Paints the window's own parts again when light turns to dark. Ends with the window. */
export function followTheme(window: BrowserWindow): void {
  const repaint = () => {
    window.setBackgroundColor(colours().paper);
    if (process.platform !== 'darwin') window.setTitleBarOverlay(overlay());
  };
  nativeTheme.on('updated', repaint);
  window.once('closed', () => nativeTheme.off('updated', repaint));
}
