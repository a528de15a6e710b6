import { useMemo } from 'react';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import type { RouteOutput } from '../../../shared/ipc/contract.ts';
import { TODAY_GRID } from '../../app/fallbacks.tsx';
import { useTimeStyle } from '../../app/preferences.ts';
import { useRoute } from '../../ipc/queries.ts';
import { LineChart } from '../../ui/line-chart.tsx';
import { type ChartLine, LineMark, lineColour } from '../../ui/line-mark.tsx';
import { NetworkGlyph } from '../post-status/network-glyph.tsx';
import { counted, grownLines, growthAnswer, signed } from './answers.ts';
import { TodayCard } from './card.tsx';
import { chartDays } from './chart-days.ts';
import { NoNumbers } from './no-numbers.tsx';

/** Who follows more people than before, and where. */
export function GrowthCard({ clientId, days }: { clientId: string | null; days: number }) {
  const query = useRoute(
    'dashboard.growth',
    { days, ...(clientId && { clientId }) },
    { keepPrevious: true },
  );
  return (
    <TodayCard title={null} label="Social growth" size={TODAY_GRID.chart} query={query}>
      {query.data && <Growth data={query.data} />}
    </TodayCard>
  );
}

function Growth({ data }: { data: RouteOutput<'dashboard.growth'> }) {
  const style = useTimeStyle();
  const { labels, titles } = useMemo(() => chartDays(data.edges, style), [data.edges, style]);
  const grown = useMemo(() => grownLines(data.lines), [data.lines]);
  const lines = useMemo(
    () =>
      grown.map(
        ({ network, changes }, index): ChartLine => ({
          name: NETWORKS[network].name,
          values: changes,
          colour: lineColour(index),
        }),
      ),
    [grown],
  );
  const first = grown[0]?.changes.findIndex((value) => value !== null) ?? -1;
  if (first < 0)
    return (
      <NoNumbers title="Social growth">
        {data.silent === 0
          ? 'Connect an account, and how many people follow it stands here from day to day.'
          : 'No network has said yet how many people follow your accounts. ClientNest asks once a day while it runs.'}
      </NoNumbers>
    );
  const since = labels[first] ?? null;
  const notes = [
    counted(data.counted, 'account'),
    data.later > 0 && `${data.later.toLocaleString()} connected since, left out`,
    data.silent > 0 && `${data.silent.toLocaleString()} not provided`,
    `${since} – ${labels.at(-1)}`,
  ].filter(Boolean);
  return (
    <LineChart
      title={growthAnswer(grown, since)}
      note={notes.join(' · ')}
      {...{ lines, labels, titles }}
      format={signed}
      unknown="not known"
    >
      <ul
        aria-label="Followers by network"
        className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-small"
      >
        {grown.map(({ network, now, change }, index) => (
          <li key={network} className="flex items-center gap-1.5 tabular-nums">
            <LineMark index={index} />
            <NetworkGlyph network={network} size={12} said />
            {now?.toLocaleString() ?? 'not known'}
            {change !== null && <span className="text-muted">{signed(change)}</span>}
          </li>
        ))}
      </ul>
    </LineChart>
  );
}
