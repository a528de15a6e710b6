import type { RecentPost } from '../../../shared/ipc/views.ts';
import { useNow } from '../../app/clock.ts';
import { useGo } from '../../app/place.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { useRoute } from '../../ipc/queries.ts';
import { cx } from '../../ui/class-names.ts';
import { useClientLooks } from '../calendar/client-looks.ts';
import { whenLabel } from '../calendar/time.ts';
import { NetworkGlyph } from '../post-status/network-glyph.tsx';
import { TodayCard } from './card.tsx';

const SHOWN = 8;
const COLUMNS = [
  { key: 'engagement', name: 'Engagement', narrow: true },
  { key: 'likes', name: 'Likes', narrow: true },
  { key: 'comments', name: 'Comments', narrow: true },
  { key: 'shares', name: 'Shares', narrow: false },
  { key: 'views', name: 'Views', narrow: false },
] as const;

/** What came out last, with what people did with it. */
export function RecentPosts({ clientId }: { clientId: string | null }) {
  const query = useRoute(
    'dashboard.recent',
    { limit: SHOWN, ...(clientId && { clientId }) },
    { keepPrevious: true },
  );
  return (
    <TodayCard
      title="Recent posts"
      size="col-span-4 min-h-100 @min-[740px]:col-span-3"
      query={query}
    >
      {query.data?.length === 0 ? (
        <p className="m-auto max-w-84 pb-11 text-center text-muted">
          Nothing came out in the last 90 days. What does, stands here with its numbers.
        </p>
      ) : (
        <table className="w-full table-fixed">
          <thead className="text-small text-muted">
            <tr>
              <th scope="col" className="px-4 py-1 text-left font-medium">
                Post
              </th>
              {COLUMNS.map(({ key, name, narrow }) => (
                <th
                  key={key}
                  scope="col"
                  className={cx(
                    'w-24 py-1 pr-4 text-right font-medium',
                    !narrow && 'hidden @min-[900px]:table-cell',
                  )}
                >
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {query.data?.map((recent) => (
              <Recent key={recent.post.id} recent={recent} />
            ))}
          </tbody>
        </table>
      )}
    </TodayCard>
  );
}

function Recent({ recent }: { recent: RecentPost }) {
  const go = useGo();
  const now = useNow();
  const style = useTimeStyle();
  const client = useClientLooks()(recent.post.clientId);
  const { post } = recent;
  return (
    <tr className="border-t border-hairline hover:bg-hover">
      <th scope="row" className="p-0 text-left font-normal">
        <button
          type="button"
          onClick={() => go(`/posts/${post.id}`)}
          className="relative block h-11 w-full pr-3 pl-4 text-left focus-visible:-outline-offset-2"
        >
          <span
            aria-hidden
            className="absolute inset-y-1.5 left-0 w-[3px] rounded-full"
            style={{ backgroundColor: client.colour }}
          />
          <span className={cx('block truncate', !post.excerpt && 'text-muted italic')}>
            {post.excerpt || 'No text'}
          </span>
          <span className="flex items-center gap-1.5 text-small text-muted">
            <span className="flex shrink-0 gap-1">
              {post.networks.map((network) => (
                <NetworkGlyph key={network} network={network} size={12} said />
              ))}
            </span>
            <span className="truncate">
              {client.name}, {whenLabel(post.scheduledAt ?? post.updatedAt, now, style)}
            </span>
          </span>
        </button>
      </th>
      {COLUMNS.map(({ key, narrow }) => (
        <td
          key={key}
          className={cx(
            'pr-4 text-right',
            key === 'engagement' && 'font-medium',
            !narrow && 'hidden @min-[900px]:table-cell',
          )}
        >
          {recent[key]?.toLocaleString() ?? (
            <span className="font-normal text-muted" title={whyNone(recent)}>
              <span aria-hidden>–</span>
              <span className="sr-only">{whyNone(recent)}</span>
            </span>
          )}
        </td>
      ))}
    </tr>
  );
}

const whyNone = ({ takenAt }: RecentPost): string =>
  takenAt === null ? 'not read yet' : 'not provided';
