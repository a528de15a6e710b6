import { useState } from 'react';
import type { Client } from '../../../shared/ipc/views.ts';
import { useNow } from '../../app/clock.ts';
import { useGo } from '../../app/place.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { useAccounts, useRoute } from '../../ipc/queries.ts';
import { Button } from '../../ui/button.tsx';
import { ConnectDrawing } from '../../ui/drawings.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Field, Input, Textarea } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { dayAt } from '../calendar/time.ts';
import { AccountPicker } from '../composer/account-picker.tsx';
import { Sent, WhyNot } from '../composer/ai/running.tsx';
import { useReady } from '../composer/ai/use-ready.ts';
import { monthOf } from '../posts/day-span.ts';
import { Outlook } from './outlook.tsx';
import { PlanMonth } from './plan-month.tsx';
import { daysIn, type SpanChoice, spanChoices, wantedIn } from './plan-span.ts';
import type { PlanTasks } from './plan-tasks.ts';
import { WritingRows } from './writing-rows.tsx';

interface PlanFormProps {
  client: Client;
  /** The month that the calendar shows, `2026-12`. */
  month: string | null;
  task: PlanTasks;
  onStart: () => void;
}

interface Wishes {
  goals: string;
  wish: string;
  choice: string | null;
  first: string;
  last: string;
  perWeek: number | null;
  /** Null: all of them. */
  accountIds: string[] | null;
}

/** What was typed stays while the app runs, whatever becomes of the plan. */
const kept = new Map<string, Wishes>();
const BLANK: Wishes = {
  ...{ goals: '', wish: '', choice: null, first: '', last: '' },
  ...{ perWeek: null, accountIds: null },
};
const OTHER = 'other';
const PER_WEEK = [1, 2, 3, 4, 5, 6, 7, 10, 14] as const;
const USUAL = 3;

