import { CalendarDays } from 'lucide-react';
import { useParams, useSearchParams } from 'react-router';
import type { ClientProfile } from '../../../shared/ipc/views.ts';
import { useGo } from '../../app/place.ts';
import { QueryProblem } from '../../app/query-problem.tsx';
import { View } from '../../app/view.tsx';
import { useRoute } from '../../ipc/queries.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SectionNav } from '../../ui/section-nav.tsx';
import { Loading, Skeleton } from '../../ui/skeleton.tsx';
import { archiveClient, restoreClient } from '../clients/archiving.ts';
import { counted } from '../clients/counted.ts';
import { OffboardingSheet } from '../clients/offboarding-sheet.tsx';
import { SlotsSheet } from '../slots/slots-sheet.tsx';
import { AccountsSection } from './accounts-section.tsx';
import { ClientDetails } from './client-details.tsx';
import { ContactsSection } from './contacts-section.tsx';
import { LabelsSection } from './labels-section.tsx';
import { LinksSection } from './links-section.tsx';
import { MarksSection } from './marks-section.tsx';
import { MonthSection } from './month-section.tsx';
import { ScheduleSection } from './schedule-section.tsx';
import { VoiceSection } from './voice-section.tsx';

const SECTIONS = [
  { id: 'month', label: 'This month' },
  { id: 'voice', label: 'Voice' },
  { id: 'people', label: 'People' },
  { id: 'accounts', label: 'Accounts' },
  { id: 'labels', label: 'Labels' },
  { id: 'schedule', label: 'Schedule' },
  { id: 'links', label: 'Link tags' },
  { id: 'marks', label: 'Only theirs' },
  { id: 'details', label: 'Name, colour, notes' },
] as const;

/** Everything about one client. Every change is saved as it is made. */
export function ClientView() {
  const { clientId = '' } = useParams();
  const client = useRoute('clients.get', { id: clientId });
  const [params] = useSearchParams();
  return (
    <View title={client.data?.name ?? 'Client'}>
      {client.isError ? (
        <QueryProblem error={client.error} onRetry={() => void client.refetch()} />
      ) : (
        <SectionNav
          label="Client"
          sections={SECTIONS}
          asked={params.get('section')}
          isReady={client.data !== undefined}
        >
          {client.data ? <ClientBody key={clientId} client={client.data} /> : <ClientSkeleton />}
        </SectionNav>
      )}
      <SlotsSheet />
    </View>
  );
}

function ClientBody({ client }: { client: ClientProfile }) {
  const go = useGo();
  const [params, setParams] = useSearchParams();
  const leave = (leaves: boolean) =>
    setParams((current) => {
      const next = new URLSearchParams(current);
      if (leaves) next.set('leave', '1');
      else next.delete('leave');
      return next;
    });
  const archive = () => {
    leave(false);
    void archiveClient(client);
  };
  return (
    <>
      <header className="mb-8 flex items-center gap-3.5">
        <Avatar name={client.name} colour={client.colour} className="size-11 text-section" />
        <div className="min-w-0 flex-1">
          <p className="truncate text-page font-semibold">{client.name}</p>
          <p className="text-muted tabular-nums first-letter:uppercase">
            {counted(client.accountCount, 'account', 'accounts')} ·{' '}
            {counted(client.upcomingCount, 'upcoming post', 'upcoming posts')}
          </p>
        </div>
        <Button
          icon={<CalendarDays size={16} />}
          onClick={() => go(`/calendar?client=${client.id}`)}
        >
          Show the calendar
        </Button>
      </header>
      {client.archivedAt !== null && (
        <Notice
          className="mb-6"
          action={
            <Button size="compact" onClick={() => void restoreClient(client)}>
              Bring back
            </Button>
          }
        >
          {client.name} is archived: nothing is planned or published for it.
        </Notice>
      )}
      <MonthSection client={client} />
      <VoiceSection client={client} />
      <ContactsSection client={client} />
      <AccountsSection client={client} />
      <LabelsSection client={client} />
      <ScheduleSection client={client} />
      <LinksSection client={client} />
      <MarksSection client={client} />
      <ClientDetails client={client} onArchive={archive} onLeave={() => leave(true)} />
      {params.has('leave') && (
        <OffboardingSheet
          client={client}
          onClose={() => leave(false)}
          onErased={() => go('/clients', { replace: true })}
          onArchive={client.archivedAt === null ? archive : null}
        />
      )}
    </>
  );
}

const ClientSkeleton = () => (
  <Loading label="Loading the client">
    <div className="mb-8 flex items-center gap-3.5">
      <Skeleton className="size-11 rounded-full" />
      <div>
        <Skeleton className="mb-2 h-4 w-40" />
        <Skeleton className="h-3 w-56" />
      </div>
    </div>
    {['h-64', 'h-56'].map((height) => (
      <div key={height} className="mb-9">
        <Skeleton className="mb-3 h-4 w-28" />
        <Skeleton className={`rounded-card ${height}`} />
      </div>
    ))}
  </Loading>
);
