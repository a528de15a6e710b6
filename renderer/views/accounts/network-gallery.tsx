import { Plus } from 'lucide-react';
import type { NetworkCapabilities } from '../../../shared/domain/network.ts';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/page.tsx';
import { NetworkGlyph } from '../post-status/network-glyph.tsx';
import { needsOf, whatItDoes } from './network-words.ts';

interface NetworkGalleryProps {
  onConnect: (network: NetworkCapabilities) => void;
}

/** Every network there is: its mark, what it takes, and what it needs. */
export const NetworkGallery = ({ onConnect }: NetworkGalleryProps) => (
  <ul className="grid grid-cols-[repeat(auto-fill,minmax(320px,1fr))] gap-3">
    {Object.values(NETWORKS).map((network) => (
      <li key={network.id}>
        <Card className="flex h-full items-start gap-3.5 p-4">
          <span className="flex size-9 shrink-0 items-center justify-center rounded-card bg-sunken">
            <NetworkGlyph network={network.id} size={18} />
          </span>
          <div className="min-w-0 flex-1">
            <div className="mb-1.5 flex min-h-9 items-center gap-2">
              <h3 className="min-w-0 flex-1 font-medium">{network.name}</h3>
              <Button
                size="compact"
                icon={<Plus size={14} />}
                aria-label={`Connect ${network.name}`}
                onClick={() => onConnect(network)}
              >
                Connect
              </Button>
            </div>
            <p className="text-small text-muted">{whatItDoes(network)}</p>
            <Needs network={network} />
          </div>
        </Card>
      </li>
    ))}
  </ul>
);

function Needs({ network }: { network: NetworkCapabilities }) {
  const needs = needsOf(network);
  if (needs.length === 0) return null;
  return <p className="mt-1 text-small">Needs {needs.join(', ')}.</p>;
}
