import type { ReactNode } from 'react';
import type { RouteOutput } from '../../../shared/ipc/contract.ts';
import { TODAY_GRID } from '../../app/fallbacks.tsx';
import { type TimeStyle, useTimeStyle } from '../../app/preferences.ts';
import { sentenceOf } from '../../ipc/client.ts';
import { useRoute } from '../../ipc/queries.ts';
import { cx } from '../../ui/class-names.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Sparkline } from '../../ui/sparkline.tsx';
import { dayAt, formatDay } from '../calendar/time.ts';
import { counted, signed } from './answers.ts';

type Figures = RouteOutput<'dashboard.figures'>;

/** Four numbers, each with what it means and how it went. What is not known is a dash. */
export function FourFigures({ clientId }: { clientId: string | null }) {
  const query = useRoute('dashboard.figures', clientId ? { clientId } : {}, { keepPrevious: true });
  const style = useTimeStyle();
  const { data } = query;
  if (query.isError)
    return (
      <p role="alert" className="col-span-4 rounded-card border border-hairline bg-panel p-4">
        {sentenceOf(query.error)}
      </p>
    );
  return (
    <>
      <Figure
        name="Posts published"
        value={data?.posts.published.toLocaleString()}
        course={data?.posts.days}
        kind="bars"
      >
        {data && weekText(data.posts)}
      </Figure>
      <Figure
        name="Accounts connected"
        value={data && `${data.accounts.connected} of ${data.accounts.total}`}
      >
        {data && accountsText(data.accounts)}
      </Figure>
      <Figure
        name="Followers"
        of={
          data && data.followers.accounts > 0 ? counted(data.followers.accounts, 'account') : null
        }
        value={data && (data.followers.now?.toLocaleString() ?? null)}
        course={data?.followers.days}
      >
        {data && followersText(data.followers, style)}
      </Figure>
      <Figure name="AI requests today" value={data && (data.aiRequests?.toLocaleString() ?? null)}>
        {data?.aiRequests === null ? 'AI is not set up' : 'Since midnight'}
      </Figure>
    </>
  );
}

const weekText = ({ out, ahead }: Figures['posts']): string =>
  out + ahead === 0
    ? 'None this week'
    : `${out.toLocaleString()} this week, ${ahead.toLocaleString()} to go`;

function accountsText({ connected, total }: Figures['accounts']): string {
  if (total === 0) return 'None is connected yet';
  if (connected === total) return 'All can publish';
  return `${counted(total - connected, 'is', 'are')} paused or signed out`;
}

function followersText(
  { now, accounts, change, changeOf, since }: Figures['followers'],
  { zone, locale }: TimeStyle,
): string {
  if (now === null) return 'No network provides them yet';
  if (change === null || since === null) return `Of ${counted(accounts, 'account')}`;
  const day = formatDay(dayAt(since, zone), locale, { day: 'numeric', month: 'short' });
  const some = changeOf < accounts ? ` on ${changeOf} of them` : '';
  return `${signed(change)} since ${day}${some}`;
}

interface FigureProps {
  name: string;
  /** Of how many, beside the name. */
  of?: string | null | undefined;
  /** Undefined while it is asked for, null where it is not known. */
  value: string | null | undefined;
  course?: readonly (number | null)[] | undefined;
  kind?: 'line' | 'bars';
  children: ReactNode;
}

const Figure = ({ name, of, value, course, kind, children }: FigureProps) => (
  <section
    aria-label={name}
    className={cx(
      'flex min-w-0 flex-col rounded-card border border-hairline bg-panel px-4 py-3',
      TODAY_GRID.figure,
    )}
  >
    <h2 className="truncate text-small text-muted">
      {name}
      {of && ` · ${of}`}
    </h2>
    <div className="flex min-h-0 flex-1 items-center gap-3">
      {value === undefined ? (
        <Skeleton className="h-7 w-20" />
      ) : (
        <p className="shrink-0 text-figure font-semibold tabular-nums">
          {value ?? (
            <>
              <span aria-hidden>–</span>
              <span className="sr-only">Not known</span>
            </>
          )}
        </p>
      )}
      {course && (
        <div className="min-w-0 flex-1">
          <Sparkline values={course} {...(kind && { kind })} />
        </div>
      )}
    </div>
    <p className="min-h-4.5 truncate text-small text-muted">{children}</p>
  </section>
);
