import { useState } from 'react';
import { v7 } from 'uuid';
import { useClientFilter, useComposer, useGo } from '../../app/place.ts';
import { QueryProblem } from '../../app/query-problem.tsx';
import { useAccounts, useClients, usePost } from '../../ipc/queries.ts';
import { Button } from '../../ui/button.tsx';
import { NestDrawing } from '../../ui/drawings.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Composer } from './composer.tsx';
import { ComposerSkeleton } from './composer-skeleton.tsx';
import type { Draft } from './draft.ts';

/** The composer over whatever view is open: `?compose=new`, or the id of a post. */
export function ComposerSheet() {
  const composer = useComposer();
  const session = useSession(composer.target);
  if (!session) return null;
  return <ComposerSession key={session.key} session={session} />;
}

interface Session {
  key: string;
  isNew: boolean;
  /** Posts that were written in this session: more than one where the client was changed. */
  postIds: string[];
}

const startSession = (target: string): Session =>
  target === 'new'
    ? { key: v7(), isNew: true, postIds: [v7()] }
    : { key: target, isNew: false, postIds: [target] };

/** A new post goes on being the same session when its first save puts its id into the URL. */
function useSession(target: string | null): Session | null {
  const [held, setHeld] = useState<{ target: string; session: Session } | null>(null);
  if (target === null) return null;
  if (held?.target === target) return held.session;
  const session = held?.session.postIds.includes(target) ? held.session : startSession(target);
  setHeld({ target, session });
  return session;
}

function ComposerSession({ session }: { session: Session }) {
  const composer = useComposer();
  const go = useGo();
  const { clientId: filtered } = useClientFilter();
  // The client of an older post may have been put away meanwhile.
  const clients = useClients(!session.isNew);
  const accounts = useAccounts();
  const [postId] = session.postIds;
  const [moved, setMoved] = useState<Moved | null>(null);
  // The first save takes it out of the URL.
  const [forClient] = useState(composer.forClient);
  const post = usePost(session.isNew ? null : (postId ?? null));

  const close = () => composer.close();
  const waiting = (body: React.ReactNode, title = session.isNew ? 'New post' : 'Edit post') => (
    <Sheet open onOpenChange={close} title={title} width="wide" bare>
      {body}
    </Sheet>
  );

  if (post.isError)
    return waiting(<QueryProblem error={post.error} onRetry={() => void post.refetch()} />);
  if (!clients.data || !accounts.data || (!session.isNew && !post.data))
    return waiting(<ComposerSkeleton />);
  if (session.isNew && clients.data.length === 0)
    return waiting(
      <EmptyState
        drawing={<NestDrawing />}
        title="First, a client"
        action={
          <Button tone="primary" onClick={() => go('/clients?new=1')}>
            Add a client
          </Button>
        }
      >
        Every post belongs to one of your clients.
      </EmptyState>,
    );

  // A new post starts with the client that is shown, or with the first one that can publish.
  const withAccount = new Set(accounts.data.map(({ clientId }) => clientId));
  const first = clients.data.find(({ id }) => withAccount.has(id)) ?? clients.data[0];
  const named = clients.data.find(({ id }) => id === forClient)?.id;
  const clientId = post.data?.clientId ?? moved?.clientId ?? named ?? filtered ?? first?.id;
  if (!clientId || !postId) return waiting(<ComposerSkeleton />);

  const current = moved?.postId ?? postId;
  return (
    <Composer
      key={current}
      postId={current}
      clientId={clientId}
      clients={clients.data}
      accounts={accounts.data.filter((account) => account.clientId === clientId)}
      post={post.data ?? null}
      startWith={moved?.draft ?? null}
      startAt={composer.at}
      onClient={(next, draft) => {
        const movedId = v7();
        session.postIds.push(movedId);
        setMoved({ clientId: next, postId: movedId, draft });
      }}
      onCreated={() => composer.open(current, { replace: true })}
      onClose={close}
    />
  );
}

/** A new post that was given to another client keeps its text and images under a new id. */
interface Moved {
  clientId: string;
  postId: string;
  draft: Draft;
}
