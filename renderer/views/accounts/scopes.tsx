import type { NetworkCapabilities } from '../../../shared/domain/network.ts';
import { sentence } from './network-words.ts';

/** What is asked for at the network, and why. */
export const Scopes = ({ network }: { network: NetworkCapabilities }) => (
  <dl className="flex flex-col gap-2 text-small">
    {network.oauth?.scopes.map(({ scope, why }) => (
      <div key={scope}>
        <dt>
          <code data-selectable>{scope}</code>
        </dt>
        <dd className="text-muted">{sentence(why)}</dd>
      </div>
    ))}
  </dl>
);
