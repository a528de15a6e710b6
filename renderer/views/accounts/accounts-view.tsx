import { useSearchParams } from 'react-router';
import type { NetworkCapabilities } from '../../../shared/domain/network.ts';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import type { Account, Client } from '../../../shared/ipc/views.ts';
import { RowsSkeleton } from '../../app/fallbacks.tsx';
import { useClientFilter } from '../../app/place.ts';
import { QueryProblem } from '../../app/query-problem.tsx';
import { View } from '../../app/view.tsx';
import { useAccounts, useClients, useRoute } from '../../ipc/queries.ts';
import { Dot } from '../../ui/avatar.tsx';
import { ConnectDrawing } from '../../ui/drawings.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Card, Page, Section } from '../../ui/page.tsx';
import { AccountRow } from './account-row.tsx';
import { ConnectSheet } from './connect-sheet.tsx';
import { NetworkGallery } from './network-gallery.tsx';

export function AccountsView() {
  const { clientId, client } = useClientFilter();
  const accounts = useAccounts(clientId);
  const clients = useClients();
  const [params, setParams] = useSearchParams();
  const wish = params.get('connect');
  const network = Object.values(NETWORKS).find(({ id }) => id === wish) ?? null;

  /** `connect` in the address: the network that is being connected, anything else while it is chosen. */
  const show = (connect: string | null) =>
    setParams(
      (current) => {
        const next = new URLSearchParams(current);
        if (connect === null) next.delete('connect');
        else next.set('connect', connect);
        return next;
      },
      { replace: true },
    );
  const connect = (chosen: NetworkCapabilities | null) => show(chosen?.id ?? '1');

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
                  className="h-auto"
                >
                  Connect an account and its posts are published from this computer, at their time.
                </EmptyState>
              )}
              {groups.map(({ owner, own }) => (
                <ClientAccounts key={owner.id} owner={owner} accounts={own} />
              ))}
              <Section title="Connect an account">
                <NetworkGallery onConnect={connect} />
              </Section>
            </>
          )}
        </Page>
      )}
      {wish !== null && (
        <ConnectSheet
          network={network}
          onNetwork={connect}
          clientId={clientId}
          onClose={() => show(null)}
        />
      )}
    </View>
  );
}

const emptyTitle = (client: Client | null) =>
  client ? `${client.name} has no accounts yet` : 'No accounts yet';

function ClientAccounts({ owner, accounts }: { owner: Client; accounts: readonly Account[] }) {
  const lanes = useRoute('queue.overview', { clientId: owner.id }).data?.lanes;
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
            <AccountRow
              key={account.id}
              account={account}
              lane={lanes?.find(({ accountId }) => accountId === account.id) ?? null}
            />
          ))}
        </ul>
      </Card>
    </Section>
  );
}
