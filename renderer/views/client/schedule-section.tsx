import { CalendarCog } from 'lucide-react';
import { useState } from 'react';
import type { ClientProfile } from '../../../shared/ipc/views.ts';
import { useRoute } from '../../ipc/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/page.tsx';
import { toast } from '../../ui/toast.tsx';
import { counted } from '../clients/counted.ts';
import { LatenessField } from '../clients/lateness-field.tsx';
import { useSlotsPlace } from '../slots/use-slots-place.ts';
import { ClientSection } from './client-section.tsx';
import { useKeepClient } from './use-client-profile.ts';

/** When the client's posts go out, and how late they still may. */
export function ScheduleSection({ client }: { client: ClientProfile }) {
  const keep = useKeepClient(client.id);
  const times = useSlotsPlace();
  const slots = useRoute('slots.list', { clientId: client.id });
  const count = slots.data?.slots.length ?? 0;
  // Null while another number is being typed that is none yet.
  const [late, setLate] = useState<number | null>(client.latenessMinutes);
  return (
    <ClientSection id="schedule" title="Schedule">
      <Card>
        <div className="flex min-h-14 items-center gap-6 border-b border-hairline px-4 py-2.5">
          <div className="min-w-0 flex-1">
            <p className="font-medium">Queue times</p>
            <p className="text-small text-muted">
              {slots.data === undefined
                ? '\u00a0'
                : count === 0
                  ? 'None yet. With some, a post in the queue takes the next free one.'
                  : `${counted(count, 'time', 'times')} a week that the queue fills.`}
            </p>
          </div>
          <Button icon={<CalendarCog size={16} />} onClick={() => times.open(client.id)}>
            Edit queue times
          </Button>
        </div>
        <div className="p-4">
          <LatenessField
            value={late}
            onChange={(minutes) => {
              setLate(minutes);
              if (minutes === null) return;
              void keep({ latenessMinutes: minutes }).then(
                (problem) => problem && toast.failed(problem),
              );
            }}
          />
        </div>
      </Card>
    </ClientSection>
  );
}
