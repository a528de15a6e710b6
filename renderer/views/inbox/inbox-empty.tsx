import { useGo } from '../../app/place.ts';
import { useAccounts } from '../../ipc/queries.ts';
import { Button } from '../../ui/button.tsx';
import { ConnectDrawing, InboxDrawing, SearchDrawing } from '../../ui/drawings.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { isNarrowed } from './is-narrowed.ts';
import { silentAbout } from './silent-networks.ts';
import type { InboxFilter } from './use-inbox.ts';

interface InboxEmptyProps {
  filter: InboxFilter;
  clientId: string | null;
  /** Anything at all was ever said. */
  isNew: boolean;
  onClear: () => void;
}

/** Why there is nothing, and the way on. */
export function InboxEmpty({ filter, clientId, isNew, onClear }: InboxEmptyProps) {
  const go = useGo();
  const accounts = useAccounts(clientId).data;
  if (isNarrowed(filter)) {
    const silent = filter.kind === 'mention' ? silentAbout(accounts ?? []) : null;
    return (
      <EmptyState
        drawing={<SearchDrawing />}
        title="Nothing like that here"
        action={<Button onClick={onClear}>Show everything</Button>}
      >
        Nothing in this list matches what it is narrowed to.{silent && ` ${silent}`}
      </EmptyState>
    );
  }
  if (accounts?.length === 0)
    return (
      <EmptyState
        drawing={<ConnectDrawing />}
        title="Comments come together here"
        action={
          <Button tone="primary" onClick={() => go('/accounts?connect=1')}>
            Connect an account
          </Button>
        }
      >
        What people write under your posts, and where they name you elsewhere, in one list. Connect
        an account first.
      </EmptyState>
    );
  if (filter.state === 'snoozed')
    return (
      <EmptyState drawing={<InboxDrawing />} title="Nothing is put off">
        Press S on anything in the list and it comes back when you have time for it.
      </EmptyState>
    );
  if (filter.state === 'done')
    return (
      <EmptyState drawing={<InboxDrawing />} title="Nothing is done yet">
        What you answer, and what you mark done with E, is kept here.
      </EmptyState>
    );
  return (
    <EmptyState
      drawing={<InboxDrawing />}
      title={isNew ? 'Nobody has said anything yet' : 'All answered'}
    >
      {isNew
        ? 'Comments under posts that went out from ClientNest, and mentions elsewhere, arrive here by themselves while it runs.'
        : 'New comments and mentions arrive here by themselves. J and K go through them, R answers, L likes, E is done.'}
    </EmptyState>
  );
}
