import { useInfiniteQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useSearchParams } from 'react-router';
import { isEditable } from '../../../shared/domain/post-status.ts';
import type { PostCard } from '../../../shared/ipc/views.ts';
import { useCommands } from '../../app/commands.ts';
import { RowsSkeleton } from '../../app/fallbacks.tsx';
import { useClientFilter, useComposer, useGo } from '../../app/place.ts';
import { QueryProblem } from '../../app/query-problem.tsx';
import { View } from '../../app/view.tsx';
import { call } from '../../ipc/client.ts';
import { routeKey, usePostCounts, useRoute } from '../../ipc/queries.ts';
import { cx } from '../../ui/class-names.ts';
import { useClientLooks } from '../calendar/client-looks.ts';
import { RecurringList } from '../recurrence/recurring-list.tsx';
import { PostRow } from './post-row.tsx';
import { PostsEmpty } from './posts-empty.tsx';
import { PostsMenu } from './posts-menu.tsx';
import { useRowCursor } from './row-cursor.ts';
import { isPostTab, POST_TAB, POST_TABS, type PostTab, tabCount } from './tabs.ts';

const ROW_HEIGHT = 44;
const PAGE = 100;
/** How many rows before the end the next page is asked for. */
const AHEAD = 30;

/** Every post by where it stands: the drafts first, because they have no place on the calendar. */
export function PostsView() {
  const [params, setParams] = useSearchParams();
  const asked = params.get('tab');
  const tab: PostTab = isPostTab(asked) ? asked : 'drafts';
  const { clientId } = useClientFilter();
  const counts = usePostCounts(clientId).data ?? {};
  const repeating = useRoute('recurrences.list', of(clientId), { keepPrevious: true }).data;
  const show = (next: PostTab) =>
    setParams(
      (current) => {
        const changed = new URLSearchParams(current);
        changed.set('tab', next);
        changed.delete('recurring');
        return changed;
      },
      { replace: true },
    );

  return (
    <View title="Posts" tools={<PostsMenu tab={tab} clientId={clientId} />}>
      <div className="flex h-full flex-col">
        <div
          role="tablist"
          aria-label="Posts by status"
          className="flex shrink-0 gap-5 overflow-x-auto overflow-y-hidden border-b border-hairline px-6"
        >
          {POST_TABS.map((one) => (
            <TabButton
              key={one}
              tab={one}
              count={one === 'repeating' ? (repeating?.length ?? 0) : tabCount(one, counts)}
              isOpen={one === tab}
              onOpen={() => show(one)}
            />
          ))}
        </div>
        <div
          key={`${tab} ${clientId}`}
          role="tabpanel"
          id="posts-panel"
          aria-labelledby={`posts-tab-${tab}`}
          className="min-h-0 flex-1 bg-panel"
        >
          {tab === 'repeating' ? (
            <RecurringList clientId={clientId} />
          ) : (
            <PostList tab={tab} clientId={clientId} />
          )}
        </div>
      </div>
    </View>
  );
}

const of = (clientId: string | null) => (clientId === null ? {} : { clientId });

interface TabButtonProps {
  tab: PostTab;
  count: number;
  isOpen: boolean;
  onOpen: () => void;
}

const TabButton = ({ tab, count, isOpen, onOpen }: TabButtonProps) => (
  <button
    type="button"
    role="tab"
    id={`posts-tab-${tab}`}
    aria-selected={isOpen}
    aria-controls="posts-panel"
    tabIndex={isOpen ? 0 : -1}
    onClick={onOpen}
    onKeyDown={(event) => {
      const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!by) return;
      event.preventDefault();
      const next =
        by === 1
          ? event.currentTarget.nextElementSibling
          : event.currentTarget.previousElementSibling;
      if (!(next instanceof HTMLElement)) return;
      next.focus();
      next.click();
    }}
    className={cx(
      '-mb-px inline-flex h-9 items-center gap-1.5 border-b-2 whitespace-nowrap transition-colors focus-visible:-outline-offset-2',
      isOpen ? 'border-accent text-ink' : 'border-transparent text-muted hover:text-ink',
    )}
  >
    {POST_TAB[tab].label}
    {count > 0 && (
      <span
        className={cx(
          'text-small',
          tab === 'needs-you' ? 'font-medium text-attention' : 'text-muted',
        )}
      >
        {count.toLocaleString()}
      </span>
    )}
  </button>
);

function PostList({ tab, clientId }: { tab: PostTab; clientId: string | null }) {
  const composer = useComposer();
  const go = useGo();
  const clientOf = useClientLooks();
  const scroller = useRef<HTMLDivElement>(null);
  const query = usePostPages(tab, clientId);
  const cards = useMemo(() => query.data?.pages.flatMap(({ posts }) => posts) ?? [], [query.data]);

  const virtual = useVirtualizer({
    count: cards.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 5,
    paddingEnd: 24,
  });
  const items = virtual.getVirtualItems();
  const cursor = useRowCursor<HTMLUListElement>({
    count: cards.length,
    scrollTo: useCallback((index: number) => virtual.scrollToIndex(index), [virtual]),
  });

  const last = items.at(-1)?.index ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && last >= cards.length - AHEAD) void fetchNextPage();
  }, [last, cards.length, hasNextPage, isFetchingNextPage, fetchNextPage]);

  const open = (card: PostCard | undefined) => card && go(`/posts/${card.id}`);
  const edit = (card: PostCard | undefined) =>
    card && isEditable(card.status) && composer.open(card.id);
  useCommands([
    {
      id: 'posts.down',
      label: 'Next post',
      group: 'This view',
      keys: ['j', 'down'],
      notInPalette: true,
      run: () => cursor.step(1),
    },
    {
      id: 'posts.up',
      label: 'Previous post',
      group: 'This view',
      keys: ['k', 'up'],
      notInPalette: true,
      run: () => cursor.step(-1),
    },
    {
      id: 'posts.edit',
      label: 'Edit the post',
      group: 'This view',
      keys: ['e'],
      notInPalette: true,
      run: () => edit(cards[cursor.at]),
    },
  ]);

  if (query.isError)
    return <QueryProblem error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending)
    return (
      <div className="p-6">
        <RowsSkeleton rows={8} />
      </div>
    );
  if (cards.length === 0) return <PostsEmpty tab={tab} onNew={() => composer.open('new')} />;
  return (
    <div ref={scroller} className="h-full overflow-y-auto">
      <ul
        ref={cursor.list}
        onKeyDown={cursor.onKeyDown}
        aria-label={POST_TAB[tab].label}
        className="relative"
        style={{ height: virtual.getTotalSize() }}
      >
        {items.map((item) => {
          const card = cards[item.index];
          return (
            card && (
              <PostRow
                key={card.id}
                card={card}
                client={clientOf(card.clientId)}
                showsStatus={POST_TAB[tab].statuses?.length !== 1}
                top={item.start}
                height={item.size}
                cursor={cursor.row(item.index)}
                onOpen={() => open(card)}
                onEdit={() => edit(card)}
              />
            )
          );
        })}
      </ul>
    </div>
  );
}

/** Pages by key, so that a change in the middle repeats and skips nothing. */
function usePostPages(tab: PostTab, clientId: string | null) {
  const statuses = POST_TAB[tab].statuses;
  const filter = {
    limit: PAGE,
    ...(clientId && { clientId }),
    ...(statuses && { statuses: [...statuses] }),
  };
  return useInfiniteQuery({
    queryKey: [...routeKey('posts.list', filter), 'pages'],
    queryFn: ({ pageParam }) => call('posts.list', { ...filter, after: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
}
