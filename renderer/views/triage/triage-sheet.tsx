import { useEffect, useRef, useState } from 'react';
import { useAway, useGo } from '../../app/place.ts';
import { QueryProblem } from '../../app/query-problem.tsx';
import { Dot } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { CalendarDrawing } from '../../ui/drawings.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toast.tsx';
import { useClientLooks } from '../calendar/client-looks.ts';
import {
  byClient,
  canBe,
  choiceOf,
  closingSentence,
  type Decision,
  type Entry,
} from './outcomes.ts';
import { TriageAll } from './triage-all.tsx';
import { TriageRow } from './triage-row.tsx';
import { nextWaiting, useRows } from './use-rows.ts';
import { useSheetKeys } from './use-sheet-keys.ts';
import { takeDecisionsBack, useTriage } from './use-triage.ts';

/** How long the last result stays in sight before the sheet closes by itself, in ms. */
const LINGER = 1_500;

/** “While you were away”: what was missed, and what becomes of each post. Nothing of it is sent by itself. */
export function TriageSheet() {
  const { close } = useAway();
  const go = useGo();
  const clientOf = useClientLooks();
  const triage = useTriage();
  const { entries, statusOf, query } = triage;
  const groups = byClient(entries);
  const order = groups.flatMap(([, own]) => own);
  const waiting = order.filter(({ outcome }) => outcome === null);
  const rows = useRows(order);
  const [picks, setPicks] = useState<string | null>(null);
  const hidden = (query.data?.total ?? 0) - (query.data?.posts.length ?? 0);

  const finish = () => {
    close();
    const said = closingSentence(entries, statusOf);
    if (said === '') return;
    const left = waiting.length + hidden;
    const rest =
      left > 0 ? ` ${left.toLocaleString()} still ${left === 1 ? 'waits' : 'wait'}.` : '';
    const ids = entries.filter(canBeUndone).map(({ missed }) => missed.post.id);
    if (ids.length === 0) toast.done(said + rest);
    else toast.undoable(said + rest, () => void takeDecisionsBack(ids));
  };

  const isDone =
    entries.length > 0 &&
    waiting.length === 0 &&
    hidden === 0 &&
    !query.isFetching &&
    // What did not go out stays in sight, with its reason.
    entries.every(
      ({ missed, outcome }) =>
        outcome?.kind !== 'publishing' || statusOf(missed.post.id) === 'published',
    );
  useAfterwards(isDone, finish);

  const decide = (entry: Entry | undefined, decision: Decision) => {
    if (!entry || entry.outcome !== null) return;
    setPicks(null);
    const here = order.indexOf(entry);
    const next = canBe(entry.missed, choiceOf(decision)) ? nextWaiting(order, here) : here;
    void triage.decide([entry], decision);
    rows.focus(next ?? here);
  };

  const choose = (decision: Decision) => () => decide(order[rows.at], decision);
  useSheetKeys(rows.list, triage.undo, {
    j: () => rows.focus(rows.at + 1),
    ArrowDown: () => rows.focus(rows.at + 1),
    k: () => rows.focus(rows.at - 1),
    ArrowUp: () => rows.focus(rows.at - 1),
    p: choose('publish_now'),
    n: choose('next_slot'),
    t: () => {
      const { missed, outcome } = order[rows.at] ?? {};
      if (missed?.choices.pick && outcome === null) setPicks(missed.post.id);
    },
    d: choose('drop'),
  });

  return (
    <Sheet
      open
      onOpenChange={(open) => !open && finish()}
      title="While you were away"
      description="Posts that were missed. Choose for each: publish it now, its next slot, another time, or drop it."
      width="medium"
      bare
      footer={
        <>
          <Keys />
          <span className="flex-1" />
          <Button tone={waiting.length === 0 ? 'primary' : 'secondary'} onClick={finish}>
            {waiting.length === 0 ? 'Done' : 'Decide later'}
          </Button>
        </>
      }
    >
      {query.isError ? (
        <QueryProblem error={query.error} onRetry={() => void query.refetch()} />
      ) : query.isSuccess && order.length === 0 ? (
        <EmptyState drawing={<CalendarDrawing />} title="Nothing waits here">
          Posts that miss their time come here, with what can be done about each.
        </EmptyState>
      ) : (
        <div className="flex h-full flex-col">
          <p className="shrink-0 px-5 pt-4 pb-2 text-muted">
            {intro(order.length, waiting.length)}
          </p>
          {waiting.length > 1 && (
            <TriageAll
              entries={waiting}
              onDecide={(decision) => {
                void triage.decide(waiting, decision);
                rows.focus(rows.at);
              }}
            />
          )}
          <div ref={rows.list} className="min-h-0 flex-1 overflow-y-auto">
            {groups.map(([clientId, own]) => (
              <section key={clientId} aria-labelledby={`away-${clientId}`}>
                <h3
                  id={`away-${clientId}`}
                  className="sticky top-0 z-10 flex h-8 items-center gap-2 border-b border-hairline bg-panel px-5 text-small font-medium"
                >
                  <Dot colour={clientOf(clientId).colour} className="size-2" />
                  {clientOf(clientId).name}
                  <span className="font-normal text-muted">{own.length}</span>
                </h3>
                <ul>
                  {own.map((entry) => {
                    const { id } = entry.missed.post;
                    const index = order.indexOf(entry);
                    return (
                      <TriageRow
                        key={id}
                        entry={entry}
                        index={index}
                        isCurrent={index === rows.at}
                        status={statusOf(id)}
                        refusal={triage.refusalOf(id)}
                        busy={triage.isBusy(id)}
                        picks={picks === id}
                        onPicks={(open) => setPicks(open ? id : null)}
                        onFocus={() => rows.standOn(index)}
                        onDecide={(decision) => decide(entry, decision)}
                        onUndo={() => void triage.takeBack([id])}
                        onOpen={() => go(`/posts/${id}`)}
                      />
                    );
                  })}
                </ul>
              </section>
            ))}
            {hidden > 0 && (
              <p className="px-5 py-4 text-small text-muted">
                {hidden.toLocaleString()} newer ones come once these are decided.
              </p>
            )}
          </div>
        </div>
      )}
    </Sheet>
  );
}

