import { ToggleGroup } from 'radix-ui';
import type { NetworkCapabilities } from '../../../shared/domain/network.ts';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import { NetworkGlyph } from '../post-status/network-glyph.tsx';

interface NetworkChoiceProps {
  value: NetworkCapabilities;
  onChange: (network: NetworkCapabilities) => void;
  /** While a sign-in is under way. */
  disabled: boolean;
  className?: string;
}

/** Which network the account to connect is on. Arrow keys move between them. */
export const NetworkChoice = ({ value, onChange, disabled, className }: NetworkChoiceProps) => (
  <fieldset disabled={disabled} className={className}>
    <ToggleGroup.Root
      type="single"
      aria-label="Network"
      value={value.id}
      onValueChange={(id) => {
        const chosen = Object.values(NETWORKS).find((network) => network.id === id);
        if (chosen) onChange(chosen);
      }}
      className="grid grid-cols-4 gap-1.5"
    >
      {Object.values(NETWORKS).map(({ id, name }) => (
        <ToggleGroup.Item
          key={id}
          value={id}
          className="flex h-14 flex-col items-center justify-center gap-1.5 rounded-control border border-edge bg-control text-small text-muted transition-colors enabled:hover:bg-hover enabled:hover:text-ink disabled:opacity-50 data-[state=on]:border-accent data-[state=on]:bg-accent-soft data-[state=on]:text-ink"
        >
          <NetworkGlyph network={id} size={16} />
          {name}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  </fieldset>
);
