import { RadioGroup } from 'radix-ui';
import type { Settings } from '../../../shared/ipc/views.ts';

type Theme = Settings['theme'];

const THEMES: readonly { value: Theme; label: string }[] = [
  { value: 'system', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

const LIGHT = {
  paper: 'oklch(0.985 0.003 85)',
  ink: 'oklch(0.78 0.008 260)',
  line: 'oklch(0.9 0.004 85)',
};
const DARK = {
  paper: 'oklch(0.225 0.007 265)',
  ink: 'oklch(0.5 0.01 265)',
  line: 'oklch(0.34 0.008 265)',
};

/** Three small windows, one of them chosen. */
export function ThemePicker({
  value,
  onChange,
}: {
  value: Theme;
  onChange: (theme: Theme) => void;
}) {
  return (
    <RadioGroup.Root
      value={value}
      onValueChange={(next) => onChange(next as Theme)}
      aria-label="Theme"
      className="flex gap-3"
    >
      {THEMES.map(({ value: theme, label }) => (
        <RadioGroup.Item
          key={theme}
          value={theme}
          className="group flex flex-1 flex-col items-center gap-1.5 rounded-card"
        >
          <span className="block w-full overflow-hidden rounded-control ring-1 ring-edge transition-shadow group-hover:ring-faint group-data-[state=checked]:ring-2 group-data-[state=checked]:ring-accent">
            <Window theme={theme} />
          </span>
          <span className="text-small text-muted group-data-[state=checked]:font-medium group-data-[state=checked]:text-ink">
            {label}
          </span>
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}

function Window({ theme }: { theme: Theme }) {
  const left = theme === 'dark' ? DARK : LIGHT;
  const right = theme === 'light' ? LIGHT : DARK;
  return (
    <svg viewBox="0 0 120 64" className="block w-full" aria-hidden="true">
      <rect width="60" height="64" fill={left.paper} />
      <rect x="60" width="60" height="64" fill={right.paper} />
      <path d="M30 0v64" stroke={left.line} />
      <path d="M30 14h30" stroke={left.line} />
      <path d="M60 14h60" stroke={right.line} />
      <circle cx="10" cy="22" r="2.5" fill="#5c71d2" />
      <circle cx="10" cy="31" r="2.5" fill="#c17c2d" />
      <circle cx="10" cy="40" r="2.5" fill="#43914f" />
      <path
        d="M15.5 22h8M15.5 31h6M15.5 40h9"
        stroke={left.ink}
        strokeWidth="2"
        strokeLinecap="round"
      />
      <path d="M37 23h14M37 31h19" stroke={left.ink} strokeWidth="2" strokeLinecap="round" />
      <path
        d="M66 23h22M66 31h30M66 39h16"
        stroke={right.ink}
        strokeWidth="2"
        strokeLinecap="round"
      />
      <rect x="98" y="50" width="16" height="7" rx="2.5" fill="oklch(0.55 0.17 270)" />
    </svg>
  );
}
