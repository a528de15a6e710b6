import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { NetworkCapabilities } from '../../../shared/domain/network.ts';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import type { Account, Client } from '../../../shared/ipc/views.ts';
import { RowsSkeleton } from '../../app/fallbacks.tsx';
import { useClientFilter } from '../../app/place.ts';
import { QueryProblem } from '../../app/query-problem.tsx';
import { View } from '../../app/view.tsx';
import { useAccounts, useClients } from '../../ipc/queries.ts';
import { Dot } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { ConnectDrawing } from '../../ui/drawings.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Card, Page, Section } from '../../ui/page.tsx';
import { NetworkGlyph } from '../post-status/network-glyph.tsx';
import { AccountRow } from './account-row.tsx';
import { ConnectSheet } from './connect-sheet.tsx';

const GALLERY: readonly NetworkCapabilities[] = Object.values(NETWORKS);

export function AccountsView() {
  const { clientId, client } = useClientFilter();
  const accounts = useAccounts(clientId);
  const clients = useClients();
  const [params, setParams] = useSearchParams();
  const [asked, setAsked] = useState<NetworkCapabilities | null>(null);
  const [first] = GALLERY;
  const network = asked ?? (params.has('connect') ? (first ?? null) : null);

  const close = () => {
    setAsked(null);
    setParams(
      (current) => {
        const next = new URLSearchParams(current);
        next.delete('connect');
        return next;
      },
      { replace: true },
    );
  };

  const list = accounts.data ?? [];
  const groups = (clients.data ?? [])
    .map((owner) => ({ owner, own: list.filter((account) => account.clientId === owner.id) }))
    .filter(({ own }) => own.length > 0);
  const problem = accounts.error ?? clients.error;

  return (
    <View title="Accounts">
      {problem ? (
        <QueryProblem
          error={problem}
          onRetry={() => void Promise.all([accounts.refetch(), clients.refetch()])}
        />
      ) : (
        <Page>
          {accounts.isPending || clients.isPending ? (
            <RowsSkeleton rows={3} />
          ) : (
            <>
              {groups.length === 0 && (
                <EmptyState
                  drawing={<ConnectDrawing />}
                  title={emptyTitle(client)}
                  className="h-[70vh]"
                  action={GALLERY.map((each) => (
                    <Button
                      key={each.id}
                      tone="primary"
                      icon={<NetworkGlyph network={each.id} />}
                      onClick={() => setAsked(each)}
                    >
                      Connect {each.name}
                    </Button>
                  ))}
                >
                  Connect an account and its posts are published from this computer, at their time.
                </EmptyState>
              )}
              {groups.map(({ owner, own }) => (
                <ClientAccounts key={owner.id} owner={owner} accounts={own} />
              ))}
              {groups.length > 0 && <Gallery onConnect={setAsked} />}
            </>
          )}
        </Page>
      )}
      {network && <ConnectSheet network={network} clientId={clientId} onClose={close} />}
    </View>
  );
}

const emptyTitle = (client: Client | null) =>
  client ? `${client.name} has no accounts yet` : 'No accounts yet';

function ClientAccounts({ owner, accounts }: { owner: Client; accounts: readonly Account[] }) {
  return (
    <Section
      title={
        <span className="flex items-center gap-2">
          <Dot colour={owner.colour} />
          {owner.name}
        </span>
      }
    >
      <Card>
        <ul>
          {accounts.map((account) => (
            <AccountRow key={account.id} account={account} />
          ))}
        </ul>
      </Card>
    </Section>
  );
}

const SENTENCE: Record<NetworkCapabilities['id'], string> = {
  linkedin:
    'Profiles and pages: 3,000 characters, up to twenty images or a video. Through a developer app of your own.',
  facebook: 'Pages: text, up to ten photos, a video, a first comment.',
  instagram: 'Photos, carousels and videos, with a first comment. Needs a media relay.',
  threads: '500 characters, threads, up to 20 images. Needs an application of your own.',
  tiktok: 'One video, or up to 35 photos. Needs an application of your own.',
  bluesky: 'Links, mentions, tags, up to four images. Any server.',
  mastodon: '500 characters, up to four images. Any server.',
  x: 'Threads, up to four images or a video. Through a developer app of your own, paid by post.',
};

/** The networks that can be connected. */
function Gallery({ onConnect }: { onConnect: (network: NetworkCapabilities) => void }) {
  return (
    <Section title="Connect an account">
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(340px,1fr))] gap-3">
        {GALLERY.map((network) => (
          <li key={network.id}>
            <Card className="flex items-center gap-3.5 p-4">
              <span className="flex size-9 shrink-0 items-center justify-center rounded-card bg-sunken">
                <NetworkGlyph network={network.id} size={18} />
              </span>
              <div className="min-w-0 flex-1">
                <h3 className="font-medium">{network.name}</h3>
                <p className="text-small text-muted">{SENTENCE[network.id]}</p>
              </div>
              <Button icon={<Plus size={16} />} onClick={() => onConnect(network)}>
                Connect
              </Button>
            </Card>
          </li>
        ))}
      </ul>
    </Section>
  );
}
