import { Page } from '../ui/page.tsx';
import { Loading, Skeleton } from '../ui/skeleton.tsx';
import { View } from './view.tsx';

// What stands there while a view's code or its first answer is on the way, in the shape of what comes.

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

/** Rows as in a list. */
export const RowsSkeleton = ({ rows = 6 }: { rows?: number }) => (
  <Loading label="Loading">
    <div className="overflow-hidden rounded-card border border-hairline bg-panel">
      {numbers(rows).map((row) => (
        <div
          key={row}
          className="flex h-14 items-center gap-3 border-b border-hairline px-4 last:border-b-0"
        >
          <Skeleton className="size-7 rounded-full" />
          <div className="flex-1">
            <Skeleton className="mb-1.5 h-3 w-40" />
            <Skeleton className="h-2.5 w-64" />
          </div>
          <Skeleton className="h-3 w-16" />
        </div>
      ))}
    </div>
  </Loading>
);

export const ListFallback = ({ title }: { title: string }) => (
  <View title={title}>
    <Page>
      <RowsSkeleton />
    </Page>
  </View>
);

export const PostsFallback = () => <ListFallback title="Posts" />;

/** Rows of the inbox, in their height. */
export const InboxRows = ({ rows = 7 }: { rows?: number }) => (
  <Loading label="Loading the inbox">
    {numbers(rows).map((row) => (
      <div
        key={row}
        className="flex h-18 flex-col justify-center gap-2 border-b border-hairline px-4"
      >
        <Skeleton className="h-3 w-32" />
        <Skeleton className="h-2.5 w-56" />
        <Skeleton className="h-2.5 w-24" />
      </div>
    ))}
  </Loading>
);

export const InboxFallback = () => (
  <View title="Inbox">
    <div className="flex h-full border-t border-hairline">
      <div className="w-75 shrink-0 overflow-hidden border-r border-hairline bg-panel wide:w-88">
        <InboxRows />
      </div>
    </div>
  </View>
);

export const PostFallback = () => (
  <View title="Post">
    <Page>
      <Loading label="Loading">
        <Skeleton className="mb-4 h-4 w-48" />
        <Skeleton className="h-56 w-full rounded-card" />
      </Loading>
    </Page>
  </View>
);

/** What the cards of Today have in common: their sizes are there before anything is in them. */
export const TODAY_GRID = {
  page: '@container mx-auto max-w-288',
  cards: 'grid grid-cols-4 gap-4',
  first: 'col-span-4 h-74 @min-[740px]:col-span-2',
  figure: 'col-span-2 h-28 @min-[740px]:col-span-1',
  chart: 'col-span-4 h-92 @min-[740px]:col-span-2',
} as const;

export const TodayFallback = () => (
  <View title="Today">
    <Page width="full">
      <Loading label="Loading">
        <div className={TODAY_GRID.page}>
          <div className={TODAY_GRID.cards}>
            {[TODAY_GRID.first, TODAY_GRID.first].map((size, index) => (
              <Skeleton
                key={`first ${index === 0 ? 'left' : 'right'}`}
                className={`${size} rounded-card`}
              />
            ))}
            {numbers(4).map((figure) => (
              <Skeleton key={figure} className={`${TODAY_GRID.figure} rounded-card`} />
            ))}
          </div>
        </div>
      </Loading>
    </Page>
  </View>
);
