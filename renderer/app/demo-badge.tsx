import { FlaskConical } from 'lucide-react';
import { useState } from 'react';
import { useAppStatus } from '../ipc/queries.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { onDemand } from './on-demand.tsx';

const EndDemo = onDemand(async () => (await import('../views/demo/end-demo.tsx')).EndDemo);

/** Says that this is the demo, with the way out of it. */
export function DemoBadge({ collapsed }: { collapsed: boolean }) {
  const isDemo = useAppStatus().data?.demo === true;
  const [asks, setAsks] = useState(false);
  if (!isDemo) return null;
  const ask = () => setAsks(true);
  return (
    <section aria-label="Demo workspace" className="shrink-0 px-2 pb-2">
      {collapsed ? (
        <IconButton label="Demo workspace: start afresh" onClick={ask} className="mx-auto">
          <FlaskConical size={16} />
        </IconButton>
      ) : (
        <div className="flex items-center gap-2 rounded-control bg-accent-soft py-1.5 pr-1.5 pl-2.5">
          <FlaskConical size={16} className="shrink-0 text-accent-text" aria-hidden />
          <p className="min-w-0 flex-1 text-small leading-tight font-medium text-accent-text">
            Demo workspace
          </p>
          <Button size="compact" onClick={ask} onPointerEnter={() => void EndDemo.load()}>
            Start afresh
          </Button>
        </div>
      )}
      {asks && <EndDemo onClose={() => setAsks(false)} />}
    </section>
  );
}
