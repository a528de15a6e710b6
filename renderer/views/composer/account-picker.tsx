import { Check, Plug } from 'lucide-react';
import { memo } from 'react';
import type { Account } from '../../../shared/ipc/views.ts';
import { useGo } from '../../app/place.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { NetworkGlyph } from '../post-status/network-glyph.tsx';
import { PracticeBadge } from '../post-status/practice-badge.tsx';
import { type DraftTarget, hasTarget } from './draft.ts';

interface AccountPickerProps {
  accounts: readonly Account[];
  targets: readonly DraftTarget[];
  disabled: boolean;
  onToggle: (accountId: string) => void;
}

/** Where the post goes: each account is on or off. */
export const AccountPicker = memo(function AccountPicker({
  accounts,
  targets,
  disabled,
  onToggle,
}: AccountPickerProps) {
  const go = useGo();
  if (accounts.length === 0)
    return (
      <Button
        size="compact"
        icon={<Plug size={14} className="text-muted" />}
        onClick={() => go('/accounts?connect=1')}
      >
        Connect an account
      </Button>
    );
  return (
    <fieldset aria-label="Accounts" className="flex min-w-0 flex-wrap gap-1.5">
      {accounts.map((account) => {
        const isOn = hasTarget({ targets }, account.id);
        const isPaused = account.status === 'disabled';
        return (
          <button
            key={account.id}
            type="button"
            aria-pressed={isOn}
            disabled={disabled || (isPaused && !isOn)}
            title={account.statusMessage ?? account.displayName}
            onClick={() => onToggle(account.id)}
            className={cx(
              'inline-flex h-7 max-w-60 items-center gap-1.5 rounded-full border px-2.5 transition-colors disabled:opacity-50',
              isOn
                ? 'border-accent bg-accent-soft text-ink'
                : 'border-edge text-muted hover:bg-hover hover:text-ink',
            )}
          >
            <NetworkGlyph
              network={account.network}
              size={13}
              said
              className={isOn ? 'text-accent-text' : ''}
            />
            <span className="truncate">@{account.handle}</span>
            {account.practice && <PracticeBadge small />}
            {isOn && <Check size={13} className="text-accent-text" aria-hidden />}
            {account.status === 'reconnect_needed' && (
              <span className="text-small text-attention">signed out</span>
            )}
            {isPaused && <span className="text-small text-muted">paused</span>}
          </button>
        );
      })}
    </fieldset>
  );
});
