import { useState } from 'react';
import type { Account, Client } from '../../../shared/ipc/views.ts';
import { cx } from '../../ui/class-names.ts';
import { Select } from '../../ui/select.tsx';
import { NetworkGlyph } from '../post-status/network-glyph.tsx';
import { type Draft, hasTarget } from './draft.ts';
import type { DraftMessage } from './draft-messages.ts';
import { Preview } from './preview.tsx';

interface PreviewPaneProps {
  draft: Draft;
  messages: readonly DraftMessage[];
  /** Of this client. */
  accounts: readonly Account[];
  client: Client | undefined;
  /** Whose version is open. */
  open: string | null;
  /** What stands where a network shows the age of a post. */
  time: string;
  /** In a small window it takes the place of the text. */
  isShown: boolean;
}

/** The post as one of its accounts will show it. */
export function PreviewPane({
  draft,
  messages,
  accounts,
  client,
  open,
  time,
  isShown,
}: PreviewPaneProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const shownId = [chosen, open, draft.targets[0]?.accountId ?? null].find(
    (id) => id !== null && hasTarget(draft, id),
  );
  const account = accounts.find(({ id }) => id === shownId) ?? accounts[0];
  const shown = messages.find(({ accountId }) => accountId === shownId);
  return (
    <aside
      aria-label="Preview"
      className={cx(
        'min-w-0 flex-col gap-3 overflow-y-auto border-l border-hairline bg-sunken p-5',
        isShown
          ? 'flex flex-1 *:w-full *:max-w-120 *:self-center wide:w-100 wide:flex-none'
          : 'hidden w-100 shrink-0 wide:flex',
      )}
    >
      <Preview
        network={account?.network}
        displayName={account?.displayName || client?.name || 'Your client'}
        handle={account?.handle ?? 'handle.bsky.social'}
        {...(shown ? { ...shown.message, limit: shown.capabilities.text } : { text: draft.text })}
        media={draft.media}
        colour={client?.colour ?? 'var(--faint)'}
        time={time}
      >
        {draft.targets.length > 1 && (
          <div className="min-w-0 flex-1">
            <Select
              label="Preview of"
              value={shownId ?? ''}
              onChange={setChosen}
              choices={draft.targets.flatMap(({ accountId }) => {
                const one = accounts.find(({ id }) => id === accountId);
                return one
                  ? [
                      {
                        value: one.id,
                        label: `@${one.handle}${one.practice ? ' (practice)' : ''}`,
                        icon: <NetworkGlyph network={one.network} size={14} said />,
                      },
                    ]
                  : [];
              })}
            />
          </div>
        )}
      </Preview>
    </aside>
  );
}
