import type { Metric, NetworkId } from '../../../../shared/domain/network.ts';
import { NETWORKS } from '../../../../shared/domain/networks/index.ts';
import { Tooltip } from '../../../ui/tooltip.tsx';

const NAME: Record<Metric, string> = {
  views: 'Views',
  reach: 'Reach',
  likes: 'Likes',
  comments: 'Comments',
  shares: 'Shares',
  quotes: 'Quotes',
  saves: 'Saves',
  clicks: 'Clicks',
};

interface NumbersProps {
  network: NetworkId;
  /** The columns: what any network of the post gives. */
  metrics: readonly Metric[];
  values: Readonly<Record<Metric, number | null>>;
}

/** A quiet row. What a network does not give is a dash, never a zero. */
export const Numbers = ({ network, metrics, values }: NumbersProps) => (
  <dl className="mt-2 flex flex-wrap gap-x-5 gap-y-2">
    {metrics.map((metric) => (
      <div key={metric} className="flex min-w-11 flex-col">
        <dt className="order-last text-caption text-muted">{NAME[metric]}</dt>
        <dd className="font-medium tabular-nums">
          {values[metric]?.toLocaleString() ?? <NotProvided network={network} />}
        </dd>
      </div>
    ))}
  </dl>
);

const NotProvided = ({ network }: { network: NetworkId }) => (
  <Tooltip label={`Not provided by ${NETWORKS[network].name}`} side="top">
    <button type="button" className="cursor-default rounded-chip px-0.5 text-muted">
      <span aria-hidden>–</span>
      <span className="sr-only">not provided</span>
    </button>
  </Tooltip>
);
