import { METRICS } from '../../../../shared/domain/network.ts';
import { NETWORKS } from '../../../../shared/domain/networks/index.ts';
import type { Delivery } from '../../../../shared/ipc/views.ts';
import { AccountEngagement } from './account-engagement.tsx';

/** Numbers and comments of every account where the post came out; nothing where no network gives any. */
export function EngagementSection({ deliveries }: { deliveries: readonly Delivery[] }) {
  const out = deliveries.filter(
    ({ state, remoteId, network }) =>
      state === 'published' && remoteId !== null && tellsSomething(network),
  );
  if (out.length === 0) return null;
  const given = new Set(out.flatMap(({ network }) => NETWORKS[network].metrics));
  const metrics = METRICS.filter((metric) => given.has(metric));
  return (
    <section className="mb-4" aria-labelledby="engagement">
      <h2 id="engagement" className="mb-3 text-section font-semibold">
        What people do with it
      </h2>
      <ul className="rounded-card border border-hairline bg-panel">
        {out.map((delivery) => (
          <AccountEngagement key={delivery.id} delivery={delivery} metrics={metrics} />
        ))}
      </ul>
    </section>
  );
}

const tellsSomething = (network: Delivery['network']): boolean => {
  const { metrics, comments, removal } = NETWORKS[network];
  return metrics.length > 0 || comments.read || removal;
};
