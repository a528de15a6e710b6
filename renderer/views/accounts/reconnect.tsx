import { type FormEvent, useState } from 'react';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import { signInSecret } from '../../../shared/domain/sign-in-secret.ts';
import type { Account } from '../../../shared/ipc/views.ts';
import { sentenceOf } from '../../ipc/client.ts';
import { useRouteMutation } from '../../ipc/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Field, PasswordInput } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { toast } from '../../ui/toast.tsx';
import { BrowserSignIn } from './browser-sign-in.tsx';
import { PracticeSignIn } from './practice-sign-in.tsx';

interface ReconnectProps {
  account: Account;
  networkName: string;
  /** Where the person asked for it and may change their mind. */
  onClose?: () => void;
}

/** Signs in again in place, the way it was signed in; posts, schedule and history stay as they are. */
export function Reconnect(props: ReconnectProps) {
  const { account, networkName, onClose } = props;
  // Asked for where the session has ended; then it stays until that is mended.
  const [isBegun, begin] = useState(onClose !== undefined);
  const done = () => {
    onClose?.();
    toast.done(`@${account.handle} is connected again.`);
  };
  return (
    <div className="mt-3 flex flex-col gap-3 rounded-control bg-sunken p-3">
      {account.status === 'reconnect_needed' && (
        <Notice tone="attention">
          {account.statusMessage ?? `${networkName} ended the session. Sign in again.`}
        </Notice>
      )}
      {account.signedInBy === 'secret' ? (
        <WithSecret {...props} onDone={done} />
      ) : isBegun && account.practice ? (
        <PracticeSignIn
          clientId={account.clientId}
          network={NETWORKS[account.network]}
          account={account}
          onDone={done}
          onCancel={() => (onClose ? onClose() : begin(false))}
        />
      ) : isBegun ? (
        <BrowserSignIn
          clientId={account.clientId}
          network={NETWORKS[account.network]}
          account={account}
          onDone={done}
          onCancel={() => (onClose ? onClose() : begin(false))}
        />
      ) : (
        <Button tone="primary" className="self-start" onClick={() => begin(true)}>
          Sign in again
        </Button>
      )}
    </div>
  );
}

/** A new app password or token in the place of the one that has ended. */
function WithSecret({ account, onClose, onDone }: ReconnectProps & { onDone: () => void }) {
  const [appPassword, setAppPassword] = useState('');
  const reconnect = useRouteMutation('accounts.reconnect');
  const secret = signInSecret(account.network);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!appPassword) return;
    reconnect.mutate(
      { id: account.id, appPassword },
      {
        onSuccess: () => {
          setAppPassword('');
          onDone();
        },
      },
    );
  };

  return (
    <>
      <form onSubmit={submit} noValidate className="flex items-end gap-2">
        <Field label={`New ${secret} for @${account.handle}`} className="flex-1">
          <PasswordInput
            maxLength={2000}
            value={appPassword}
            {...(secret === 'app password' && { placeholder: 'xxxx-xxxx-xxxx-xxxx' })}
            onChange={(event) => setAppPassword(event.target.value)}
          />
        </Field>
        {onClose && <Button onClick={onClose}>Cancel</Button>}
        <Button type="submit" tone="primary" disabled={!appPassword} busy={reconnect.isPending}>
          Sign in
        </Button>
      </form>
      {reconnect.isError && (
        <Notice tone="failed" live>
          {sentenceOf(reconnect.error)}
        </Notice>
      )}
    </>
  );
}
