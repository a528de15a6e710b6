import { RowsSkeleton } from '../../app/fallbacks.tsx';
import { useClientFilter } from '../../app/place.ts';
import { QueryProblem } from '../../app/query-problem.tsx';
import { View } from '../../app/view.tsx';
import { useRoute } from '../../ipc/queries.ts';
import { SlotsSheet } from '../slots/slots-sheet.tsx';
import { LaneList } from './lane-list.tsx';
import { QueueEmpty } from './queue-empty.tsx';
import { QueueList } from './queue-list.tsx';
import { QueueTimesButton } from './queue-times-button.tsx';

/** Waits that end by themselves end without an event, in ms. */
const LOOK_AGAIN = 15_000;

/** What goes out next and how each account's line stands. */
export function QueueView() {
  const { clientId } = useClientFilter();
  const query = useRoute('queue.overview', clientId ? { clientId } : {}, {
    keepPrevious: true,
    refetchInterval: LOOK_AGAIN,
  });
  return (
    <View title="Queue" tools={<QueueTimesButton size="compact" />}>
      {query.isError ? (
        <QueryProblem error={query.error} onRetry={() => void query.refetch()} />
      ) : query.isPending ? (
        <div className="p-6">
          <RowsSkeleton rows={8} />
        </div>
      ) : (
        <div className="flex h-full flex-col border-t border-hairline wide:flex-row">
          <div className="order-last min-h-0 min-w-0 flex-1 wide:order-first">
            {query.data.next.length === 0 ? (
              <QueueEmpty />
            ) : (
              <QueueList key={clientId} overview={query.data} />
            )}
          </div>
          <aside
            aria-label="How the accounts stand"
            className="flex max-h-52 shrink-0 flex-col border-b border-hairline bg-paper wide:max-h-none wide:w-76 wide:border-b-0 wide:border-l"
          >
            <LaneList overview={query.data} />
          </aside>
        </div>
      )}
      <SlotsSheet />
    </View>
  );
}
