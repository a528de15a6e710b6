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
    <section aria-label="Demo workspace" className="flex shrink-0 flex-col px-2 pb-2">
      {collapsed ? (
        <IconButton
          label="Demo workspace: start afresh"
          onClick={ask}
          className="mx-auto text-accent-text"
        >
          <FlaskConical size={16} />
        </IconButton>
      ) : (
        <div className="flex flex-col gap-2 rounded-control bg-accent-soft p-2.5">
          <p className="flex items-center gap-2 text-small font-medium text-accent-text">
            <FlaskConical size={16} className="shrink-0" aria-hidden />
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
