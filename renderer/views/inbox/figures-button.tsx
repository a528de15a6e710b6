import { ChartColumn } from 'lucide-react';
import { useState } from 'react';
import { onDemand } from '../../app/on-demand.tsx';
import { IconButton } from '../../ui/button.tsx';

/** Comes when it is first asked for. */
const InboxFigures = onDemand(async () => (await import('./inbox-figures.tsx')).InboxFigures);

/** How people speak, and how fast they were answered. */
export function FiguresButton({ clientId }: { clientId: string | null }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <IconButton label="Mood and answers" onClick={() => setOpen(true)}>
        <ChartColumn size={16} />
      </IconButton>
      {isOpen && <InboxFigures clientId={clientId} onClose={() => setOpen(false)} />}
    </>
  );
}
