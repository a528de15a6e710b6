import {
  Archive,
  ArchiveRestore,
  CalendarCog,
  ChevronRight,
  DoorOpen,
  Ellipsis,
  Plug,
  SquareUser,
  UserRoundPlus,
} from 'lucide-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Client } from '../../../shared/ipc/views.ts';
import { RowsSkeleton } from '../../app/fallbacks.tsx';
import { useGo, useOpenClient } from '../../app/place.ts';
import { QueryProblem } from '../../app/query-problem.tsx';
import { View } from '../../app/view.tsx';
import { useClients } from '../../ipc/queries.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { NestDrawing } from '../../ui/drawings.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx';
import { Card, Page, Section } from '../../ui/page.tsx';
import { Roving } from '../../ui/roving.tsx';
import { LabelList } from '../labels/label-list.tsx';
import { SlotsSheet } from '../slots/slots-sheet.tsx';
import { useSlotsPlace } from '../slots/use-slots-place.ts';
import { archiveClient, restoreClient } from './archiving.ts';
import { ClientSheet } from './client-sheet.tsx';
import { counted } from './counted.ts';
import { OffboardingSheet } from './offboarding-sheet.tsx';

export function ClientsView() {
  const clients = useClients(true);
  const [params, setParams] = useSearchParams();
  const adding = params.has('new');
  const leavingId = params.get('leave');

  const show = (place: { new?: string; leave?: string }) =>
    setParams((current) => {
      const next = new URLSearchParams(current);
      next.delete('new');
      next.delete('leave');
      for (const [name, value] of Object.entries(place)) next.set(name, value);
      return next;
    });

  const active = clients.data?.filter(({ archivedAt }) => archivedAt === null) ?? [];
  const archived = clients.data?.filter(({ archivedAt }) => archivedAt !== null) ?? [];
  const leaving = clients.data?.find(({ id }) => id === leavingId) ?? null;
  const add = () => show({ new: '1' });
  const openClient = useOpenClient();

  return (
    <View
      title="Clients"
      tools={
        active.length > 0 && (
          <Button size="compact" icon={<UserRoundPlus size={16} />} onClick={add}>
            Add a client
          </Button>
        )
      }
    >
      {clients.isError ? (
        <QueryProblem error={clients.error} onRetry={() => void clients.refetch()} />
      ) : (
        <Page>
          {clients.isPending ? (
            <RowsSkeleton rows={4} />
          ) : active.length === 0 ? (
            <EmptyState
              drawing={<NestDrawing />}
              title="Whom do you work for?"
              action={
                <Button tone="primary" icon={<UserRoundPlus size={16} />} onClick={add}>
                  Add a client
                </Button>
              }
              className={archived.length > 0 ? 'h-auto' : 'h-[70vh]'}
            >
              Each client has its own colour, accounts and posts, and filters the whole app.
            </EmptyState>
          ) : (
            <Card>
              <Roving label="Clients">
                {active.map((client) => (
                  <ClientRow
                    key={client.id}
                    client={client}
                    onOpen={() => openClient(client.id)}
                    onLeave={() => show({ leave: client.id })}
                  />
                ))}
              </Roving>
            </Card>
          )}
          {active.length > 0 && (
            <Section
              title="Labels of all clients"
              description="Posts of every client may have them. Labels of one client are on its page."
              className="mt-9"
            >
              <LabelList
                clientId={null}
                empty="None yet. “Launch” or “Evergreen” are the kind that all clients share."
              />
            </Section>
          )}
          {archived.length > 0 && (
            <Archived clients={archived} onLeave={({ id }) => show({ leave: id })} />
          )}
        </Page>
      )}
      <SlotsSheet />
      {leaving && (
        <OffboardingSheet
          client={leaving}
          onClose={() => show({})}
          onArchive={
            leaving.archivedAt === null
              ? () => {
                  show({});
                  void archiveClient(leaving);
                }
              : null
          }
        />
      )}
      {adding && <ClientSheet onClose={() => show({})} onAdded={({ id }) => openClient(id)} />}
    </View>
  );
}

interface ClientRowProps {
  client: Client;
  onOpen: () => void;
  onLeave: () => void;
}

function ClientRow({ client, onOpen, onLeave }: ClientRowProps) {
  const go = useGo();
  const times = useSlotsPlace();
  return (
    <li className="flex items-center border-b border-hairline last:border-b-0">
      <button
        type="button"
        data-roving
        onClick={onOpen}
        className="flex min-h-14 min-w-0 flex-1 items-center gap-3 py-2 pl-4 text-left focus-visible:-outline-offset-2"
      >
        <Avatar name={client.name} colour={client.colour} />
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{client.name}</span>
          {client.notes && (
            <span className="block truncate text-small text-muted">{client.notes}</span>
          )}
        </span>
        <span className="shrink-0 pl-3 text-right text-small text-muted tabular-nums first-letter:uppercase">
          {counted(client.accountCount, 'account', 'accounts')} ·{' '}
          {counted(client.upcomingCount, 'upcoming post', 'upcoming posts')}
        </span>
      </button>
      <div className="px-3">
        <Menu
          trigger={
            <IconButton label={`More for ${client.name}`}>
              <Ellipsis size={16} />
            </IconButton>
          }
        >
          <MenuItem icon={<SquareUser size={16} />} onSelect={onOpen}>
            Open
          </MenuItem>
          <MenuItem icon={<CalendarCog size={16} />} onSelect={() => times.open(client.id)}>
            Queue times
          </MenuItem>
          <MenuItem
            icon={<Plug size={16} />}
            onSelect={() => go(`/accounts?client=${client.id}&connect=1`)}
          >
            Connect an account
          </MenuItem>
          <MenuSeparator />
          <MenuItem icon={<Archive size={16} />} onSelect={() => void archiveClient(client)}>
            Archive
          </MenuItem>
          <MenuItem icon={<DoorOpen size={16} />} onSelect={onLeave}>
            Client is leaving
          </MenuItem>
        </Menu>
      </div>
    </li>
  );
}

interface ArchivedProps {
  clients: readonly Client[];
  onLeave: (client: Client) => void;
}

function Archived({ clients, onLeave }: ArchivedProps) {
  const [open, setOpen] = useState(false);
  return (
    <section className="mt-6">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="-ml-1.5 inline-flex h-7 items-center gap-1.5 rounded-control px-1.5 text-muted hover:text-ink"
      >
        <ChevronRight size={14} className={cx('transition-transform', open && 'rotate-90')} />
        Archived
        <span className="text-small">{clients.length.toLocaleString()}</span>
      </button>
      {open && (
        <Card className="mt-2">
          <ul>
            {clients.map((client) => (
              <li
                key={client.id}
                className="flex min-h-12 items-center gap-3 border-b border-hairline px-4 last:border-b-0"
              >
                <Avatar name={client.name} className="opacity-70" />
                <span className="min-w-0 flex-1 truncate text-muted">{client.name}</span>
                <Button
                  tone="ghost"
                  size="compact"
                  icon={<ArchiveRestore size={16} />}
                  onClick={() => void restoreClient(client)}
                >
                  Bring back
                </Button>
                <Button tone="ghost" size="compact" onClick={() => onLeave(client)}>
                  Erase
                </Button>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </section>
  );
}
