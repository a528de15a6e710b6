import { cx } from './class-names.ts';

const isMac = /mac/i.test(navigator.platform);

const SIGNS: Record<string, string> = isMac
  ? { mod: '⌘', shift: '⇧', alt: '⌥', enter: '↵', escape: 'Esc', backspace: '⌫' }
  : { mod: 'Ctrl', shift: 'Shift', alt: 'Alt', enter: '↵', escape: 'Esc', backspace: '⌫' };

const ARROWS: Record<string, string> = { up: '↑', down: '↓', left: '←', right: '→' };

/** What is printed on a key of this machine's keyboard: `mod` is ⌘ on a Mac and Ctrl elsewhere. */
const keySign = (key: string): string =>
  SIGNS[key] ?? ARROWS[key] ?? (key.length === 1 ? key.toUpperCase() : key);

/** A shortcut, e.g. `<Kbd keys={['mod', 'k']} />`. */
export function Kbd({
  keys,
  hidden,
  className,
}: {
  keys: readonly string[];
  /** Only for eyes, where the element has a name of its own. */
  hidden?: boolean;
  className?: string;
}) {
  return (
    <span aria-hidden={hidden} className={cx('inline-flex items-center gap-0.5', className)}>
      {keys.map((key) => (
        <kbd
          key={key}
          className="inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-chip border border-hairline bg-sunken px-1 font-sans text-caption text-muted"
        >
          {keySign(key)}
        </kbd>
      ))}
    </span>
  );
}
