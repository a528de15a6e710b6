import { Link2, Link2Off, Unlink2 } from 'lucide-react';
import { memo } from 'react';
import type { Account } from '../../../shared/ipc/views.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { NetworkGlyph } from '../post-status/network-glyph.tsx';
import { PracticeBadge } from '../post-status/practice-badge.tsx';
import type { DraftTarget } from './draft.ts';

interface VersionTabsProps {
  targets: readonly DraftTarget[];
  accounts: readonly Account[];
  /** Whose version is open; null is the main text. */
  tab: string | null;
  onTab: (accountId: string | null) => void;
}

/** The main text, and a tab for each account, which follows it until it gets words of its own. */
export const VersionTabs = memo(function VersionTabs({
  targets,
  accounts,
  tab,
  onTab,
}: VersionTabsProps) {
  return (
    <div
      role="tablist"
      aria-label="Versions of the text"
      className="relative flex min-w-0 gap-4 overflow-x-auto overflow-y-hidden px-6"
    >
      <Tab isOpen={tab === null} onOpen={() => onTab(null)}>
        Main text
      </Tab>
      {targets.map((target) => {
        const account = accounts.find(({ id }) => id === target.accountId);
        if (!account) return null;
        return (
          <Tab
            key={target.accountId}
            isOpen={tab === target.accountId}
            onOpen={() => onTab(target.accountId)}
          >
            <NetworkGlyph network={account.network} size={12} />
            <span className="max-w-40 truncate">@{account.handle}</span>
            {account.practice && <PracticeBadge small />}
            {target.text !== null && (
              <span className="rounded-full bg-accent-soft px-1.5 text-caption text-accent-text">
                own
              </span>
            )}
          </Tab>
        );
      })}
    </div>
  );
});

interface TabProps {
  isOpen: boolean;
  onOpen: () => void;
  children: React.ReactNode;
}

const Tab = ({ isOpen, onOpen, children }: TabProps) => (
  <button
    type="button"
    role="tab"
    aria-selected={isOpen}
    tabIndex={isOpen ? 0 : -1}
    onClick={onOpen}
    onKeyDown={(event) => {
      const to =
        event.key === 'ArrowRight'
          ? event.currentTarget.nextElementSibling
          : event.key === 'ArrowLeft'
            ? event.currentTarget.previousElementSibling
            : null;
      if (!(to instanceof HTMLElement)) return;
      event.preventDefault();
      to.focus();
      to.click();
    }}
    className={cx(
      '-mb-px inline-flex h-9 shrink-0 items-center gap-1.5 border-b-2 whitespace-nowrap transition-colors focus-visible:-outline-offset-2',
      isOpen ? 'border-accent text-ink' : 'border-transparent text-muted hover:text-ink',
    )}
  >
    {children}
  </button>
);

interface VersionNoteProps {
  handle: string;
  isOwn: boolean;
  onWriteOwn: () => void;
  onFollow: () => void;
}

/** Under an account's tab: whether it follows the main text, and the way to change that. */
export const VersionNote = ({ handle, isOwn, onWriteOwn, onFollow }: VersionNoteProps) => (
  <div className="mx-6 mt-3 flex items-center gap-2 rounded-control bg-sunken py-1 pr-1 pl-3 text-small text-muted">
    {isOwn ? <Unlink2 size={14} aria-hidden /> : <Link2 size={14} aria-hidden />}
    <span className="flex-1">
      {isOwn ? `Only for @${handle}. The main text is not used here.` : 'Follows the main text.'}
    </span>
    <Button
      tone="ghost"
      size="compact"
      icon={isOwn ? <Link2 size={14} /> : <Link2Off size={14} />}
      onClick={isOwn ? onFollow : onWriteOwn}
    >
      {isOwn ? 'Follow the main text' : 'Write its own version'}
    </Button>
  </div>
);
