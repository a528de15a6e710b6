import { useComposer, useGo } from '../../app/place.ts';
import { useAccounts, useClients, usePostCounts } from '../../ipc/queries.ts';
import { Button } from '../../ui/button.tsx';
import { CalendarDrawing, ConnectDrawing, NestDrawing } from '../../ui/drawings.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { useChangeFilters } from './use-filters.ts';

/** Over an empty calendar: the next thing to do, and the grid behind it stays in reach. */
export function CalendarWelcome({ clientId }: { clientId: string | null }) {
  const clients = useClients();
  const accounts = useAccounts(clientId);
  const counts = usePostCounts(clientId);
  const composer = useComposer();
  const go = useGo();
  if (!clients.data || !accounts.data || !counts.data) return null;

  const total = Object.values(counts.data).reduce((sum, count) => sum + (count ?? 0), 0);
  if (clients.data.length === 0)
    return (
      <Welcome
        drawing={<NestDrawing />}
        title="Whose posts do you look after?"
        text="Every post belongs to a client. Add the first one, and its colour marks everything of it here."
        action={
          <Button tone="primary" onClick={() => go('/clients')}>
            Add a client
          </Button>
        }
      />
    );
  if (total > 0)
    return (
      <p className="pointer-events-none absolute inset-x-0 bottom-4 flex justify-center">
        <span className="flex items-center gap-1.5 rounded-full bg-raised px-3 py-1.5 text-small text-muted shadow-float">
          Nothing is planned here. Click a day, or press <Kbd keys={['n']} />
        </span>
      </p>
    );
  if (accounts.data.length === 0)
    return (
      <Welcome
        drawing={<ConnectDrawing />}
        title="Connect an account"
        text="You can write drafts without one. To publish, ClientNest needs an account to publish to."
        action={
          <>
            <Button tone="primary" onClick={() => go('/accounts')}>
              Connect an account
            </Button>
            <Button onClick={() => composer.open('new')}>Write a draft</Button>
          </>
        }
      />
    );
  return (
    <Welcome
      drawing={<CalendarDrawing />}
      title="Plan the first post"
      text="Click a day to write for it. What you schedule stands here, and you can drag it to another day."
      action={
        <Button tone="primary" onClick={() => composer.open('new')}>
          New post
        </Button>
      }
    />
  );
}

/** Over a calendar that the filters have emptied. */
export function NothingMatches() {
  const { clear } = useChangeFilters();
  return (
    <p className="pointer-events-none absolute inset-x-0 bottom-4 z-10 flex justify-center">
      <span className="pointer-events-auto flex items-center gap-1 rounded-full bg-raised py-1 pr-1.5 pl-3 text-small text-muted shadow-float">
        Nothing here matches the filters.
        <Button tone="ghost" size="compact" className="h-6 px-2 text-small" onClick={clear}>
          Clear them
        </Button>
      </span>
    </p>
  );
}

interface WelcomeProps {
  drawing: React.ReactNode;
  title: string;
  text: string;
  action: React.ReactNode;
}

const Welcome = ({ drawing, title, text, action }: WelcomeProps) => (
  <div className="pointer-events-none absolute inset-0 z-10 flex items-center justify-center p-6">
    <section className="pointer-events-auto flex w-88 animate-appear flex-col items-center rounded-dialog bg-raised px-8 py-7 text-center shadow-float">
      {drawing}
      <h2 className="mt-4 text-section font-semibold">{title}</h2>
      <p className="mt-1 text-muted">{text}</p>
      <div className="mt-4 flex gap-2">{action}</div>
    </section>
  </div>
);
