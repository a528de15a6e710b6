import { useQueryClient } from '@tanstack/react-query';
import { FileSpreadsheet, KeyRound, Save } from 'lucide-react';
import type { AppStatus, Backup } from '../../../shared/ipc/views.ts';
import { useGo } from '../../app/place.ts';
import { formatInstant, useTimeStyle } from '../../app/preferences.ts';
import { sentenceOf } from '../../ipc/client.ts';
import { routeKey, useAppStatus, useBackups, useRouteMutation } from '../../ipc/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Row } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { toast } from '../../ui/toast.tsx';
import { fileSize } from './file-size.ts';
import { SettingsSection } from './section.tsx';

const SHOWN = 5;

const SECRETS: Record<AppStatus['secrets'], { label: string; hint: string }> = {
  keychain: {
    label: 'In this computer’s keychain',
    hint: 'The key of the workspace and the sign-ins of your accounts are there, never in a file.',
  },
  passphrase: {
    label: 'Under your passphrase',
    hint: 'This computer has no keychain. The key of the workspace is locked with the passphrase; nobody can recover it.',
  },
  unknown: {
    label: 'Not known',
    hint: 'ClientNest could not tell where the secrets of this workspace are.',
  },
};

export function DataSettings() {
  const queries = useQueryClient();
  const go = useGo();
  const status = useAppStatus();
  const backups = useBackups();
  const backUp = useRouteMutation('database.backup');
  const secrets = SECRETS[status.data?.secrets ?? 'unknown'];

  const backUpNow = () =>
    backUp.mutate(
      {},
      {
        onSuccess: ({ bytes }) => {
          void queries.invalidateQueries({ queryKey: routeKey('database.backups') });
          toast.done(`Backed up: ${fileSize(bytes)}.`);
        },
        onError: (error) => toast.failed(sentenceOf(error)),
      },
    );

  return (
    <SettingsSection id="data" title="Data and secrets">
      <Row
        label="Posts from a table"
        hint="Bring in a month of posts from a CSV file, of ClientNest, Buffer, Hootsuite or your own."
      >
        <Button icon={<FileSpreadsheet size={16} />} onClick={() => go('/import')}>
          Import posts
        </Button>
      </Row>
      <Row label="Where secrets live" hint={secrets.hint}>
        <span className="inline-flex shrink-0 items-center gap-1.5">
          <KeyRound size={16} className="text-muted" aria-hidden />
          {secrets.label}
        </span>
      </Row>
      <Row
        label="Backups"
        hint="Encrypted like the workspace, beside it on this computer. One is written before every upgrade."
      >
        <Button icon={<Save size={16} />} busy={backUp.isPending} onClick={backUpNow}>
          Back up now
        </Button>
      </Row>
      <div className="px-4 py-2">
        {backups.isPending ? (
          <Skeleton className="my-2 h-3 w-64" />
        ) : (
          <BackupList backups={backups.data ?? []} />
        )}
      </div>
    </SettingsSection>
  );
}

function BackupList({ backups }: { backups: readonly Backup[] }) {
  const style = useTimeStyle();
  if (backups.length === 0) return <p className="py-1 text-muted">No backup yet.</p>;
  const older = backups.length - SHOWN;
  return (
    <ul aria-label="Backups" className="text-small">
      {backups.slice(0, SHOWN).map(({ name, at, bytes }) => (
        <li key={name} className="flex h-7 items-center gap-4">
          <span className="w-52">
            {formatInstant(at, style, { dateStyle: 'medium', timeStyle: 'short' })}
          </span>
          <span className="w-16 text-right text-muted">{fileSize(bytes)}</span>
          <span className="min-w-0 flex-1 truncate text-right text-muted" data-selectable>
            {name}
          </span>
        </li>
      ))}
      {older > 0 && (
        <li className="flex h-7 items-center text-muted">
          and {older.toLocaleString()} older {older === 1 ? 'one' : 'ones'}
        </li>
      )}
    </ul>
  );
}
