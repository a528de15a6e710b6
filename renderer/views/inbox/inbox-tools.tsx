import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import { useNow } from '../../app/clock.ts';
import { ask } from '../../ipc/client.ts';
import { useAccounts, useInboxCounts, useRoute } from '../../ipc/queries.ts';
import { IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { Menu, MenuGroup, MenuItem } from '../../ui/menu.tsx';
import { toast } from '../../ui/toast.tsx';
import { nearText } from '../calendar/time.ts';
import { pace } from './pace.ts';

const MINUTE = 60_000;

/** Reads what is new now; networks that bill reading, only where they are named. */
export function CheckButton({ clientId }: { clientId: string | null }) {
  const [busy, setBusy] = useState(false);
  const billed = (useAccounts(clientId).data ?? []).filter(
    ({ network, practice }) =>
      NETWORKS[network].price && NETWORKS[network].comments.read && !practice,
  );

  async function check(accountId?: string) {
    setBusy(true);
    const answer = await ask('inbox.check', accountId ? { accountId } : {});
    setBusy(false);
    if (!answer.ok) return toast.failed(answer.error.message);
    const { fresh, problems } = answer.value;
    const [problem] = problems;
    if (problem) return toast.failed(problem.message);
    toast.say(fresh === 0 ? 'Nothing new.' : `${fresh.toLocaleString()} new in the inbox.`);
  }

  const button = (
    <IconButton label="Check for new comments" aria-busy={busy} disabled={busy}>
      <RefreshCw size={16} className={cx(busy && 'animate-turn')} />
    </IconButton>
  );
  if (billed.length === 0)
    return (
      <IconButton
        label="Check for new comments"
        aria-busy={busy}
        disabled={busy}
        onClick={() => void check()}
      >
        <RefreshCw size={16} className={cx(busy && 'animate-turn')} />
      </IconButton>
    );
  return (
    <Menu trigger={button} className="w-72">
      <MenuItem onSelect={() => void check()}>Check for new comments</MenuItem>
      <MenuGroup label="Billed by the network for each reading">
        {billed.map(({ id, network, handle }) => (
          <MenuItem key={id} onSelect={() => void check(id)}>
            Read {NETWORKS[network].name} for @{handle}
          </MenuItem>
        ))}
      </MenuGroup>
    </Menu>
  );
}

/** How fast answers were, and when anybody last looked: one quiet line. */
export function ListFoot({ clientId }: { clientId: string | null }) {
  const figures = useRoute('inbox.figures', clientId ? { clientId } : {}, {
    ...{ keepPrevious: true, refetchInterval: 5 * MINUTE },
  });
  const readAt = useInboxCounts(clientId).data?.readAt ?? null;
  const now = useNow();
  const words = figures.data ? pace(figures.data, { short: true }) : null;
  const read = readAt === null ? null : (nearText(Math.min(readAt, now), now) ?? 'days ago');
  if (words === null && read === null) return null;
  return (
    <p className="flex h-8 shrink-0 items-center gap-2 border-t border-hairline px-4 text-caption text-muted">
      <span className="min-w-0 flex-1 truncate">{words}</span>
      {read && <span className="shrink-0">Read {read === 'now' ? 'just now' : read}</span>}
    </p>
  );
}
