import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Recurrence } from '../../../shared/ipc/views.ts';
import { useCommands } from '../../app/commands.ts';
import { RowsSkeleton } from '../../app/fallbacks.tsx';
import { useComposer } from '../../app/place.ts';
import { QueryProblem } from '../../app/query-problem.tsx';
import { useRoute } from '../../ipc/queries.ts';
import { Button } from '../../ui/button.tsx';
import { useClientLooks } from '../calendar/client-looks.ts';
import { PostsEmpty } from '../posts/posts-empty.tsx';
import { useRowCursor } from '../posts/row-cursor.ts';
import { EndDialog } from './end-dialog.tsx';
import { RecurringEdit } from './recurring-edit.tsx';
import { RecurringRow } from './recurring-row.tsx';
import { useRecurringActions } from './use-recurring-actions.ts';

/** What comes again: its next day, and the way to change it or to end it. `?recurring=` opens one. */
export function RecurringList({ clientId }: { clientId: string | null }) {
  const composer = useComposer();
  const clientOf = useClientLooks();
  const { end, resume } = useRecurringActions();
  const [params, setParams] = useSearchParams();
  const [showsEnded, setShowsEnded] = useState(false);
  const [ending, setEnding] = useState<Recurrence | null>(null);
  const query = useRoute(
    'recurrences.list',
    { ended: true, ...(clientId && { clientId }) },
    { keepPrevious: true },
  );
  const all = query.data ?? [];
  const running = [...all.filter(({ endedAt }) => endedAt === null)].sort(byNext);
  const ended = all.filter(({ endedAt }) => endedAt !== null);
  const rows = showsEnded ? [...running, ...ended] : running;
  const asked = params.get('recurring');
  const edited = all.find(({ id }) => id === asked);

  const edit = (id: string | null) =>
    setParams(
      (current) => {
        const next = new URLSearchParams(current);
        if (id === null) next.delete('recurring');
        else next.set('recurring', id);
        return next;
      },
      { replace: true },
    );
  const cursor = useRowCursor<HTMLUListElement>({ count: rows.length, scrollTo: () => undefined });
  const step = (by: number) => () => cursor.step(by);
  useCommands([
    {
      id: 'recurring.down',
      label: 'Next recurring post',
      group: 'This view',
      keys: ['j', 'down'],
      notInPalette: true,
      run: step(1),
    },
    {
      id: 'recurring.up',
      label: 'Previous recurring post',
      group: 'This view',
      keys: ['k', 'up'],
      notInPalette: true,
      run: step(-1),
    },
  ]);

  if (query.isError)
    return <QueryProblem error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending)
    return (
      <div className="p-6">
        <RowsSkeleton rows={4} />
      </div>
    );
  return (
    <>
      {running.length === 0 && !showsEnded ? (
        <div className="flex h-full flex-col">
          <PostsEmpty tab="repeating" onNew={() => composer.open('new')} />
          {ended.length > 0 && (
            <Ended count={ended.length} shown={false} onShow={() => setShowsEnded(true)} />
          )}
        </div>
      ) : (
        <div className="h-full overflow-y-auto">
          <ul ref={cursor.list} onKeyDown={cursor.onKeyDown} aria-label="Recurring posts">
            {rows.map((recurrence, index) => (
              <RecurringRow
                key={recurrence.id}
                recurrence={recurrence}
                client={clientOf(recurrence.clientId)}
                cursor={cursor.row(index)}
                onEdit={() => edit(recurrence.id)}
                onEnd={() => setEnding(recurrence)}
                onResume={() => void resume(recurrence)}
              />
            ))}
          </ul>
          {ended.length > 0 && (
            <Ended
              count={ended.length}
              shown={showsEnded}
              onShow={() => setShowsEnded(!showsEnded)}
            />
          )}
        </div>
      )}
      {edited && (
        <RecurringEdit
          key={edited.id}
          recurrence={edited}
          onClose={() => edit(null)}
          onEnd={() => {
            edit(null);
            setEnding(edited);
          }}
        />
      )}
      {ending && (
        <EndDialog
          recurrence={ending}
          onClose={() => setEnding(null)}
          onEnd={(upcoming) => {
            setEnding(null);
            void end(ending, upcoming);
          }}
        />
      )}
    </>
  );
}

/** The one that is due first on top; those without anything ahead at the end. */
const byNext = (a: Recurrence, b: Recurrence): number =>
  (a.nextAt ?? Number.POSITIVE_INFINITY) - (b.nextAt ?? Number.POSITIVE_INFINITY) || 0;

const Ended = ({ count, shown, onShow }: { count: number; shown: boolean; onShow: () => void }) => (
  <div className="flex justify-center p-4">
    <Button size="compact" tone="ghost" aria-expanded={shown} onClick={onShow}>
      {shown ? 'Hide what has ended' : `Show ${count.toLocaleString()} that ended`}
    </Button>
  </div>
);
