import { Check } from 'lucide-react';
import type { Account } from '../../../shared/ipc/views.ts';
import { cx } from '../../ui/class-names.ts';
import { NetworkGlyph } from '../post-status/network-glyph.tsx';

interface AccountChipsProps {
  accounts: readonly Pick<Account, 'id' | 'network' | 'handle'>[];
  chosen: readonly string[];
  labelledBy: string;
  onChange: (chosen: string[]) => void;
}

/** Accounts, each on or off. */
export const AccountChips = ({ accounts, chosen, labelledBy, onChange }: AccountChipsProps) => (
  <fieldset aria-labelledby={labelledBy} className="flex min-w-0 flex-wrap gap-1.5">
    {accounts.map(({ id, network, handle }) => {
      const isOn = chosen.includes(id);
      return (
        <button
          key={id}
          type="button"
          aria-pressed={isOn}
          onClick={() => onChange(isOn ? chosen.filter((one) => one !== id) : [...chosen, id])}
          className={cx(
            'inline-flex h-7 max-w-60 items-center gap-1.5 rounded-full border px-2.5 transition-colors',
            isOn
              ? 'border-accent bg-accent-soft text-ink'
              : 'border-edge text-muted hover:bg-hover hover:text-ink',
          )}
        >
          <NetworkGlyph
            network={network}
            size={13}
            said
            className={isOn ? 'text-accent-text' : ''}
          />
          <span className="truncate">@{handle}</span>
          {isOn && <Check size={13} className="shrink-0 text-accent-text" aria-hidden />}
        </button>
      );
    })}
  </fieldset>
);