/** What a plan is made of: goals, days, how often, where. Beside it what is known of these days already. */
export function PlanForm({ client, month, task, onStart }: PlanFormProps) {
  const { locale, zone } = useTimeStyle();
  const today = dayAt(useNow(), zone);
  const go = useGo();
  const ready = useReady(client.id);
  const accounts = useAccounts(client.id).data;
  const queue = useRoute('slots.list', { clientId: client.id }).data;
  const [wishes, setWishes] = useState(() => kept.get(client.id) ?? BLANK);
  const change = (part: Partial<Wishes>) => {
    const next = { ...wishes, ...part };
    kept.set(client.id, next);
    setWishes(next);
  };

  const choices = spanChoices(today, locale);
  const choiceId = wishes.choice ?? choiceFor(month, choices);
  const chosen = choices.find(({ id }) => id === choiceId);
  const asked = month === null || chosen ? null : monthOf(`${month}-01`);
  const first = chosen?.first ?? (wishes.first || (asked?.first ?? today));
  const last = chosen?.last ?? (wishes.last || (asked?.last ?? monthOf(today).last));
  const span = { first: first < today ? today : first, last };
  const connected = accounts?.filter(({ status }) => status !== 'disabled') ?? [];
  const accountIds = (wishes.accountIds ?? connected.map(({ id }) => id)).filter((id) =>
    accounts?.some((account) => account.id === id),
  );
  const perWeek = wishes.perWeek ?? Math.min(queue?.slots.length || USUAL, 14);
  const isSpan = daysIn(span) > 0;
  const outlook = useRoute(
    'plans.outlook',
    { clientId: client.id, firstDay: span.first, lastDay: span.last, accountIds },
    { enabled: isSpan && accounts !== undefined, keepPrevious: true },
  );
  const freeSlots = outlook.data?.freeSlots ?? null;
  const wanted = isSpan ? wantedIn(span, perWeek, freeSlots) : 0;
  const { state } = task;
  const isRunning = state.kind === 'running';
  const isReady = ready?.kind === 'ready';
  const canWrite =
    isReady &&
    !isRunning &&
    outlook.data !== undefined &&
    wishes.goals.trim() !== '' &&
    accountIds.length > 0 &&
    wanted > 0;
  const write = () => {
    if (!canWrite) return;
    onStart();
    const { goals, wish } = wishes;
    const days = { firstDay: span.first, lastDay: span.last };
    void task.start(
      { clientId: client.id, ...days, goals, wish, perWeek, accountIds },
      wanted,
      client.name,
    );
  };

  if (accounts?.length === 0)
    return (
      <EmptyState
        drawing={<ConnectDrawing />}
        title="A plan needs somewhere to go"
        action={
          <Button tone="primary" onClick={() => go('/accounts?connect=1')}>
            Connect an account
          </Button>
        }
      >
        Connect an account of {client.name} first: each post of a plan has to fit its network.
      </EmptyState>
    );

  return (
    <div className="flex h-full border-t border-hairline">
      <div className="min-w-0 flex-1 overflow-y-auto p-6">
        {isRunning ? (
          <WritingRows state={state} clientName={client.name} onCancel={task.cancel} />
        ) : (
          <form
            aria-label="Plan"
            className="mx-auto flex max-w-136 flex-col gap-4"
            onSubmit={(event) => {
              event.preventDefault();
              write();
            }}
          >
            {ready?.kind === 'not' && <WhyNot code={ready.code} message={ready.message} />}
            {state.kind === 'failed' && (
              <>
                <WhyNot code={state.code} message={state.message} />
                {state.requestIds.length > 0 && <Sent requestIds={state.requestIds} />}
              </>
            )}
            <Field
              label={`What do you want for ${client.name}?`}
              hint="In your own words, one goal a line. Drafts are proposed for free times, and nothing goes on the calendar before you accept it."
            >
              <Textarea
                dir="auto"
                rows={5}
                maxLength={5000}
                value={wishes.goals}
                placeholder={PLACEHOLDER}
                onChange={(event) => change({ goals: event.target.value })}
                onKeyDown={(event) => {
                  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
                  event.preventDefault();
                  write();
                }}
              />
            </Field>
            <div className="grid grid-cols-2 gap-3">
              <Field label="Days">
                <Select
                  value={choiceId}
                  onChange={(choice) => change({ choice, ...span })}
                  choices={[
                    ...choices.map(({ id, label }) => ({ value: id, label })),
                    { value: OTHER, label: 'Other days…' },
                  ]}
                />
              </Field>
              <Field label="How often">
                <Select
                  value={String(perWeek)}
                  onChange={(value) => change({ perWeek: Number(value) })}
                  choices={[...new Set<number>([...PER_WEEK, perWeek])]
                    .sort((a, b) => a - b)
                    .map((count) => ({
                      value: String(count),
                      label: count === 1 ? 'Once a week' : `${count} times a week`,
                    }))}
                />
              </Field>
              {choiceId === OTHER && (
                <>
                  <Field label="From">
                    <Input
                      type="date"
                      min={today}
                      value={span.first}
                      onChange={({ target }) => target.value && change({ first: target.value })}
                    />
                  </Field>
                  <Field label="To" {...(!isSpan && { error: 'Choose a day after the first' })}>
                    <Input
                      type="date"
                      min={span.first}
                      value={span.last}
                      onChange={({ target }) => target.value && change({ last: target.value })}
                    />
                  </Field>
                </>
              )}
            </div>
            <div className="flex flex-col gap-1.5">
              <span className="font-medium">Where</span>
              <AccountPicker
                accounts={accounts ?? []}
                targets={accountIds.map((accountId) => ({ accountId, text: null }))}
                disabled={false}
                onToggle={(id) =>
                  change({
                    accountIds: accountIds.includes(id)
                      ? accountIds.filter((other) => other !== id)
                      : [...accountIds, id],
                  })
                }
              />
            </div>
            <Field label="Besides" optional>
              <Input
                dir="auto"
                maxLength={2000}
                value={wishes.wish}
                placeholder="No posts about prices. Something for the apprentices each week."
                onChange={(event) => change({ wish: event.target.value })}
              />
            </Field>
            {outlook.error ? (
              <Notice tone="attention">{outlook.error.message}</Notice>
            ) : (
              freeSlots === 0 && (
                <Notice tone="attention">
                  Every slot of these days is taken. Choose other days, or add times to the queue.
                </Notice>
              )
            )}
            <div className="flex items-center gap-3">
              <Button type="submit" tone="primary" disabled={!canWrite}>
                {wanted > 0
                  ? `Propose ${wanted === 1 ? 'a post' : `${wanted} posts`}`
                  : 'Propose posts'}
              </Button>
              {ready?.kind === 'ready' && (
                <span className="min-w-0 truncate text-small text-muted">
                  {ready.connectionName}, {ready.model}
                </span>
              )}
            </div>
          </form>
        )}
      </div>
      <aside
        aria-label="These days"
        className="scroll-edge w-62 shrink-0 overflow-y-auto border-l border-hairline bg-panel p-4 max-roomy:hidden wide:w-74"
      >
        {isSpan && (
          <PlanMonth
            clientId={client.id}
            colour={client.colour}
            span={span}
            proposals={[]}
            shownId={null}
          />
        )}
        {outlook.data && <Outlook outlook={outlook.data} />}
      </aside>
    </div>
  );
}

const PLACEHOLDER = `Sell Stollen until the 20th
Find an apprentice for the new year
Show who stands behind the counter`;

/** The month that was looked at; else the rest of this one, or the next. */
function choiceFor(month: string | null, choices: readonly SpanChoice[]): string {
  if (month !== null)
    return choices.find(({ id, first }) => id !== 'thirty' && first.startsWith(month))?.id ?? OTHER;
  return choices.find(({ id }) => id === 'next')?.id ?? OTHER;
}
