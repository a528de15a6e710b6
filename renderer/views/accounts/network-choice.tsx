import type { NetworkCapabilities } from '../../../shared/domain/network.ts';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { NetworkGlyph } from '../post-status/network-glyph.tsx';

interface NetworkChoiceProps {
  value: NetworkCapabilities;
  onChange: (network: NetworkCapabilities) => void;
  /** While a sign-in is under way. */
  disabled: boolean;
  className?: string;
}

/** Which network the account to connect is on. */
export const NetworkChoice = ({ value, onChange, disabled, className }: NetworkChoiceProps) => (
  <fieldset disabled={disabled} className={className}>
    <Segmented
      label="Network"
      value={value.id}
      onChange={(id) => onChange(NETWORKS[id])}
      choices={Object.values(NETWORKS).map(({ id, name }) => ({
        value: id,
        label: name,
        icon: <NetworkGlyph network={id} />,
      }))}
      className="flex"
    />
  </fieldset>
);
