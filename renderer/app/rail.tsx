import { Layers, Plus, SquarePen, SquareUser } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { NavLink } from 'react-router';
import type { Client } from '../../shared/ipc/views.ts';
import { useClients, useInboxCounts, usePostCounts } from '../ipc/queries.ts';
import { Dot } from '../ui/avatar.tsx';
import { Count } from '../ui/badge.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { cx } from '../ui/class-names.ts';
import { Roving } from '../ui/roving.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Tooltip } from '../ui/tooltip.tsx';
import { atIdle } from './at-idle.ts';
import { DemoBadge } from './demo-badge.tsx';
import { Mark } from './mark.tsx';
import { useClientFilter, useComposer, useGo, useOpenClient, usePlace } from './place.ts';
import { RailFoot } from './rail-foot.tsx';
import { ComposerSheet } from './routes.tsx';
import { VIEWS, type ViewLink } from './views.ts';

/** In ms. */
const AFTER_START = 400;

const ROW =
  'relative flex h-8 w-full items-center gap-2.5 rounded-control px-2.5 text-left text-muted transition-colors hover:bg-hover hover:text-ink aria-pressed:bg-pressed aria-pressed:font-medium aria-pressed:text-ink aria-[current=page]:bg-pressed aria-[current=page]:font-medium aria-[current=page]:text-ink focus-visible:-outline-offset-2';

/** Clients above, for they filter everything; views below; who publishes at the foot. */
export function Rail({ collapsed }: { collapsed: boolean }) {
  const composer = useComposer();
  return (
    <aside
      aria-label="Sidebar"
      className={cx(
        'flex h-full shrink-0 flex-col border-r border-hairline bg-sunken',
        collapsed ? 'w-13' : 'w-52',
      )}
    >
      <div
        className={cx(
          'drag flex h-11 shrink-0 items-center gap-2',
          collapsed ? 'justify-center' : 'px-4 mac:pl-20',
        )}
      >
        <Mark className={cx('mac:hidden', collapsed && 'shrink-0')} />
        {!collapsed && <span className="font-semibold tracking-tight">ClientNest</span>}
      </div>
      <div className="px-2 pb-2">
        <Hint label="New post" keys={['n']} shown={collapsed}>
          <Button
            tone="primary"
            className="w-full px-0"
            onClick={() => composer.open('new')}
            onPointerEnter={() => void ComposerSheet.load()}
            icon={<SquarePen size={16} />}
            {...(collapsed && { 'aria-label': 'New post' })}
          >
            {!collapsed && 'New post'}
          </Button>
        </Hint>
      </div>
      <Clients collapsed={collapsed} />
      <Views collapsed={collapsed} />
      <div className="flex-1" />
      <DemoBadge collapsed={collapsed} />
      <RailFoot collapsed={collapsed} />
    </aside>
  );
}

function Hint({
  label,
  keys,
  shown,
  children,
}: {
  label: string;
  keys?: readonly string[];
  shown: boolean;
  children: ReactNode;
}) {
  if (!shown) return children;
  return (
    <Tooltip label={label} side="right" {...(keys && { keys })}>
      {children}
    </Tooltip>
  );
}

function Clients({ collapsed }: { collapsed: boolean }) {
  const clients = useClients();
  const { clientId, setClientId } = useClientFilter();
  const go = useGo();
  return (
    <section aria-label="Clients" className="flex min-h-16 shrink flex-col">
      {!collapsed && (
        <div className="group flex h-7 shrink-0 items-center pr-2 pl-4.5">
          <h2 className="flex-1 text-caption font-medium text-muted">Clients</h2>
          <IconButton label="Add a client" onClick={() => go('/clients?new=1')} size="tiny">
            <Plus size={14} />
          </IconButton>
        </div>
      )}
      <Roving label="Filter by client" className="min-h-0 overflow-y-auto px-2 pb-2">
        <li>
          <Hint label="All clients" keys={['0']} shown={collapsed}>
            <button
              type="button"
              data-roving
              aria-pressed={clientId === null}
              onClick={() => setClientId(null)}
              className={ROW}
              {...(collapsed && { 'aria-label': 'All clients' })}
            >
              <Layers size={16} className="shrink-0" aria-hidden />
              {!collapsed && 'All clients'}
            </button>
          </Hint>
        </li>
        {clients.data?.map((client, index) => (
          <ClientRow
            key={client.id}
            client={client}
            index={index}
            collapsed={collapsed}
            isShown={clientId === client.id}
            onFilter={() => setClientId(clientId === client.id ? null : client.id)}
          />
        ))}
        {clients.isPending && (
          <li aria-hidden className="space-y-3 px-2.5 py-2">
            <Skeleton className="h-3 w-28" />
            <Skeleton className="h-3 w-20" />
          </li>
        )}
      </Roving>
    </section>
  );
}

