import { FlaskConical } from 'lucide-react';
import { useEffect } from 'react';
import type { NetworkCapabilities } from '../../../shared/domain/network.ts';
import type { Account } from '../../../shared/ipc/views.ts';
import { sentenceOf } from '../../ipc/client.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SignInProgress } from './sign-in-progress.tsx';
import { useSignIn } from './use-sign-in.ts';

interface PracticeSignInProps {
  clientId: string;
  network: NetworkCapabilities;
  /** The account that signs in again; null for a new one. */
  account?: Account | null;
  onDone: (accounts: readonly Account[]) => void;
  onCancel: () => void;
  onBusy?: ((busy: boolean) => void) | undefined;
}

/** Signing in to a network that this computer plays, in the person's own browser as it is for real. */
export function PracticeSignIn(props: PracticeSignInProps) {
  const { clientId, network, account = null, onDone, onCancel, onBusy } = props;
  const signIn = useSignIn(onDone);
  const state = signIn.now?.state;
  const busy =
    signIn.isBeginning || state === 'waiting' || state === 'checking' || state === 'choosing';
  useEffect(() => onBusy?.(busy), [busy, onBusy]);

  if (signIn.now)
    return <SignInProgress authorisation={signIn.now} isPractice onLeave={signIn.leave} />;
  return (
    <div className="flex flex-col gap-4">
      <p>
        This computer plays {network.name} for you. You sign in, publish and read numbers and
        comments as you would there; no account and no developer app is needed.
      </p>
      <p className="text-muted">
        Nothing leaves this computer and nobody sees what you publish. The account is marked
        “Practice” wherever it is shown.
      </p>
      {signIn.problem && (
        <Notice tone="failed" live>
          {sentenceOf(signIn.problem)}
        </Notice>
      )}
      <div className="mt-1 flex gap-2">
        <Button
          tone="primary"
          autoFocus
          busy={signIn.isBeginning}
          onClick={() =>
            signIn.practise({
              clientId,
              network: network.id,
              ...(account && { accountId: account.id }),
            })
          }
        >
          {account ? 'Sign in again' : `Open the practice ${network.name}`}
        </Button>
        <Button tone="ghost" disabled={busy} onClick={onCancel}>
          Back
        </Button>
      </div>
    </div>
  );
}

interface PracticeOfferProps {
  onChoose: () => void;
}

/** The quiet way in for somebody who has no account or no developer app at hand. */
export const PracticeOffer = ({ onChoose }: PracticeOfferProps) => (
  <div className="mb-4 flex items-center gap-3 rounded-control bg-sunken px-3 py-2">
    <FlaskConical size={16} className="shrink-0 text-muted" aria-hidden />
    <p className="min-w-0 flex-1 text-muted">Just looking?</p>
    <Button size="compact" onClick={onChoose}>
      Practise without an account
    </Button>
  </div>
);
