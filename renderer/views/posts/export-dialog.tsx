import { useState } from 'react';
import type { PostStatus } from '../../../shared/domain/post-status.ts';
import { resolveWallTime } from '../../../shared/domain/wall-time.ts';
import { now } from '../../app/clock.ts';
import { useClientFilter } from '../../app/place.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field, Input } from '../../ui/field.tsx';
import { dayAt } from '../calendar/time.ts';
import { lookOf } from '../post-status/status.ts';
import { addDays, type DaySpan, monthOf } from './day-span.ts';
import { saveCsv } from './save-csv.ts';

interface ExportDialogProps {
  /** What is proposed. */
  span: DaySpan;
  /** Only these; every one unless said. */
  statuses?: readonly PostStatus[];
  onClose: () => void;
}

/** The posts of a span of days as a table, of the client that everything is narrowed to. */
export function ExportDialog({ span: proposed, statuses = [], onClose }: ExportDialogProps) {
  const { zone } = useTimeStyle();
  const { client } = useClientFilter();
  const [span, setSpan] = useState(proposed);
  const [isSaving, setSaving] = useState(false);
  const { first, last } = span;
  const isWhole = first !== '' && last !== '';
  const isTurned = isWhole && last < first;
  const today = dayAt(now(), zone);
  const thisMonth = monthOf(today);
  const months = [
    { label: 'Last month', span: monthOf(addDays(thisMonth.first, -1)) },
    { label: 'This month', span: thisMonth },
    { label: 'Next month', span: monthOf(addDays(thisMonth.last, 1)) },
  ];

  async function save(): Promise<void> {
    if (!isWhole || isTurned) return;
    setSaving(true);
    const isSaved = await saveCsv({
      from: startOf(first, zone),
      to: startOf(addDays(last, 1), zone),
      ...(client && { clientId: client.id }),
      ...(statuses.length > 0 && { statuses: [...statuses] }),
    });
    setSaving(false);
    if (isSaved) onClose();
  }

  const which = statuses.map((status) => lookOf(status, false).word.toLowerCase()).join(' or ');
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Export posts to CSV"
      description={`Posts of ${client?.name ?? 'all clients'}${which && `, ${which}`}, due in these days. What has no date is not in it.`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            tone="primary"
            busy={isSaving}
            disabled={!isWhole || isTurned}
            onClick={() => void save()}
          >
            Export
          </Button>
        </>
      }
    >
      <div className="grid grid-cols-2 gap-3">
        <Field label="From">
          <Input
            type="date"
            value={first}
            onChange={(event) => setSpan({ ...span, first: event.target.value })}
          />
        </Field>
        <Field
          label="To"
          {...(isTurned && { error: 'Choose a day that is not before the first.' })}
        >
          <Input
            type="date"
            value={last}
            onChange={(event) => setSpan({ ...span, last: event.target.value })}
          />
        </Field>
      </div>
      <div className="mt-3 flex flex-wrap gap-1.5">
        {months.map((month) => (
          <Button
            key={month.label}
            size="compact"
            aria-pressed={month.span.first === first && month.span.last === last}
            onClick={() => setSpan(month.span)}
            className="px-2 text-small font-normal aria-pressed:border-accent"
          >
            {month.label}
          </Button>
        ))}
      </div>
    </Dialog>
  );
}

const startOf = (day: string, zone: string): number => resolveWallTime(`${day}T00:00`, zone).at;
