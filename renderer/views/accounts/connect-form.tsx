import { ChevronRight } from 'lucide-react';
import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import type { NetworkCapabilities } from '../../../shared/domain/network.ts';
import type { Account } from '../../../shared/ipc/views.ts';
import { isFailure, sentenceOf } from '../../ipc/client.ts';
import { useRouteMutation } from '../../ipc/queries.ts';
import { cx } from '../../ui/class-names.ts';
import { Field, Input, PasswordInput } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { readServiceUrl } from './service-url.ts';

interface ConnectFormProps {
  clientId: string;
  network: NetworkCapabilities;
  onDone: (account: Account) => void;
  /** The buttons, where they stand right under the fields. */
  children?: ReactNode;
  onBusy?: (busy: boolean) => void;
  id?: string;
}

/** Signs in with handle and app password; another server can be named. */
export function ConnectForm({ clientId, network, onDone, onBusy, children, id }: ConnectFormProps) {
  const [handle, setHandle] = useState('');
  const [appPassword, setAppPassword] = useState('');
  const [otherServer, setOtherServer] = useState(false);
  const [server, setServer] = useState('');
  const [tried, setTried] = useState(false);
  const connect = useRouteMutation('accounts.connect');

  const busy = connect.isPending;
  useEffect(() => onBusy?.(busy), [busy, onBusy]);

  const identifier = handle.trim().replace(/^@/, '');
  const serviceUrl = otherServer && server.trim() ? readServiceUrl(server) : undefined;
  const badServer = serviceUrl === null;
  const serverRefused = isFailure(connect.error, 'insecure_service_url');

  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    setTried(true);
    if (!identifier || !appPassword || badServer) return;
    connect.mutate(
      { clientId, network: network.id, identifier, appPassword, ...(serviceUrl && { serviceUrl }) },
      { onSuccess: onDone },
    );
  };

  return (
    <form id={id} onSubmit={submit} noValidate className="flex flex-col gap-4">
      <Field
        label="Handle"
        error={
          tried && !identifier ? 'The name of the account, such as ada.bsky.social.' : undefined
        }
      >
        <Input
          autoFocus
          maxLength={255}
          value={handle}
          placeholder="ada.bsky.social"
          autoCapitalize="off"
          onChange={(event) => setHandle(event.target.value)}
        />
      </Field>
      <Field
        label="App password"
        hint={`Not the main password. Make one in ${network.name}: Settings, Privacy and security, App passwords.`}
        error={tried && !appPassword ? 'Paste an app password of this account.' : undefined}
      >
        <PasswordInput
          maxLength={255}
          value={appPassword}
          placeholder="xxxx-xxxx-xxxx-xxxx"
          onChange={(event) => setAppPassword(event.target.value)}
        />
      </Field>
      {network.serviceUrlEditable && (
        <div>
          <button
            type="button"
            aria-expanded={otherServer}
            onClick={() => setOtherServer(!otherServer)}
            className="-ml-1 inline-flex h-6 items-center gap-1 rounded-control px-1 text-small text-muted transition-colors hover:text-ink"
          >
            <ChevronRight
              size={14}
              className={cx('transition-transform', otherServer && 'rotate-90')}
              aria-hidden
            />
            Other server
          </button>
          {otherServer && (
            <Field
              label="Service address"
              hint={`Left empty, it is ${new URL(network.defaultServiceUrl).host}.`}
              error={
                serverRefused
                  ? sentenceOf(connect.error)
                  : tried && badServer
                    ? 'An address such as https://pds.example.com.'
                    : undefined
              }
              className="mt-2"
            >
              <Input
                value={server}
                placeholder="https://pds.example.com"
                onChange={(event) => setServer(event.target.value)}
              />
            </Field>
          )}
        </div>
      )}
      {connect.isError && !serverRefused && (
        <Notice tone="failed" live>
          {sentenceOf(connect.error)}
        </Notice>
      )}
      {children}
    </form>
  );
}
