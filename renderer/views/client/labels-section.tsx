import type { ClientProfile } from '../../../shared/ipc/views.ts';
import { useGo } from '../../app/place.ts';
import { Button } from '../../ui/button.tsx';
import { LabelChip } from '../labels/label-chip.tsx';
import { LabelList } from '../labels/label-list.tsx';
import { useLabels } from '../labels/use-labels.ts';
import { ClientSection } from './client-section.tsx';

/** What posts of the client are sorted by. */
export function LabelsSection({ client }: { client: ClientProfile }) {
  const go = useGo();
  const shared = useLabels(null);
  return (
    <ClientSection
      id="labels"
      title="Labels"
      description={`What posts of ${client.name} are sorted by. A new name or colour shows on all of them.`}
    >
      <LabelList clientId={client.id} empty={`${client.name} has no labels of its own yet.`} />
      <div className="mt-3 flex flex-wrap items-center gap-1.5 px-1">
        <span className="text-small text-muted">
          {shared.length === 0 ? 'No labels are shared by all clients.' : 'Of all clients:'}
        </span>
        {shared.map((label) => (
          <LabelChip key={label.id} label={label} />
        ))}
        <Button size="compact" tone="ghost" onClick={() => go('/clients')}>
          Manage
        </Button>
      </div>
    </ClientSection>
  );
}
