import { Plug } from 'lucide-react';
import type { ClientProfile } from '../../../shared/ipc/views.ts';
import { useGo } from '../../app/place.ts';
import { useAccounts } from '../../ipc/queries.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { NetworkGlyph } from '../post-status/network-glyph.tsx';
import { PracticeBadgeOf } from '../post-status/practice-badge.tsx';
import { ClientSection } from './client-section.tsx';

const STATES = {
  connected: null,
  reconnect_needed: { word: 'Signed out', tone: 'attention' },
  disabled: { word: 'Paused', tone: 'neutral' },
} as const;

/** Where the client's posts go; everything about an account is done in Accounts. */
export function AccountsSection({ client }: { client: ClientProfile }) {
  const go = useGo();
  const accounts = useAccounts(client.id);
  const all = `/accounts?client=${client.id}`;
  return (
    <ClientSection
      id="accounts"
      title="Accounts"
      actions={
        <>
          {(accounts.data?.length ?? 0) > 0 && (
            <Button size="compact" tone="ghost" onClick={() => go(all)}>
              Open in Accounts
            </Button>
          )}
          <Button size="compact" icon={<Plug size={16} />} onClick={() => go(`${all}&connect=1`)}>
            Connect
          </Button>
        </>
      }
    >
      <Card>
        {accounts.isPending && <Skeleton className="m-4 h-4 w-48" />}
        {accounts.data?.length === 0 && (
          <p className="px-4 py-3 text-muted">
            None yet. Connect one, and posts go out to it from this computer.
          </p>
        )}
        <ul aria-label="Accounts">
          {accounts.data?.map(({ id, network, handle, displayName, status }) => {
            const state = STATES[status];
            return (
              <li
                key={id}
                className="flex min-h-10 items-center gap-2.5 border-b border-hairline px-4 last:border-b-0"
              >
                <NetworkGlyph network={network} said className="shrink-0 text-muted" />
                <span className="truncate font-medium">@{handle}</span>
                <PracticeBadgeOf accountId={id} />
                <span className="min-w-0 flex-1 truncate text-muted">
                  {displayName !== handle && displayName}
                </span>
                {state && <Badge tone={state.tone}>{state.word}</Badge>}
              </li>
            );
          })}
        </ul>
      </Card>
    </ClientSection>
  );
}
