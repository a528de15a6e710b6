import { useMemo, useState } from 'react';
import type { RouteOutput } from '../../../shared/ipc/contract.ts';
import { useNow } from '../../app/clock.ts';
import { TODAY_GRID } from '../../app/fallbacks.tsx';
import { useTimeStyle } from '../../app/preferences.ts';
import { useRoute } from '../../ipc/queries.ts';
import { LineChart } from '../../ui/line-chart.tsx';
import type { ChartLine } from '../../ui/line-mark.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { whenText } from '../calendar/time.ts';
import { counted, performanceAnswer, postsIn, viewsAnswer } from './answers.ts';
import { TodayCard } from './card.tsx';
import { chartDays } from './chart-days.ts';
import { NoNumbers } from './no-numbers.tsx';

/** What the posts of each day have come to. */
export function PerformanceCard({ clientId, days }: { clientId: string | null; days: number }) {
  const query = useRoute(
    'dashboard.performance',
    { days, ...(clientId && { clientId }) },
    { keepPrevious: true },
  );
  return (
    <TodayCard title={null} label="Content performance" size={TODAY_GRID.chart} query={query}>
      {query.data && <Performance data={query.data} />}
    </TodayCard>
  );
}

function Performance({ data }: { data: RouteOutput<'dashboard.performance'> }) {
  const style = useTimeStyle();
  const now = useNow();
  const [asked, setAsked] = useState<'engagement' | 'views'>('engagement');
  const { labels, titles, span } = useMemo(() => chartDays(data.edges, style), [data.edges, style]);
  const hasViews = data.days.some(({ views }) => views !== null);
  const metric = hasViews ? asked : 'engagement';
  const lines = useMemo(
    (): ChartLine[] => [
      {
        name: metric === 'views' ? 'Views' : 'Engagement',
        values: data.days.map((day) => day[metric]),
        colour: 'line-1',
      },
    ],
    [data.days, metric],
  );
  const measured = postsIn(data);
  const posts = data.days.reduce((sum, day) => sum + day.posts, 0);
  if (measured === 0 && !hasViews)
    return (
      <NoNumbers title="Content performance">
        {posts === 0
          ? 'Nothing came out in these days. Once something does, its numbers stand here.'
          : 'ClientNest reads the numbers of what came out while it runs, for the first time within the hour.'}
      </NoNumbers>
    );
  return (
    <LineChart
      title={metric === 'views' ? viewsAnswer(data) : performanceAnswer(data)}
      note={`${posts === measured ? counted(posts, 'post') : `${measured.toLocaleString()} of ${counted(posts, 'post')}`} · ${span}${data.takenAt === null ? '' : ` · read ${whenText(data.takenAt, now, style)}`}`}
      {...{ lines, labels, titles }}
      unknown="no numbers"
    >
      <div className="mt-2 flex min-h-9 items-center gap-3">
        <p className="min-w-0 flex-1 text-small text-muted">
          {metric === 'views'
            ? 'By the day a post came out, where provided'
            : 'Likes + 2 × comments + 3 × shares, by the day a post came out'}
        </p>
        {hasViews && (
          <Segmented
            label="What the chart shows"
            value={metric}
            onChange={setAsked}
            choices={[
              { value: 'engagement', label: 'Engagement' },
              { value: 'views', label: 'Views' },
            ]}
          />
        )}
      </div>
    </LineChart>
  );
}
