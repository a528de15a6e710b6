import { Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Client } from '../../../shared/ipc/views.ts';
import { RowsSkeleton } from '../../app/fallbacks.tsx';
import { useClientFilter, useGo } from '../../app/place.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { QueryProblem } from '../../app/query-problem.tsx';
import { View } from '../../app/view.tsx';
import { useClients, useRoute } from '../../ipc/queries.ts';
import { Dot } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { CalendarDrawing, NestDrawing } from '../../ui/drawings.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { Roving } from '../../ui/roving.tsx';
import { EarlierPlans } from './earlier-plans.tsx';
import { PlanDesk } from './plan-desk.tsx';
import { PlanForm } from './plan-form.tsx';
import { spanText } from './plan-span.ts';
import { usePlanTask } from './plan-tasks.ts';

const TITLE = 'Plan the month';

/** From goals to proposals for a month, of one client at a time. */
export function PlanView() {
  const { clientId, setClientId } = useClientFilter();
  const clients = useClients().data;
  const go = useGo();
  const [only] = clients ?? [];
  const client =
    clients?.find(({ id }) => id === clientId) ?? (clients?.length === 1 ? only : null);
  if (client) return <ClientPlan key={client.id} client={client} />;
  return (
    <View title={TITLE}>
      {clients === undefined ? (
        <Page>
          <RowsSkeleton />
        </Page>
      ) : clients.length === 0 ? (
        <EmptyState
          drawing={<NestDrawing />}
          title="A plan is for a client"
          action={
            <Button tone="primary" onClick={() => go('/clients?new=1')}>
              Add a client
            </Button>
          }
        >
          Add the first one, connect its accounts, and a month can be planned for it.
        </EmptyState>
      ) : (
        <WhichClient clients={clients} onChoose={setClientId} />
      )}
    </View>
  );
}

const WhichClient = ({
  clients,
  onChoose,
}: {
  clients: readonly Client[];
  onChoose: (id: string) => void;
}) => (
  <div className="flex h-full flex-col items-center overflow-y-auto px-6 py-12">
    <CalendarDrawing />
    <h2 className="mt-5 text-section font-semibold">For whom is the plan?</h2>
    <p className="mt-1 mb-4 max-w-84 text-center text-muted">
      A plan knows its client’s voice, free slots, holidays and what did well.
    </p>
    <Roving label="Clients" className="flex w-72 flex-col">
      {clients.map(({ id, name, colour }) => (
        <li key={id}>
          <button
            type="button"
            data-roving
            onClick={() => onChoose(id)}
            className="flex h-8 w-full items-center gap-2.5 rounded-control px-2 text-left hover:bg-hover focus-visible:-outline-offset-2"
          >
            <Dot colour={colour} />
            <span className="truncate">{name}</span>
          </button>
        </li>
      ))}
    </Roving>
  </div>
);

/** The plan that is shown, or what a new one is made of. */
function ClientPlan({ client }: { client: Client }) {
  const [params, setParams] = useSearchParams();
  const { locale } = useTimeStyle();
  const task = usePlanTask(client.id);
  const list = useRoute('plans.list', { clientId: client.id });
  const month = params.get('month');
  const [isNew, setNew] = useState(false);
  // What was asked for, else the latest one that has something to decide. The place may still name another client’s.
  const asked = list.data?.find(({ id }) => id === params.get('plan'))?.id ?? null;
  const [landed, setLanded] = useState<string | null>();
  // It stays when the last of its proposals is decided.
  if (list.data && landed === undefined) {
    const touches = ({ firstDay, lastDay }: { firstDay: string; lastDay: string }) =>
      month === null || (firstDay.slice(0, 7) <= month && lastDay.slice(0, 7) >= month);
    setLanded(list.data.find((plan) => plan.open > 0 && touches(plan))?.id ?? null);
  }
  const { state, forget } = task;
  // What came of it is told once.
  useEffect(() => forget, [forget]);
  const makesNew = isNew || state.kind === 'running' || state.kind === 'failed';
  const shownId = makesNew
    ? null
    : (asked ?? (state.kind === 'done' ? state.planId : (landed ?? null)));
  const plan = useRoute('plans.get', { id: shownId ?? '' }, { enabled: shownId !== null });

  const show = (id: string | null) => {
    setNew(id === null);
    forget();
    setParams((current) => {
      const next = new URLSearchParams(current);
      if (id === null) next.delete('plan');
      else next.set('plan', id);
      next.delete('month');
      return next;
    });
  };
  const error = list.error ?? (shownId === null ? null : plan.error);
  const isShown = shownId !== null && plan.data !== undefined;
  return (
    <View
      title={
        isShown ? spanText({ first: plan.data.firstDay, last: plan.data.lastDay }, locale) : TITLE
      }
      tools={
        <>
          {(list.data?.length ?? 0) > 0 && (
            <EarlierPlans plans={list.data ?? []} shown={shownId} onShow={show} />
          )}
          {shownId !== null && (
            <Button size="compact" icon={<Plus size={14} />} onClick={() => show(null)}>
              New plan
            </Button>
          )}
        </>
      }
    >
      {error ? (
        <QueryProblem
          error={error}
          onRetry={() => void (list.error ? list.refetch() : show(null))}
        />
      ) : !list.data || (shownId !== null && !plan.data) ? (
        <Page>
          <RowsSkeleton />
        </Page>
      ) : isShown ? (
        <PlanDesk
          key={plan.data.id}
          plan={plan.data}
          client={client}
          made={state.kind === 'done' && state.planId === plan.data.id ? state : null}
        />
      ) : (
        <PlanForm client={client} month={month} task={task} onStart={() => setNew(false)} />
      )}
    </View>
  );
}
