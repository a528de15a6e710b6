import { ChartColumn, Table2 } from 'lucide-react';
import { useId, useState } from 'react';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import type { RouteOutput } from '../../../shared/ipc/contract.ts';
import type { MoodSpan } from '../../../shared/ipc/views.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { useAccounts, useRoute } from '../../ipc/queries.ts';
import { IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { dayAt, formatDay } from '../calendar/time.ts';
import { NetworkGlyph } from '../post-status/network-glyph.tsx';
import { judgedIn, moodAnswer } from './mood-answer.ts';
import { MOOD_LOOKS } from './mood-mark.tsx';

const ALL = 'all';
const SHOWN = ['positive', 'neutral', 'negative'] as const;
const FILLS: Record<(typeof SHOWN)[number], string> = {
  positive: 'bg-published/60',
  neutral: 'bg-faint/50',
  negative: 'bg-attention/75',
};

/** How people speak over time: of each week or day the shares, and of how many comments. */
export function MoodTrend({ clientId }: { clientId: string | null }) {
  const [by, setBy] = useState<'day' | 'week'>('week');
  const [accountId, setAccountId] = useState(ALL);
  const [isTable, setTable] = useState(false);
  const titleId = useId();
  const accounts = (useAccounts(clientId).data ?? []).filter(
    ({ network }) => NETWORKS[network].comments.read,
  );
  const { data } = useRoute(
    'moods.trend',
    { by, ...(clientId && { clientId }), ...(accountId !== ALL && { accountId }) },
    { keepPrevious: true },
  );
  const days = useSpans(data?.edges ?? []);
  const judged = data ? judgedIn(data.spans) : 0;
  const unknown = data?.spans.reduce((sum, span) => sum + span.unknown, 0) ?? 0;
  return (
    <figure aria-labelledby={titleId} className="flex flex-col">
      <figcaption className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <h3 id={titleId} className="font-semibold">
            {data ? moodAnswer(data.spans) : 'How people speak'}
          </h3>
          <p className="mt-0.5 text-small text-muted tabular-nums">
            {data
              ? `${counted(judged, 'comment')} judged, ${unknown.toLocaleString()} not in English · ${days.span}`
              : 'Counting…'}
          </p>
        </div>
        <IconButton
          label={isTable ? 'Show as a chart' : 'Show as a table'}
          onClick={() => setTable(!isTable)}
        >
          {isTable ? <ChartColumn size={16} /> : <Table2 size={16} />}
        </IconButton>
      </figcaption>
      <div className="mt-3 h-40">
        {!data ? (
          <Skeleton className="size-full rounded-card" />
        ) : isTable ? (
          <Table data={data} titles={days.titles} />
        ) : (
          <Columns data={data} labels={days.labels} titles={days.titles} />
        )}
      </div>
      <div className="mt-3 flex flex-wrap items-center gap-2">
        <Segmented
          label="One column is"
          value={by}
          onChange={setBy}
          choices={[
            { value: 'week', label: 'A week' },
            { value: 'day', label: 'A day' },
          ]}
        />
        {accounts.length > 1 && (
          <div className="w-48">
            <Select
              label="Account"
              value={accountId}
              onChange={setAccountId}
              choices={[
                { value: ALL, label: 'All accounts' },
                ...accounts.map(({ id, handle, network }) => ({
                  ...{ value: id, label: `@${handle}` },
                  icon: <NetworkGlyph network={network} size={14} />,
                })),
              ]}
            />
          </div>
        )}
        <ul aria-label="Colours" className="ml-auto flex gap-3 text-small text-muted">
          {SHOWN.map((mood) => (
            <li key={mood} className="flex items-center gap-1.5">
              <span aria-hidden className={cx('size-2 rounded-full', FILLS[mood])} />
              {MOOD_LOOKS[mood].name}
            </li>
          ))}
        </ul>
      </div>
    </figure>
  );
}

type Trend = RouteOutput<'moods.trend'>;

const percent = (part: number, span: MoodSpan): number => {
  const judged = judgedIn([span]);
  return judged === 0 ? 0 : (100 * part) / judged;
};

interface ColumnsProps {
  data: Trend;
  labels: readonly string[];
  titles: readonly string[];
}

function Columns({ data, labels, titles }: ColumnsProps) {
  const few = data.spans.length <= 12;
  return (
    <div
      role="img"
      aria-label={`Shares of positive, neutral and negative comments, ${titles[0]} to ${titles.at(-1)}. As a table there are the figures.`}
      className="flex h-full gap-1"
    >
      {data.spans.map((span, at) => {
        const judged = judgedIn([span]);
        return (
          <div
            key={data.edges[at]}
            className="flex min-w-0 flex-1 flex-col gap-1"
            title={`${titles[at]}: ${judged === 0 ? 'no comments' : SHOWN.map((mood) => `${Math.round(percent(span[mood], span))} % ${mood}`).join(', ')} (${judged})`}
          >
            <div className="flex min-h-0 flex-1 flex-col overflow-hidden rounded-chip bg-hover">
              {SHOWN.map((mood) => (
                <div
                  key={mood}
                  className={FILLS[mood]}
                  style={{ height: `${percent(span[mood], span)}%` }}
                />
              ))}
            </div>
            <p className="truncate text-center text-caption text-muted tabular-nums">
              {(few || judged < 100) && judged > 0 ? judged : '\u00a0'}
            </p>
            <p className="h-4 text-center text-caption whitespace-nowrap text-muted">
              {few ? (at % 2 === 0 ? labels[at] : '') : at % 7 === 0 ? labels[at] : ''}
            </p>
          </div>
        );
      })}
    </div>
  );
}

const Table = ({ data, titles }: Omit<ColumnsProps, 'labels'>) => (
  <section
    aria-label="How people speak, in figures"
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard.
    tabIndex={0}
    className="h-full overflow-y-auto rounded-control"
  >
    <table className="w-full text-small tabular-nums">
      <thead className="sticky top-0 bg-panel text-left text-muted">
        <tr>
          <th scope="col" className="py-1 pr-3 font-medium">
            From
          </th>
          {[...SHOWN.map((mood) => MOOD_LOOKS[mood].name), 'Judged', 'Unknown'].map((name) => (
            <th key={name} scope="col" className="py-1 pl-3 text-right font-medium">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {data.spans.map((span, at) => (
          <tr key={data.edges[at]} className="border-t border-hairline">
            <th scope="row" className="py-1 pr-3 text-left font-normal whitespace-nowrap">
              {titles[at]}
            </th>
            {SHOWN.map((mood) => (
              <td key={mood} className="py-1 pl-3 text-right">
                {judgedIn([span]) === 0 ? '–' : `${Math.round(percent(span[mood], span))} %`}
              </td>
            ))}
            <td className="py-1 pl-3 text-right">{judgedIn([span]).toLocaleString()}</td>
            <td className="py-1 pl-3 text-right">{span.unknown.toLocaleString()}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);

const counted = (count: number, one: string): string =>
  `${count.toLocaleString()} ${count === 1 ? one : `${one}s`}`;

/** The beginnings of the spans in words. */
function useSpans(edges: readonly number[]) {
  const { zone, locale } = useTimeStyle();
  const days = edges.slice(0, -1).map((at) => dayAt(at, zone));
  const last = edges.at(-1);
  const short = (day: string) => formatDay(day, locale, { day: 'numeric', month: 'short' });
  return {
    labels: days.map(short),
    titles: days.map((day) =>
      formatDay(day, locale, { weekday: 'short', day: 'numeric', month: 'short' }),
    ),
    span: days[0] && last ? `${short(days[0])} – ${short(dayAt(last - 1, zone))}` : '',
  };
}