interface ClientRowProps {
  client: Client;
  index: number;
  collapsed: boolean;
  isShown: boolean;
  onFilter: () => void;
}

/** Filters by the client; the way to its page is there for whoever is near. */
function ClientRow({ client, index, collapsed, isShown, onFilter }: ClientRowProps) {
  const openClient = useOpenClient();
  const [hovered, setHovered] = useState(false);
  const [focused, setFocused] = useState(false);
  const isNear = !collapsed && (hovered || focused);
  return (
    <li
      className="relative"
      onPointerEnter={() => setHovered(true)}
      onPointerLeave={() => setHovered(false)}
      onFocus={() => setFocused(true)}
      onBlur={({ currentTarget, relatedTarget }) =>
        setFocused(currentTarget.contains(relatedTarget))
      }
    >
      <Hint label={client.name} shown={collapsed} {...(index < 9 && { keys: [`${index + 1}`] })}>
        <button
          type="button"
          data-roving
          aria-pressed={isShown}
          onClick={onFilter}
          className={ROW}
          {...(collapsed && { 'aria-label': client.name })}
        >
          <span className="flex size-4 shrink-0 items-center justify-center">
            <Dot colour={client.colour} />
          </span>
          {!collapsed && (
            <>
              <span className="min-w-0 flex-1 truncate">{client.name}</span>
              <Count
                value={client.upcomingCount}
                className={cx('font-normal', isNear && 'invisible')}
              />
            </>
          )}
        </button>
      </Hint>
      {isNear && (
        <IconButton
          label={`Open ${client.name}`}
          onClick={() => openClient(client.id)}
          className="absolute top-0.5 right-1"
        >
          <SquareUser size={14} />
        </IconButton>
      )}
    </li>
  );
}

function Views({ collapsed }: { collapsed: boolean }) {
  return (
    <nav aria-label="Views" className="shrink-0 border-t border-hairline px-2 py-2">
      <Roving label="Views">
        {VIEWS.map((view) => (
          <li key={view.to}>
            <ViewRow view={view} collapsed={collapsed} />
          </li>
        ))}
      </Roving>
    </nav>
  );
}

function ViewRow({ view, collapsed }: { view: ViewLink; collapsed: boolean }) {
  const to = usePlace(view.to);
  const Icon = view.icon;
  return (
    <Hint label={view.label} keys={['g', view.letter]} shown={collapsed}>
      <NavLink to={to} data-roving className={ROW} draggable={false}>
        <Icon size={16} className="shrink-0" aria-hidden />
        <span className={collapsed ? 'sr-only' : 'flex-1 truncate'}>{view.label}</span>
        {view.to === '/inbox' && <Unread collapsed={collapsed} />}
        {!collapsed && view.to === '/posts' && (
          <PostCount status="draft" one="draft" many="drafts" />
        )}
        {!collapsed && view.to === '/approvals' && (
          <PostCount status="in_review" one="post in review" many="posts in review" />
        )}
      </NavLink>
    </Hint>
  );
}

/** What nobody has read yet, of the client that is shown; a dot where there is no room. */
function Unread({ collapsed }: { collapsed: boolean }) {
  const { clientId } = useClientFilter();
  // Nothing of the start waits for it.
  const [isLater, setLater] = useState(false);
  useEffect(() => atIdle(() => setLater(true), AFTER_START), []);
  const count = useInboxCounts(clientId, isLater).data?.unread ?? 0;
  if (count === 0) return null;
  return (
    <>
      {collapsed && (
        <span aria-hidden className="absolute top-1 right-1 size-1.5 rounded-full bg-accent" />
      )}
      <span className={collapsed ? 'sr-only' : 'text-small font-medium text-ink tabular-nums'}>
        {' '}
        {count.toLocaleString()}
        <span className="sr-only"> unread</span>
      </span>
    </>
  );
}

/** Posts that wait there, of the client that is shown. */
function PostCount({
  status,
  one,
  many,
}: {
  status: 'draft' | 'in_review';
  one: string;
  many: string;
}) {
  const { clientId } = useClientFilter();
  const count = usePostCounts(clientId).data?.[status] ?? 0;
  return count > 0 ? (
    <span className="text-small font-normal text-muted tabular-nums">
      {count.toLocaleString()}
      <span className="sr-only"> {count === 1 ? one : many}</span>
    </span>
  ) : null;
}
