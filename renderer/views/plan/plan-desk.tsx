import { CheckCheck } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Client, Holiday, Plan } from '../../../shared/ipc/views.ts';
import { useGo } from '../../app/place.ts';
import { useSettings, useTimeStyle } from '../../app/preferences.ts';
import { useAccounts, useRoute } from '../../ipc/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { useEvent } from '../../ui/use-event.ts';
import { Sent } from '../composer/ai/running.tsx';
import { addDays } from '../posts/day-span.ts';
import { PlanEditor } from './plan-editor.tsx';
import { PlanMonth } from './plan-month.tsx';
import { PlanRow, type RowActions } from './plan-row.tsx';
import { weeksOf } from './plan-span.ts';
import type { PlanTask } from './plan-tasks.ts';
import { type AcceptAs, usePlanActions } from './use-plan-actions.ts';
import { usePlanKeys } from './use-plan-keys.ts';
import { useStanding } from './use-standing.ts';

interface PlanDeskProps {
  plan: Plan;
  client: Client;
  /** What has just been made of it; null for a plan of before. */
  made: Extract<PlanTask, { kind: 'done' }> | null;
}

const AS: readonly { value: AcceptAs; label: string }[] = [
  { value: 'draft', label: 'As drafts' },
  { value: 'scheduled', label: 'Scheduled' },
];

