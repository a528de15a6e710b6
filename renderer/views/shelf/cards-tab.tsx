import { Inbox } from 'lucide-react';
import type { ReactNode } from 'react';
import type { PostCard } from '../../../shared/ipc/views.ts';
import { now } from '../../app/clock.ts';
import { useClientFilter, useComposer } from '../../app/place.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { QueryProblem } from '../../app/query-problem.tsx';
import { useRoute } from '../../ipc/queries.ts';
import { Roving } from '../../ui/roving.tsx';
import { Loading, Skeleton } from '../../ui/skeleton.tsx';
import type { ClientLook } from '../calendar/client-looks.ts';
import { Thumbnail } from '../calendar/thumbnail.tsx';
import { whenText } from '../calendar/time.ts';
import { NetworkGlyph } from '../post-status/network-glyph.tsx';
import { STATUS_LOOK } from '../post-status/status.ts';
import { StatusIcon } from '../post-status/status-badge.tsx';
import type { usePlanning } from './planning.ts';
import { ShelfCard } from './shelf-card.tsx';

export interface ShelfTabProps {
  clientOf: (clientId: string) => ClientLook;
  planning: ReturnType<typeof usePlanning>;
}

/** Drafts, and what is in review or approved, that have no day yet. */
export function DraftsTab(props: ShelfTabProps) {
  const { clientId } = useClientFilter();
  const query = useRoute(
    'posts.list',
    {
      ...(clientId && { clientId }),
      statuses: ['draft', 'in_review', 'approved'],
      unplanned: true,
      limit: 100,
    },
    { keepPrevious: true },
  );
  if (query.isError)
    return <QueryProblem error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <Cards
      {...props}
      kind="draft"
      label="Drafts without a day"
      cards={query.data?.posts}
      empty="Every draft has its day. Drag a post here to take it off the calendar."
      foot={query.data?.next ? 'The newest 100 are shown; the others are under Posts.' : null}
    />
  );
}

/** What waits for its slot. Dragged onto a day, it keeps its time and leaves the queue. */
export function QueueTab(props: ShelfTabProps) {
  const { clientId } = useClientFilter();
  const query = useRoute(
    'queue.overview',
    { ...(clientId && { clientId }) },
    { keepPrevious: true },
  );
  if (query.isError)
    return <QueryProblem error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <Cards
      {...props}
      kind="queued"
      label="Posts in the queue"
      cards={query.data?.next.flatMap(({ post, queued }) => (queued ? post : []))}
      empty="Nothing waits in the queue. Put a post in it from the composer, and it takes the next free slot."
      foot={null}
    />
  );
}

interface CardsProps extends ShelfTabProps {
  kind: 'draft' | 'queued';
  label: string;
  cards: readonly PostCard[] | undefined;
  empty: string;
  foot: ReactNode;
}

function Cards({ kind, label, cards, empty, foot, clientOf, planning }: CardsProps) {
  const composer = useComposer();
  const style = useTimeStyle();
  if (!cards) return <ShelfSkeleton />;
  if (cards.length === 0) return <ShelfEmpty text={empty} />;
  return (
    <div className="min-h-0 flex-1 overflow-y-auto px-3 pb-3">
      <Roving label={label} className="flex flex-col gap-1.5">
        {cards.map((card) => {
          const when = card.scheduledAt === null ? null : whenText(card.scheduledAt, now(), style);
          return (
            <ShelfCard
              key={card.id}
              item={{ kind, card }}
              client={clientOf(card.clientId)}
              name={cardName(card, clientOf(card.clientId).name, when)}
              onOpen={() => composer.open(card.id)}
              onPlan={(wallTime) => void planning.plan({ kind, card }, wallTime)}
            >
              <CardInside card={card} when={when} client={clientOf(card.clientId)} />
            </ShelfCard>
          );
        })}
      </Roving>
      {foot && <p className="px-1 pt-3 text-small text-muted">{foot}</p>}
    </div>
  );
}

const NO_TEXT = 'No text yet';

/** First what one sees, so that it can be called by that. */
const cardName = (card: PostCard, client: string, when: string | null): string => {
  const status = STATUS_LOOK[card.status].word.toLowerCase();
  return `${card.excerpt || NO_TEXT} ${when ?? client}, ${status}${when ? `, ${client}` : ''}`;
};

function CardInside({
  card,
  when,
  client,
}: {
  card: PostCard;
  when: string | null;
  client: ClientLook;
}) {
  return (
    <>
      <span className="flex gap-2">
        <span className="line-clamp-3 min-w-0 flex-1 [overflow-wrap:anywhere]">
          {card.excerpt || <span className="text-muted italic">{NO_TEXT}</span>}
        </span>
        {card.thumbnailId && (
          <Thumbnail mediaId={card.thumbnailId} className="size-9 shrink-0 rounded-[3px]" />
        )}
      </span>{' '}
      <span className="mt-1 flex items-center gap-1.5 text-caption text-muted">
        {StatusIcon({ status: card.status, size: 12 })}
        <span className="min-w-0 flex-1 truncate">{when ?? client.name}</span>
        {card.networks.map((network) => (
          <NetworkGlyph key={network} network={network} size={11} />
        ))}
      </span>
    </>
  );
}

export const ShelfEmpty = ({ text }: { text: string }) => (
  <div className="flex flex-col items-center px-6 pt-10 text-center text-muted">
    <Inbox size={20} className="mb-2" aria-hidden />
    <p>{text}</p>
  </div>
);

export const ShelfSkeleton = () => (
  <Loading label="Loading the shelf">
    <div className="flex flex-col gap-1.5 px-3">
      {['a', 'b', 'c', 'd'].map((key) => (
        <Skeleton key={key} className="h-14" />
      ))}
    </div>
  </Loading>
);