const canBeUndone = ({ outcome }: Entry): boolean =>
  outcome !== null && outcome.kind !== 'publishing' && outcome.kind !== 'back';

function intro(all: number, waiting: number): string {
  if (waiting === 0) return all === 0 ? '' : 'All of them are decided.';
  if (waiting < all) return `${waiting.toLocaleString()} of ${all.toLocaleString()} still wait.`;
  return waiting === 1
    ? 'A post came due while ClientNest could not send it. It goes out only if you say so.'
    : `${waiting.toLocaleString()} posts came due while ClientNest could not send them. They go out only if you say so.`;
}

/** Does it once something has been so for a moment. */
function useAfterwards(isSo: boolean, then: () => void): void {
  const latest = useRef(then);
  latest.current = then;
  useEffect(() => {
    if (!isSo) return;
    const timer = window.setTimeout(() => latest.current(), LINGER);
    return () => window.clearTimeout(timer);
  }, [isSo]);
}

const KEYS: readonly [keys: readonly string[], does: string][] = [
  [['j', 'k'], 'choose'],
  [['p'], 'publish'],
  [['n'], 'next slot'],
  [['t'], 'time'],
  [['d'], 'drop'],
  [['mod', 'z'], 'undo'],
];

const Keys = () => (
  <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-small text-muted">
    {KEYS.map(([keys, does]) => (
      <span key={does} className="inline-flex items-center gap-1">
        <Kbd keys={keys} />
        {does}
      </span>
    ))}
  </p>
);
