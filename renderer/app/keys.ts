/** A key press as far as shortcuts care: the parts of a KeyboardEvent. */
export interface Press {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/** `mod+shift+p` → `['mod', 'shift', 'p']`; a sequence keeps its steps: `g c` → `[['g'], ['c']]`. */
export const stepsOf = (keys: string): string[][] =>
  keys.split(' ').map((step) => (step === '+' ? ['+'] : step.split('+')));

/** The name of the key that was pressed, as shortcuts write it. */
const nameOf = (key: string): string =>
  key === ' ' ? 'space' : key.replace(/^Arrow/, '').toLowerCase();

/**
 * Whether a press is one step of a shortcut. `mod` is ⌘ on a Mac and Ctrl elsewhere. Shift counts
 * only for letters and named keys: `?` needs it on one keyboard and not on another.
 */
export function isStep(step: readonly string[], press: Press, mac: boolean): boolean {
  const key = step.at(-1) ?? '';
  if (nameOf(press.key) !== key) return false;
  const mod = mac ? press.metaKey : press.ctrlKey;
  const other = mac ? press.ctrlKey : press.metaKey;
  if (mod !== step.includes('mod') || other) return false;
  const isSign = key.length === 1 && !/[a-z0-9]/.test(key);
  if (isSign) return true;
  return press.altKey === step.includes('alt') && press.shiftKey === step.includes('shift');
}

/** How long the first key of a sequence waits for the second, in ms. */
export const SEQUENCE_MS = 900;
