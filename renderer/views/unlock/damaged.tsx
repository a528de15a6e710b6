import { useState } from 'react';
import type { Backup } from '../../../shared/ipc/views.ts';
import { formatInstant, systemZone } from '../../app/preferences.ts';
import { Large, Threshold } from '../../app/threshold.tsx';
import { sentenceOf } from '../../ipc/client.ts';
import { useBackups } from '../../ipc/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Confirm } from '../../ui/dialog.tsx';
import { SpillDrawing } from '../../ui/drawings.tsx';
import { Field } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { TryAgain } from './refused.tsx';
import { useWayIn } from './use-way-in.ts';

/** The profile cannot be read here, so times are told in the computer's zone. */
const when = ({ at }: Backup) =>
  formatInstant(
    at,
    { zone: systemZone(), hourCycle: 'h23' },
    { dateStyle: 'full', timeStyle: 'short' },
  );

/** The integrity check failed: the last backup is the way on. */
export function Damaged({ message }: { message: string | null }) {
  const backups = useBackups();
  const restore = useWayIn('database.restore');
  const [chosen, setChosen] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const list = backups.data ?? [];
  const backup = list.find(({ name }) => name === chosen) ?? list[0];

  return (
    <Threshold
      title="The workspace can’t be read"
      lead={message ?? 'Restore the last backup; the damaged file is kept beside it.'}
      beside={<Large drawing={<SpillDrawing />} />}
    >
      {backup ? (
        <div className="flex flex-col gap-4">
          <Field label="Backup to go back to" hint="Newest first.">
            <Select
              value={backup.name}
              onChange={setChosen}
              choices={list.map((each) => ({ value: each.name, label: when(each) }))}
            />
          </Field>
          {restore.isError && (
            <Notice tone="failed" live>
              {sentenceOf(restore.error)}
            </Notice>
          )}
          <div className="flex gap-2">
            <Button tone="primary" busy={restore.isPending} onClick={() => setAsking(true)}>
              Restore this backup
            </Button>
            <TryAgain tone="secondary" />
          </div>
          <Confirm
            open={asking}
            onOpenChange={setAsking}
            title="Restore this backup?"
            action="Restore"
            tone="primary"
            onConfirm={() => {
              setAsking(false);
              restore.go({ name: backup.name });
            }}
          >
            What changed after {when(backup)} is not in it. Before you publish again, look at what
            was sent since then.
          </Confirm>
        </div>
      ) : (
        <div className="flex flex-col items-start gap-4">
          <Notice tone="attention" className="w-full">
            {backups.isPending
              ? 'Looking for backups.'
              : 'There is no backup on this computer. If you have a copy of the workspace folder elsewhere, put it back and try again.'}
          </Notice>
          <TryAgain />
        </div>
      )}
    </Threshold>
  );
}