/** The proposals by week, and beside them the days. One hand goes through. */
export function PlanDesk({ plan, client, made }: PlanDeskProps) {
  const { locale } = useTimeStyle();
  const { weekStart } = useSettings();
  const go = useGo();
  const accounts = useAccounts(client.id).data ?? [];
  const { proposals } = plan;
  const [as, setAs] = useState<AcceptAs>('draft');
  const actions = usePlanActions(as);
  const ids = useMemo(() => proposals.map(({ id }) => id), [proposals]);
  const { at, list, stand, focus } = useStanding(ids);
  const [edited, setEdited] = useState<string | null>(null);
  const shown = proposals[at] ?? null;
  const span = { first: plan.firstDay, last: plan.lastDay };
  const holidays = useRoute('calendar.holidays', {
    from: span.first,
    to: addDays(span.last, 1),
  }).data?.holidays;
  const holidaysOn = useMemo(() => {
    const on = (day: string) => holidays?.filter((one) => one.day === day) ?? NONE;
    const days = new Map(proposals.map(({ wallTime }) => [wallTime.slice(0, 10), NONE]));
    for (const day of days.keys()) days.set(day, on(day));
    return (wallTime: string) => days.get(wallTime.slice(0, 10)) ?? NONE;
  }, [holidays, proposals]);
  const weeks = useMemo(
    () => weeksOf(proposals, weekStart, locale),
    [proposals, weekStart, locale],
  );
  const counts = countsOf(plan);
  const open = proposals.filter(({ state }) => state === 'open');

  const rowActions: RowActions = {
    onStand: useEvent((index) => stand(index, false)),
    onEdit: useEvent((index) => {
      stand(index, false);
      setEdited(proposals[index]?.id ?? null);
    }),
    onAccept: useEvent((proposal) => void actions.accept([proposal])),
    onDismiss: useEvent((proposal) => void actions.dismiss(proposal)),
    onAgain: useEvent((proposal) => void actions.again(proposal)),
    onCancel: actions.cancel,
    onReopen: useEvent((proposal) => void actions.reopen(proposal)),
    onOpenPost: useEvent((postId) => go(`/posts/${postId}`)),
  };
  // Each of them is the same function at every drawing.
  const [settled] = useState(rowActions);

  const onwards = (act: () => void) => () => {
    act();
    // The next one that is open; where it is the last, it stays.
    const next = proposals.findIndex(({ state }, index) => index > at && state === 'open');
    if (next >= 0) stand(next);
  };
  usePlanKeys({
    step: (by) => stand(at + (list.current?.contains(document.activeElement) ? by : 0)),
    accept: onwards(() => shown && void actions.accept([shown])),
    dismiss: onwards(() => shown && void actions.dismiss(shown)),
    again: () => shown && void actions.again(shown),
    reopen: () => shown && shown.state !== 'open' && void actions.reopen(shown),
    openPost: () => shown?.post && go(`/posts/${shown.post.id}`),
    acceptAll: () => void actions.accept(open),
  });

  return (
    <div className="flex h-full border-t border-hairline">
      <section aria-label="Proposals" className="flex min-w-0 flex-1 flex-col">
        <header className="flex min-h-12 shrink-0 flex-wrap items-center gap-2 border-b border-hairline px-6 py-2">
          <p className="min-w-0 flex-1 truncate text-muted tabular-nums" role="status">
            {counts}
          </p>
          <div className="w-32">
            <Select<AcceptAs>
              label="Accept"
              value={as}
              onChange={setAs}
              choices={AS}
              className="h-7!"
            />
          </div>
          <Button
            size="compact"
            tone="primary"
            icon={<CheckCheck size={14} />}
            disabled={open.length === 0}
            onClick={() => void actions.accept(open)}
          >
            Accept all{open.length > 0 && ` ${open.length}`}
          </Button>
        </header>
        <div className="scroll-edge min-h-0 flex-1 overflow-y-auto">
          <MadeNotes made={made} />
          <div ref={list}>
            {weeks.map((week) => (
              <section key={week.day} aria-label={week.title}>
                <h2 className="sticky top-0 z-1 border-b border-hairline bg-paper px-6 py-1.5 text-small font-medium text-muted">
                  {week.title}
                </h2>
                <ul aria-label={`Proposals of ${week.title}`}>
                  {week.proposals.map((proposal) =>
                    proposal.id === edited && proposal.state === 'open' ? (
                      <PlanEditor
                        key={proposal.id}
                        proposal={proposal}
                        accounts={accounts}
                        onClose={() => {
                          setEdited(null);
                          focus();
                        }}
                      />
                    ) : (
                      <PlanRow
                        key={proposal.id}
                        proposal={proposal}
                        index={proposals.indexOf(proposal)}
                        accounts={accounts}
                        holidays={holidaysOn(proposal.wallTime)}
                        isShown={proposal === shown}
                        isWriting={proposal.id === actions.writing}
                        actions={settled}
                      />
                    ),
                  )}
                </ul>
              </section>
            ))}
          </div>
        </div>
      </section>
      <aside
        aria-label="These days"
        className="scroll-edge w-62 shrink-0 overflow-y-auto border-l border-hairline bg-panel p-4 max-roomy:hidden wide:w-74"
      >
        <PlanMonth
          clientId={client.id}
          colour={client.colour}
          span={span}
          proposals={proposals}
          shownId={shown?.id ?? null}
          onDay={(day) => stand(proposals.findIndex(({ wallTime }) => wallTime.startsWith(day)))}
        />
        <section aria-label="Goals" className="mt-4 border-t border-hairline pt-4">
          <h2 className="text-small font-medium">Goals</h2>
          <p
            dir="auto"
            data-selectable
            className="mt-0.5 text-small whitespace-pre-wrap text-muted [overflow-wrap:anywhere]"
          >
            {plan.goals}
          </p>
          {made && (
            <div className="mt-3 -ml-2.5">
              <Sent requestIds={made.requestIds} />
            </div>
          )}
        </section>
      </aside>
    </div>
  );
}

const NONE: readonly Holiday[] = [];

function MadeNotes({ made }: Pick<PlanDeskProps, 'made'>) {
  if (!made) return null;
  const { came, wanted, warning } = made;
  const isLess = came < wanted && !warning?.startsWith('Only the first');
  return (
    <>
      {warning !== null && (
        <Notice tone="attention" className="mx-6 mt-3">
          {warning}
        </Notice>
      )}
      {isLess && (
        <Notice className="mx-6 mt-3 mb-3">
          {came} of {wanted} posts can be proposed. The others were for times that are not free, for
          other accounts, or said what was said before.
        </Notice>
      )}
    </>
  );
}

function countsOf({ proposals }: Plan): string {
  const count = (state: string) => proposals.filter((one) => one.state === state).length;
  return [
    [count('open'), 'open'],
    [count('taken'), 'accepted'],
    [count('dismissed'), 'dismissed'],
  ]
    .filter(([number]) => number !== 0)
    .map(([number, word]) => `${number} ${word}`)
    .join(' · ');
}
